package org.billhook.object.billingplan.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.MoneyJson;
import org.billhook.rest.wire.ObjectInput;

/** Changes of a date of a billing plan: what is absent stays, an empty text takes the value away. */
@Schema(name = "BillingPlanDateChange", example = """
                {"description": "As agreed"}""")
public record BillingPlanDateChangeJson(
        String name,
        String status,
        @Schema(description = "Billing date, ISO 8601") String date,
        @Schema(description = "Above zero, in the currency of the item; a date without one is not billed")
                MoneyJson value,
        @Schema(
                        description =
                                "1 milestone by percent, 2 milestone by value, 3 closing, 4 down payment by percent, 5 down payment by value, 6 periodic")
                String billingRule,
        @Schema(description = "Whether it is blocked for billing") Boolean blocked,
        @Schema(description = "What the date is for; the text of its line, instead of the name") String description) {

    Change change() {
        return ObjectInput.change(
                name,
                status,
                new AttributeValues()
                        .with("date", date)
                        .with("value", value == null ? null : value.amount())
                        .with("billingRule", billingRule)
                        .with("blocked", blocked)
                        .with("description", description)
                        .with("currency", value == null ? null : value.currency())
                        .changed());
    }
}
