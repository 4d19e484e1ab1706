package org.billhook.object.maintenanceorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/** Changes of a type of maintenance orders: what is absent stays, an empty text takes the value away. */
@Schema(name = "MaintenanceOrderTypeChange", example = """
                {"description": "As agreed"}""")
public record MaintenanceOrderTypeChangeJson(
        String name,
        String status,
        @Schema(description = "Whether its orders bear revenue themselves") Boolean revenueBearing,
        @Schema(description = "Id of the billing relevance of orders that bear revenue themselves")
                String billingRelevance,
        @Schema(description = "Id of the DIP profile of orders that bear revenue themselves") String dipProfile,
        @Schema(description = "SUPERIOR or REFERENCE: settlement rule of a new order") String ruleProposal,
        @Schema(description = "Status from which on an order must have a settlement rule") String ruleMandatory,
        String description) {

    Change change() {
        return ObjectInput.change(
                name,
                status,
                new AttributeValues()
                        .with("revenueBearing", revenueBearing)
                        .with("billingRelevance", billingRelevance)
                        .with("dipProfile", dipProfile)
                        .with("ruleProposal", ruleProposal)
                        .with("ruleMandatory", ruleMandatory)
                        .with("description", description)
                        .changed());
    }
}
