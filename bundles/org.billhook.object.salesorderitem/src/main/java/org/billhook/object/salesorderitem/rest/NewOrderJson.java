package org.billhook.object.salesorderitem.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.object.salesorderitem.SalesOrder;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/** A sales order to be created. Customer and currency can't be changed later. */
@Schema(
        name = "NewSalesOrder",
        requiredProperties = {"id", "name"},
        example = """
                {"id": "4711", "name": "Order of ACME", "customer": "ACME", "currency": "EUR"}""")
public record NewOrderJson(
        String id,
        String name,
        @Schema(description = "Sold-to party, who is billed unless an item names another") String customer,
        String currency,
        String customerReference,
        String orderDate,
        @Schema(description = "Reason why nothing of its items is billed") String billingBlock,
        @Schema(
                        description =
                                "Whether its items that go to one party are billed with one request (D-74); one for each item if absent")
                Boolean oneRequest,
        String description,
        @Schema(description = ObjectInput.STATUS, example = "RELEASED") String status) {

    Draft draft() {
        AttributeValues values = new AttributeValues()
                .with("customer", customer)
                .with("currency", currency)
                .with("customerReference", customerReference)
                .with("orderDate", orderDate)
                .with("billingBlock", billingBlock)
                .with("oneRequest", oneRequest)
                .with("description", description);
        return ObjectInput.draft("id", SalesOrder.KIND, id, name, values.set(), status);
    }
}
