package org.billhook.object.itemcategory.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.Versioned;

/**
 * An item category.
 *
 * @param version grows with each change; the ETag
 */
@Schema(
        name = "ItemCategory",
        requiredProperties = {"id", "name", "status", "warnings"})
public record ItemCategoryJson(
        String id,
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
        String description,
        String root,
        boolean billed,
        long version,
        List<FindingJson> warnings)
        implements Versioned {

    static ItemCategoryJson of(StoredObject object) {
        return new ItemCategoryJson(
                object.ref().key(),
                object.name(),
                object.status(),
                object.attributes().get("billingRelevance"),
                object.attributes().get("dipProfile"),
                object.attributes().get("documentType"),
                object.attributes().get("creditDocumentType"),
                object.attributes().get("priceList"),
                object.attributes().get("priceSources"),
                object.attributes().get("upliftPercent"),
                object.attributes().get("leadingType"),
                object.attributes().get("description"),
                object.root().map(ObjectRef::toString).orElse(null),
                object.billed(),
                object.version(),
                FindingJson.of(object.warnings()));
    }
}
