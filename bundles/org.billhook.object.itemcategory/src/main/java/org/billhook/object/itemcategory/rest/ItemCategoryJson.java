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
                flag(object.attributes().get("priceByServiceDate")),
                object.attributes().get("timeRounding"),
                object.attributes().get("upliftPercent"),
                object.attributes().get("leadingType"),
                object.attributes().get("description"),
                object.root().map(ObjectRef::toString).orElse(null),
                object.billed(),
                object.version(),
                FindingJson.of(object.warnings()));
    }

    private static Boolean flag(String value) {
        return value == null ? null : Boolean.valueOf(value);
    }
}
