package org.billhook.object.salesorderitem.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.StoredObject;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.Versioned;

/**
 * A sales order.
 *
 * @param currency ISO 4217 code, that of all items
 * @param orderDate ISO 8601
 * @param billingBlock reason why nothing of its items is billed; absent if it is not blocked
 * @param version grows with each change; the ETag
 */
@Schema(
        name = "SalesOrder",
        requiredProperties = {"id", "name", "status", "warnings"})
public record OrderJson(
        String id,
        String name,
        String status,
        @Schema(description = "Sold-to party, who is billed unless an item names another") String customer,
        String currency,
        String customerReference,
        String orderDate,
        String billingBlock,
        @Schema(
                        description =
                                "Whether its items that go to one party are billed with one request (D-74); one for each item if absent")
                Boolean oneRequest,
        String description,
        long version,
        List<FindingJson> warnings)
        implements Versioned {

    static OrderJson of(StoredObject object) {
        return new OrderJson(
                object.ref().key(),
                object.name(),
                object.status(),
                object.attributes().get("customer"),
                object.attributes().get("currency"),
                object.attributes().get("customerReference"),
                object.attributes().get("orderDate"),
                object.attributes().get("billingBlock"),
                Boolean.valueOf(object.attributes().get("oneRequest")),
                object.attributes().get("description"),
                object.version(),
                FindingJson.of(object.warnings()));
    }
}
