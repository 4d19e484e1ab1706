package org.billhook.object.serviceorder.rest;

import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.object.serviceorder.ServiceOrderItem;
import org.billhook.rest.wire.AddedAttributes;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.MoneyJson;
import org.billhook.rest.wire.NetPrice;
import org.billhook.rest.wire.QuantityJson;
import org.billhook.rest.wire.Versioned;

/**
 * An execution order item of a service order or quotation.
 *
 * @param id key of the billing object: order, hyphen, item number
 * @param netPrice price of one unit
 * @param netValue quantity times net price, rounded half up
 * @param priceSources ids of the price sources to ask, in order, set apart by commas; absent for the usual ones
 * @param upliftPercent percent of the cost that is added, in plain notation
 * @param serviceDate ISO 8601
 * @param executionStatus of an order: PLANNING, IN_EXECUTION or DONE
 * @param quotationItem of an order: item of the quotation that it comes from
 * @param root head of the billing root that it belongs to, as kind/key
 * @param billingBlock reason why nothing of it is billed; absent if it is not blocked
 * @param version grows with each change; the ETag
 */
@Schema(
        name = "ServiceItem",
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
        String product,
        QuantityJson quantity,
        MoneyJson netPrice,
        MoneyJson netValue,
        String serviceDate,
        String planningPlant,
        String workCenter,
        @Schema(description = "Orders only: PLANNING, IN_EXECUTION or DONE") String executionStatus,
        String dipProfile,
        String documentType,
        String creditDocumentType,
        String upliftPercent,
        String priceList,
        @Schema(
                        description =
                                "Ids of the price sources to ask, in this order, set apart by commas; the usual ones if absent")
                String priceSources,
        Boolean priceByServiceDate,
        String timeRounding,
        @Schema(
                        description = AddedAttributes.SHOWN,
                        extensions =
                                @Extension(
                                        properties =
                                                @ExtensionProperty(
                                                        name = AddedAttributes.KIND,
                                                        value = ServiceOrderItem.KIND)))
                Map<String, String> attributes,
        String billingBlock,
        boolean rejected,
        @Schema(description = "Orders only: key of the quotation item that it comes from") String quotationItem,
        @Schema(description = "What is delivered; the text of its line, instead of the name") String description,
        String root,
        boolean billed,
        long version,
        List<FindingJson> warnings)
        implements Versioned {

    static ItemJson of(StoredObject item) {
        Map<String, String> values = item.attributes();
        return new ItemJson(
                item.ref().key(),
                key(values.get("order")),
                values.get("itemNumber"),
                item.name(),
                item.status(),
                key(values.get("category")),
                values.get("customer"),
                values.get("currency"),
                values.get("billingRelevance"),
                values.get("product"),
                QuantityJson.of(item),
                NetPrice.of(item),
                NetPrice.value(item),
                values.get("serviceDate"),
                values.get("planningPlant"),
                values.get("workCenter"),
                values.get("executionStatus"),
                values.get("dipProfile"),
                values.get("documentType"),
                values.get("creditDocumentType"),
                values.get("upliftPercent"),
                values.get("priceList"),
                values.get("priceSources"),
                flag(values.get("priceByServiceDate")),
                values.get("timeRounding"),
                AddedAttributes.of(item, ServiceOrderItem.OWN),
                values.get("billingBlock"),
                Boolean.parseBoolean(values.get("rejected")),
                key(values.get("quotationItem")),
                values.get("description"),
                item.root().map(ObjectRef::toString).orElse(null),
                item.billed(),
                item.version(),
                FindingJson.of(item.warnings()));
    }

    private static String key(String ref) {
        return ref == null ? null : ObjectRef.parse(ref).key();
    }

    private static Boolean flag(String value) {
        return value == null ? null : Boolean.valueOf(value);
    }
}
