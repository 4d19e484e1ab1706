package org.billhook.object.serviceorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.ObjectInput;

/**
 * A service order or a service order quotation to be created. Partners and currency can't be changed later; an order from a
 * quotation has them from there where they are absent.
 */
@Schema(
        name = "NewServiceDocument",
        requiredProperties = {"id", "name"},
        example =
                """
                {"id": "8000000123", "name": "Overhaul of pump 7", "customer": "ACME", "currency": "EUR"}""")
public record NewDocumentJson(
        String id,
        String name,
        @Schema(description = "Sold-to party, who is billed unless there is a payer") String customer,
        String payer,
        String contact,
        String responsible,
        String currency,
        String customerReference,
        @Schema(description = "Orders only: day of the order") String orderDate,
        @Schema(description = "Orders only: key of the accepted quotation that it comes from") String quotation,
        @Schema(description = "Quotations only: day of the quotation") String quotationDate,
        @Schema(description = "Quotations only: last day on which the customer can accept, inclusive") String validTo,
        @Schema(description = "Orders only: reason why nothing of its items is billed") String billingBlock,
        @Schema(
                        description =
                                "Whether its items that go to one party are billed with one request (D-74); one for each item if absent")
                Boolean oneRequest,
        String description,
        @Schema(description = ObjectInput.STATUS, example = "RELEASED") String status) {

    Draft draft(String kind) {
        AttributeValues values = new AttributeValues()
                .with("customer", customer)
                .with("payer", payer)
                .with("contact", contact)
                .with("responsible", responsible)
                .with("currency", currency)
                .with("customerReference", customerReference)
                .with("orderDate", orderDate)
                .with("quotation", quotation == null ? null : "service-quotation/" + quotation)
                .with("quotationDate", quotationDate)
                .with("validTo", validTo)
                .with("billingBlock", billingBlock)
                .with("oneRequest", oneRequest)
                .with("description", description);
        return ObjectInput.draft("id", kind, id, name, values.set(), status);
    }
}
