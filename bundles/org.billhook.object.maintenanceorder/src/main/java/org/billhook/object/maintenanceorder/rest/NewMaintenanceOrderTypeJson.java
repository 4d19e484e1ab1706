package org.billhook.object.maintenanceorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.object.maintenanceorder.OrderType;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/** A type of maintenance orders to be created. */
@Schema(
        name = "NewMaintenanceOrderType",
        requiredProperties = {"id", "name"},
        example = """
                {"id": "SV01", "name": "Service", "ruleProposal": "REFERENCE"}""")
public record NewMaintenanceOrderTypeJson(
        String id,
        String name,
        @Schema(description = "Whether its orders bear revenue themselves") Boolean revenueBearing,
        @Schema(description = "Id of the billing relevance of orders that bear revenue themselves")
                String billingRelevance,
        @Schema(description = "Id of the DIP profile of orders that bear revenue themselves") String dipProfile,
        @Schema(description = "SUPERIOR or REFERENCE: settlement rule of a new order") String ruleProposal,
        @Schema(description = "Status from which on an order must have a settlement rule") String ruleMandatory,
        String description,
        @Schema(description = ObjectInput.STATUS, example = "RELEASED") String status) {

    Draft draft() {
        AttributeValues values = new AttributeValues()
                .with("revenueBearing", revenueBearing)
                .with("billingRelevance", billingRelevance)
                .with("dipProfile", dipProfile)
                .with("ruleProposal", ruleProposal)
                .with("ruleMandatory", ruleMandatory)
                .with("description", description);
        return ObjectInput.draft("id", OrderType.KIND, id, name, values.set(), status);
    }
}
