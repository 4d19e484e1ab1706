package org.billhook.object.serviceorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/** Changes of a service order or quotation: what is absent stays, an empty text takes the value away. */
@Schema(name = "ServiceDocumentChange", example = """
                {"status": "RELEASED"}""")
public record DocumentChangeJson(
        String name,
        String status,
        String contact,
        String responsible,
        String customerReference,
        @Schema(description = "Orders only: day of the order") String orderDate,
        @Schema(description = "Quotations only: day of the quotation") String quotationDate,
        @Schema(description = "Quotations only: last day on which the customer can accept, inclusive") String validTo,
        @Schema(description = "Orders only: reason why nothing of its items is billed") String billingBlock,
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
                        .with("contact", contact)
                        .with("responsible", responsible)
                        .with("customerReference", customerReference)
                        .with("orderDate", orderDate)
                        .with("quotationDate", quotationDate)
                        .with("validTo", validTo)
                        .with("billingBlock", billingBlock)
                        .with("oneRequest", oneRequest)
                        .with("description", description)
                        .changed());
    }
}
