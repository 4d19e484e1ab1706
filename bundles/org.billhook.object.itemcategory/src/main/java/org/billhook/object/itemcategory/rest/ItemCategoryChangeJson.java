package org.billhook.object.itemcategory.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/** Changes of an item category: what is absent stays, an empty text takes the value away. */
@Schema(name = "ItemCategoryChange", example = """
                {"description": "As agreed"}""")
public record ItemCategoryChangeJson(
        String name,
        String status,
        @Schema(description = "Of a new item") String billingRelevance,
        @Schema(description = "Of a new item") String dipProfile,
        @Schema(description = "Type of the document that requests of a new item become") String documentType,
        @Schema(description = "The same where the net is below zero") String creditDocumentType,
        @Schema(description = "Of a new item") String priceList,
        @Schema(description = "Of a new item, in the order in which they are asked, set apart by commas")
                String priceSources,
        @Schema(description = "Of a new item") String upliftPercent,
        @Schema(description = "Type of document that it leads") String leadingType,
        String description) {

    Change change() {
        return ObjectInput.change(
                name,
                status,
                new AttributeValues()
                        .with("billingRelevance", billingRelevance)
                        .with("dipProfile", dipProfile)
                        .with("documentType", documentType)
                        .with("creditDocumentType", creditDocumentType)
                        .with("priceList", priceList)
                        .with("priceSources", priceSources)
                        .with("upliftPercent", upliftPercent)
                        .with("leadingType", leadingType)
                        .with("description", description)
                        .changed());
    }
}
