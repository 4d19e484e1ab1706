package org.billhook.object.serviceorder.rest;

import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.core.api.StoredObject;
import org.billhook.object.serviceorder.ServiceOrderItem;
import org.billhook.rest.wire.AddedAttributes;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.MoneyJson;
import org.billhook.rest.wire.NetPrice;
import org.billhook.rest.wire.ObjectInput;
import org.billhook.rest.wire.QuantityJson;

/**
 * Changes of an execution order item: what is absent stays, an empty text takes the value away; so does an empty value or
 * amount the whole quantity or net price.
 */
@Schema(name = "ServiceItemChange", example = """
                {"status": "RELEASED"}""")
public record ItemChangeJson(
        String name,
        String status,
        String customer,
        String billingRelevance,
        String product,
        QuantityJson quantity,
        MoneyJson netPrice,
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
        @Schema(example = "15 ENTRY") String timeRounding,
        @Schema(
                        description = AddedAttributes.GIVEN,
                        extensions =
                                @Extension(
                                        properties =
                                                @ExtensionProperty(
                                                        name = AddedAttributes.KIND,
                                                        value = ServiceOrderItem.KIND)))
                Map<String, String> attributes,
        String billingBlock,
        Boolean rejected,
        @Schema(description = "What is delivered; the text of its line, instead of the name") String description,
        @Schema(description = ObjectInput.CONFIRM) Boolean confirm) {

    Change change(StoredObject item) {
        AttributeValues values = new AttributeValues()
                .with("customer", customer)
                .with("billingRelevance", billingRelevance)
                .with("product", product)
                .with("quantity", quantity == null ? null : quantity.value())
                .with("unit", quantity == null ? null : quantity.unit())
                .with("netPrice", NetPrice.amount(netPrice, item.attributes().get("currency")))
                .with("serviceDate", serviceDate)
                .with("planningPlant", planningPlant)
                .with("workCenter", workCenter)
                .with("executionStatus", executionStatus)
                .with("dipProfile", dipProfile)
                .with("documentType", documentType)
                .with("creditDocumentType", creditDocumentType)
                .with("upliftPercent", upliftPercent)
                .with("priceList", priceList)
                .with("priceSources", priceSources)
                .with("rejected", rejected)
                .with("priceByServiceDate", priceByServiceDate)
                .with("timeRounding", timeRounding)
                .with(attributes)
                .with("billingBlock", billingBlock)
                .with("description", description);
        return ObjectInput.change(name, status, values.changed(), confirm);
    }
}
