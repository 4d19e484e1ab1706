package org.billhook.object.serviceorder.rest;

import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.core.api.StoredObject;
import org.billhook.object.serviceorder.ServiceOrderItem;
import org.billhook.rest.wire.AddedAttributes;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.MoneyJson;
import org.billhook.rest.wire.NetPrice;
import org.billhook.rest.wire.ObjectInput;
import org.billhook.rest.wire.QuantityJson;

/**
 * An execution order item to be created in the order or quotation of the path, in its currency.
 *
 * @param itemNumber 1 to 6 digits
 * @param name taken from the description, else the product, where it is absent
 * @param customer the payer of the order, else its customer, where it is absent
 * @param category gives relevance, DIP profile and pricing where they are absent; its leading type is BUS2000192
 */
@Schema(
        name = "NewServiceItem",
        requiredProperties = {"itemNumber"},
        example =
                """
                {
                  "itemNumber": "10",
                  "name": "Overhaul",
                  "category": "SVB1",
                  "product": "OVERHAUL",
                  "quantity": {"value": "1", "unit": "C62"},
                  "netPrice": {"amount": "1200.00", "currency": "EUR"}
                }""")
public record NewItemJson(
        String itemNumber,
        @Schema(description = "What people read, 1 to 200 characters; the description, else the product, if absent")
                String name,
        @Schema(description = "Key of the item category that gives what is absent: relevance, DIP profile, pricing")
                String category,
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
        @Schema(description = "Orders only: accepted item of a quotation that it comes from") String quotationItem,
        @Schema(description = "What is delivered; the text of its line, instead of the name") String description,
        @Schema(description = ObjectInput.STATUS, example = "RELEASED") String status) {

    Draft draft(String kind, StoredObject order) {
        AttributeValues values = new AttributeValues()
                .with("order", order.ref().toString())
                .with("itemNumber", itemNumber)
                .with("category", category == null ? null : "item-category/" + category)
                .with("customer", customer)
                .with("billingRelevance", billingRelevance)
                .with("product", product)
                .with("quantity", quantity == null ? null : quantity.value())
                .with("unit", quantity == null ? null : quantity.unit())
                .with("netPrice", NetPrice.amount(netPrice, order.attributes().get("currency")))
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
                .with("quotationItem", quotationItem == null ? null : "service-quotation-item/" + quotationItem)
                .with("priceByServiceDate", priceByServiceDate)
                .with("timeRounding", timeRounding)
                .with(attributes)
                .with("billingBlock", billingBlock)
                .with("description", description);
        return ObjectInput.draft(
                "itemNumber", kind, key(order.ref().key()), nameOrWhatIsDelivered(), values.set(), status);
    }

    /** Key of the item; empty if the number is missing. */
    private String key(String order) {
        return itemNumber == null || itemNumber.isBlank() ? "" : order + "-" + itemNumber;
    }

    private String nameOrWhatIsDelivered() {
        if (name != null) {
            return name;
        }
        return description == null ? product : description;
    }
}
