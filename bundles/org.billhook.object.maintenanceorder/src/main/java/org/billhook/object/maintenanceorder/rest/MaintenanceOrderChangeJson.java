package org.billhook.object.maintenanceorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/** Changes of a maintenance order: what is absent stays, an empty text takes the value away. */
@Schema(name = "MaintenanceOrderChange", example = """
                {"description": "As agreed"}""")
public record MaintenanceOrderChangeJson(
        String name,
        String status,
        @Schema(description = "Order item that it is assigned to and that bills it: kind/key") String item,
        String element,
        String superiorOrder,
        @Schema(description = "Reason why nothing that is posted on it is billed") String billingBlock,
        @Schema(description = "Receivers of the cost: kind/key percent; kind/key percent") String settlementRule,
        String planningPlant,
        String workCenter,
        @Schema(description = "Maintenance plan that started it") String maintenancePlan,
        @Schema(description = "Party that is billed if it bears revenue itself") String customer,
        @Schema(description = "Of its bill if it bears revenue itself: ISO 4217 code") String currency,
        @Schema(description = "Whether and how it is billed if it bears revenue itself: an id of /billing-relevances")
                String billingRelevance,
        @Schema(description = "Id of its DIP profile if it bears revenue itself") String dipProfile,
        @Schema(description = "Percent that is added to the cost if it bears revenue itself, 0 to 100")
                String upliftPercent,
        @Schema(description = "Name of its price list if it bears revenue itself; standard if absent") String priceList,
        @Schema(description = "In the order in which they are asked, set apart by commas") String priceSources,
        @Schema(
                        description =
                                "Whether each line has the prices of its service date if it bears revenue itself; as the installation is set if absent")
                Boolean priceByServiceDate,
        @Schema(description = "Last day of the warranty, ISO 8601") String warrantyUntil,
        String description) {

    Change change() {
        return ObjectInput.change(
                name,
                status,
                new AttributeValues()
                        .with("item", item)
                        .with("element", element)
                        .with("superiorOrder", superiorOrder)
                        .with("billingBlock", billingBlock)
                        .with("settlementRule", settlementRule)
                        .with("planningPlant", planningPlant)
                        .with("workCenter", workCenter)
                        .with("maintenancePlan", maintenancePlan)
                        .with("customer", customer)
                        .with("currency", currency)
                        .with("billingRelevance", billingRelevance)
                        .with("dipProfile", dipProfile)
                        .with("upliftPercent", upliftPercent)
                        .with("priceList", priceList)
                        .with("priceSources", priceSources)
                        .with("priceByServiceDate", priceByServiceDate)
                        .with("warrantyUntil", warrantyUntil)
                        .with("description", description)
                        .changed());
    }
}
