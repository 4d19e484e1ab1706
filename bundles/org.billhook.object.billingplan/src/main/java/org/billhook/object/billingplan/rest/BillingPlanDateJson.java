package org.billhook.object.billingplan.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.MoneyJson;
import org.billhook.rest.wire.Versioned;

/**
 * A date of a billing plan.
 *
 * @param version grows with each change; the ETag
 */
@Schema(
        name = "BillingPlanDate",
        requiredProperties = {"id", "name", "status", "warnings"})
public record BillingPlanDateJson(
        String id,
        String name,
        String status,
        @Schema(description = "Order item that it bills: kind/key") String item,
        @Schema(description = "Billing date, ISO 8601") String date,
        @Schema(description = "Above zero, in the currency of the item; a date without one is not billed")
                MoneyJson value,
        @Schema(
                        description =
                                "1 milestone by percent, 2 milestone by value, 3 closing, 4 down payment by percent, 5 down payment by value, 6 periodic")
                String billingRule,
        @Schema(description = "Whether it is blocked for billing") Boolean blocked,
        @Schema(description = "What the date is for; the text of its line, instead of the name") String description,
        String root,
        boolean billed,
        long version,
        List<FindingJson> warnings)
        implements Versioned {

    static BillingPlanDateJson of(StoredObject object) {
        return new BillingPlanDateJson(
                object.ref().key(),
                object.name(),
                object.status(),
                object.attributes().get("item"),
                object.attributes().get("date"),
                value(object),
                object.attributes().get("billingRule"),
                Boolean.valueOf(object.attributes().get("blocked")),
                object.attributes().get("description"),
                object.root().map(ObjectRef::toString).orElse(null),
                object.billed(),
                object.version(),
                FindingJson.of(object.warnings()));
    }

    private static MoneyJson value(StoredObject object) {
        String value = object.attributes().get("value");
        return value == null ? null : new MoneyJson(value, object.attributes().get("currency"));
    }
}
