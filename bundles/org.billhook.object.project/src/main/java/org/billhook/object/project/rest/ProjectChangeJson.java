package org.billhook.object.project.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/** Changes of a project: what is absent stays, an empty text takes the value away. */
@Schema(name = "ProjectChange", example = """
                {"status": "CONTRACT_PREPARATION"}""")
public record ProjectChangeJson(
        String name,
        String status,
        String profitCenter,
        @Schema(description = "ISO 4217 code of the project") String currency,
        String manager,
        String startDate,
        String endDate,
        String description) {

    Change change() {
        return ObjectInput.change(
                name,
                status,
                new AttributeValues()
                        .with("profitCenter", profitCenter)
                        .with("currency", currency)
                        .with("manager", manager)
                        .with("startDate", startDate)
                        .with("endDate", endDate)
                        .with("description", description)
                        .changed());
    }
}
