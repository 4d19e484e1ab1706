package org.billhook.object.salesorderitem.rest;

import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.core.api.StoredObject;
import org.billhook.object.salesorderitem.SalesOrderItem;
import org.billhook.rest.wire.AddedAttributes;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.MoneyJson;
import org.billhook.rest.wire.NetPrice;
import org.billhook.rest.wire.ObjectInput;
import org.billhook.rest.wire.QuantityJson;

/**
 * An item to be created in the sales order of the path, in its currency.
 *
 * @param itemNumber 1 to 6 digits
 * @param name taken from the description, else the material, where it is absent
 * @param customer that of the order where it is absent
 * @param category gives relevance, DIP profile and pricing where they are absent
 */
@Schema(
        name = "NewSalesOrderItem",
        requiredProperties = {"itemNumber"},
        example =
                """
                {
                  "itemNumber": "10",
                  "name": "Engineering",
                  "billingRelevance": "itemized",
                  "dipProfile": "STANDARD",
                  "billingElement": "wbs-element/MILL.0"
                }""")
public record NewItemJson(
        String itemNumber,
        @Schema(description = "What people read, 1 to 200 characters; the description, else the material, if absent")
                String name,
        String customer,
        @Schema(description = "Key of the item category that gives what is absent: relevance, DIP profile, pricing")
                String category,
        String billingRelevance,
        @Schema(description = "Billing element whose hierarchy it bills, as kind/key") String billingElement,
        String material,
        QuantityJson quantity,
        MoneyJson netPrice,
        String serviceDate,
        String dipProfile,
        String documentType,
        String creditDocumentType,
        String upliftPercent,
        String priceList,
        List<String> priceSources,
        Boolean priceByServiceDate,
        @Schema(example = "15 ENTRY") String timeRounding,
        @Schema(
                        description = AddedAttributes.GIVEN,
                        extensions =
                                @Extension(
                                        properties =
                                                @ExtensionProperty(
                                                        name = AddedAttributes.KIND,
                                                        value = SalesOrderItem.KIND)))
                Map<String, String> attributes,
        String billingBlock,
        @Schema(description = "What is delivered; the text of its line, instead of the name") String description,
        @Schema(description = ObjectInput.STATUS, example = "RELEASED") String status) {

    Draft draft(StoredObject order) {
        String currency = order.attributes().get("currency");
        AttributeValues values = new AttributeValues()
                .with("order", order.ref().toString())
                .with("itemNumber", itemNumber)
                .with("customer", customer)
                .with("category", category == null ? null : "item-category/" + category)
                .with("billingRelevance", billingRelevance)
                .with("billingElement", billingElement)
                .with("material", material)
                .with("quantity", quantity == null ? null : quantity.value())
                .with("unit", quantity == null ? null : quantity.unit())
                .with("netPrice", NetPrice.amount(netPrice, currency))
                .with("serviceDate", serviceDate)
                .with("dipProfile", dipProfile)
                .with("documentType", documentType)
                .with("creditDocumentType", creditDocumentType)
                .with("upliftPercent", upliftPercent)
                .with("priceList", priceList)
                .with("priceSources", priceSources == null ? null : String.join(",", priceSources))
                .with("priceByServiceDate", priceByServiceDate)
                .with("timeRounding", timeRounding)
                .with(attributes)
                .with("billingBlock", billingBlock)
                .with("description", description);
        return ObjectInput.draft(
                "itemNumber",
                SalesOrderItem.KIND,
                key(order.ref().key()),
                nameOrWhatIsDelivered(),
                values.set(),
                status);
    }

    /** Key of the item; empty if the number is missing. */
    private String key(String order) {
        return itemNumber == null || itemNumber.isBlank() ? "" : order + "-" + itemNumber;
    }

    private String nameOrWhatIsDelivered() {
        if (name != null) {
            return name;
        }
        return description == null ? material : description;
    }
}
