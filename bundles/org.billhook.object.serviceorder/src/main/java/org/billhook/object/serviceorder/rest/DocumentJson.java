package org.billhook.object.serviceorder.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.Versioned;

/**
 * A service order or a service order quotation.
 *
 * @param currency ISO 4217 code, that of all items
 * @param orderDate of an order, ISO 8601
 * @param quotation quotation that an order comes from
 * @param quotationDate of a quotation, ISO 8601
 * @param validTo of a quotation: last day, inclusive
 * @param billingBlock of an order: reason why nothing of its items is billed; absent if it is not blocked
 * @param version grows with each change; the ETag
 */
@Schema(
        name = "ServiceDocument",
        requiredProperties = {"id", "name", "status", "warnings"})
public record DocumentJson(
        String id,
        String name,
        String status,
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
        @Schema(description = "Orders only: reason why nothing of its items is billed; not blocked if absent")
                String billingBlock,
        @Schema(
                        description =
                                "Whether its items that go to one party are billed with one request (D-74); one for each item if absent")
                Boolean oneRequest,
        String description,
        long version,
        List<FindingJson> warnings)
        implements Versioned {

    static DocumentJson of(StoredObject object) {
        String quotation = object.attributes().get("quotation");
        return new DocumentJson(
                object.ref().key(),
                object.name(),
                object.status(),
                object.attributes().get("customer"),
                object.attributes().get("payer"),
                object.attributes().get("contact"),
                object.attributes().get("responsible"),
                object.attributes().get("currency"),
                object.attributes().get("customerReference"),
                object.attributes().get("orderDate"),
                quotation == null ? null : ObjectRef.parse(quotation).key(),
                object.attributes().get("quotationDate"),
                object.attributes().get("validTo"),
                object.attributes().get("billingBlock"),
                Boolean.valueOf(object.attributes().get("oneRequest")),
                object.attributes().get("description"),
                object.version(),
                FindingJson.of(object.warnings()));
    }
}
