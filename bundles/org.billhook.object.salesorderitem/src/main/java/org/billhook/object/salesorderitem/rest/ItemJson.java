package org.billhook.object.salesorderitem.rest;

import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.object.salesorderitem.SalesOrderItem;
import org.billhook.rest.wire.AddedAttributes;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.MoneyJson;
import org.billhook.rest.wire.NetPrice;
import org.billhook.rest.wire.QuantityJson;
import org.billhook.rest.wire.Versioned;

/**
 * An item of a sales order.
 *
 * @param id key of the billing object: order, hyphen, item number
 * @param netPrice price of one unit
 * @param netValue quantity times net price, rounded half up
 * @param billingElement billing element whose hierarchy it bills, as kind/key
 * @param priceSources ids of the price sources to ask, in order; absent for the usual ones
 * @param upliftPercent percent of the cost that is added, in plain notation
 * @param serviceDate ISO 8601
 * @param root head of the billing root that it belongs to, as kind/key
 * @param billingBlock reason why nothing of it is billed; absent if it is not blocked
 * @param version grows with each change; the ETag
 */
@Schema(
        name = "SalesOrderItem",
        requiredProperties = {"id", "order", "itemNumber", "name", "status", "warnings"})
public record ItemJson(
        String id,
        String order,
        String itemNumber,
        String name,
        String status,
        @Schema(description = "Key of the item category that gave what was absent") String category,
        String customer,
        String currency,
        String billingRelevance,
        @Schema(description = "Billing element whose hierarchy it bills, as kind/key") String billingElement,
        String material,
        QuantityJson quantity,
        MoneyJson netPrice,
        MoneyJson netValue,
        String serviceDate,
        String dipProfile,
        String documentType,
        String creditDocumentType,
        String upliftPercent,
        String priceList,
        List<String> priceSources,
        Boolean priceByServiceDate,
        String timeRounding,
        @Schema(
                        description = AddedAttributes.SHOWN,
                        extensions =
                                @Extension(
                                        properties =
                                                @ExtensionProperty(
                                                        name = AddedAttributes.KIND,
                                                        value = SalesOrderItem.KIND)))
                Map<String, String> attributes,
        String billingBlock,
        boolean rejected,
        @Schema(description = "What is delivered; the text of its line, instead of the name") String description,
        String root,
        boolean billed,
        long version,
        List<FindingJson> warnings)
        implements Versioned {

    static ItemJson of(StoredObject item) {
        String sources = item.attributes().get("priceSources");
        return new ItemJson(
                item.ref().key(),
                key(item.attributes().get("order")),
                item.attributes().get("itemNumber"),
                item.name(),
                item.status(),
                key(item.attributes().get("category")),
                item.attributes().get("customer"),
                item.attributes().get("currency"),
                item.attributes().get("billingRelevance"),
                item.attributes().get("billingElement"),
                item.attributes().get("material"),
                QuantityJson.of(item),
                NetPrice.of(item),
                NetPrice.value(item),
                item.attributes().get("serviceDate"),
                item.attributes().get("dipProfile"),
                item.attributes().get("documentType"),
                item.attributes().get("creditDocumentType"),
                item.attributes().get("upliftPercent"),
                item.attributes().get("priceList"),
                sources == null
                        ? null
                        : Arrays.stream(sources.split(",")).map(String::strip).toList(),
                flag(item.attributes().get("priceByServiceDate")),
                item.attributes().get("timeRounding"),
                AddedAttributes.of(item, SalesOrderItem.OWN),
                item.attributes().get("billingBlock"),
                Boolean.parseBoolean(item.attributes().get("rejected")),
                item.attributes().get("description"),
                item.root().map(ObjectRef::toString).orElse(null),
                item.billed(),
                item.version(),
                FindingJson.of(item.warnings()));
    }

    private static Boolean flag(String value) {
        return value == null ? null : Boolean.valueOf(value);
    }

    /** Null of what is hidden. */
    private static String key(String ref) {
        return ref == null ? null : ObjectRef.parse(ref).key();
    }
}
