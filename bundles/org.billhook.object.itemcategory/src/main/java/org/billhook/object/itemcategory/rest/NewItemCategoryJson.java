package org.billhook.object.itemcategory.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.object.itemcategory.ItemCategory;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/** An item category to be created. */
@Schema(
        name = "NewItemCategory",
        requiredProperties = {"id", "name"},
        example =
                """
                {"id": "SVB1", "name": "Service by the hour", "billingRelevance": "itemized", "dipProfile": "STANDARD"}""")
public record NewItemCategoryJson(
        String id,
        String name,
        @Schema(description = "Id of the billing relevance of a new item") String billingRelevance,
        @Schema(description = "Id of the DIP profile of a new item") String dipProfile,
        @Schema(description = "Type of the document that requests of a new item become") String documentType,
        @Schema(description = "Type of the document that they become where their net is below zero")
                String creditDocumentType,
        @Schema(description = "Name of the price list of a new item") String priceList,
        @Schema(description = "Ids of the price sources that a new item asks, in this order, set apart by commas")
                String priceSources,
        @Schema(
                        description =
                                "Whether each line of a new item has the prices of its service date; as the installation is set if absent")
                Boolean priceByServiceDate,
        @Schema(
                        description =
                                "Minutes that time of a new item is rounded up to, and whether per entry or per day; as the price list says if absent",
                        example = "15 ENTRY")
                String timeRounding,
        @Schema(description = "Percent that is added to the cost of a new item, 0 to 100") String upliftPercent,
        @Schema(
                        description =
                                "Type of document that it leads, such as BUS2000192 for items that maintenance orders"
                                        + " execute; any if absent")
                String leadingType,
        String description,
        @Schema(description = ObjectInput.STATUS, example = "RELEASED") String status) {

    Draft draft() {
        AttributeValues values = new AttributeValues()
                .with("billingRelevance", billingRelevance)
                .with("dipProfile", dipProfile)
                .with("documentType", documentType)
                .with("creditDocumentType", creditDocumentType)
                .with("priceList", priceList)
                .with("priceSources", priceSources)
                .with("priceByServiceDate", priceByServiceDate)
                .with("timeRounding", timeRounding)
                .with("upliftPercent", upliftPercent)
                .with("leadingType", leadingType)
                .with("description", description);
        return ObjectInput.draft("id", ItemCategory.KIND, id, name, values.set(), status);
    }
}
