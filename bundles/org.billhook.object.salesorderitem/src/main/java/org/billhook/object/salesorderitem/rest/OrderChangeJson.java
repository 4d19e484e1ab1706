package org.billhook.object.salesorderitem.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/** Changes of a sales order: what is absent stays, an empty text takes the value away. */
@Schema(name = "SalesOrderChange", example = """
                {"status": "RELEASED"}""")
public record OrderChangeJson(
        String name,
        String status,
        String customerReference,
        String orderDate,
        @Schema(description = "Reason why nothing of its items is billed") String billingBlock,
        @Schema(
                        description =
                                "Whether its items that go to one party are billed with one request (D-74); one for each item if absent")
                Boolean oneRequest,
        String description) {

    Change change() {
        return ObjectInput.change(
                name,
                status,
                new AttributeValues()
                        .with("customerReference", customerReference)
                        .with("orderDate", orderDate)
                        .with("billingBlock", billingBlock)
                        .with("oneRequest", oneRequest)
                        .with("description", description)
                        .changed());
    }
}
