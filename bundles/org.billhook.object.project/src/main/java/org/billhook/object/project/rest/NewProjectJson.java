package org.billhook.object.project.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.object.project.Project;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/** A project to be created. Category, customer, organization and cost center can't be changed later (J-23). */
@Schema(
        name = "NewProject",
        requiredProperties = {"id", "name", "category"},
        example =
                """
                {"id": "MILL", "name": "New mill", "category": "CUSTOMER", "customer": "ACME", "currency": "EUR"}""")
public record NewProjectJson(
        String id,
        String name,
        @Schema(description = "CUSTOMER if it is billed, INTERNAL if not") String category,
        @Schema(description = "Sold-to party; a customer project needs one") String customer,
        String organization,
        @Schema(description = "Cost center of the organization that owns it") String costCenter,
        String profitCenter,
        @Schema(description = "ISO 4217 code of the project") String currency,
        String manager,
        String startDate,
        String endDate,
        String description,
        @Schema(description = ObjectInput.STATUS, example = "RELEASED") String status) {

    Draft draft() {
        AttributeValues values = new AttributeValues()
                .with("category", category)
                .with("customer", customer)
                .with("organization", organization)
                .with("costCenter", costCenter)
                .with("profitCenter", profitCenter)
                .with("currency", currency)
                .with("manager", manager)
                .with("startDate", startDate)
                .with("endDate", endDate)
                .with("description", description);
        return ObjectInput.draft("id", Project.KIND, id, name, values.set(), status);
    }
}
