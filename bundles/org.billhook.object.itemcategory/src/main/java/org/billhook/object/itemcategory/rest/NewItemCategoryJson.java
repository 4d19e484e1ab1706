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
        @Schema(description = "Of a new item") String billingRelevance,
        @Schema(description = "Of a new item") String dipProfile,
        @Schema(description = "Type of the document that requests of a new item become") String documentType,
        @Schema(description = "The same where the net is below zero") String creditDocumentType,
        @Schema(description = "Of a new item") String priceList,
        @Schema(description = "Of a new item, in the order in which they are asked, set apart by commas")
                String priceSources,
        @Schema(description = "Of a new item") String upliftPercent,
        @Schema(description = "Type of document that it leads") String leadingType,
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
                .with("upliftPercent", upliftPercent)
                .with("leadingType", leadingType)
                .with("description", description);
        return ObjectInput.draft("id", ItemCategory.KIND, id, name, values.set(), status);
    }
}
