package org.billhook.object.billingplan.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.object.billingplan.PlanDate;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.MoneyJson;
import org.billhook.rest.wire.ObjectInput;

/** A date of a billing plan to be created. */
@Schema(
        name = "NewBillingPlanDate",
        requiredProperties = {"id", "name"},
        example =
                """
                {"id": "4711-30-1", "name": "Contract signed", "item": "sales-order-item/4711-30", "date": "2026-03-31", "value": {"amount": "5000.00", "currency": "EUR"}}""")
public record NewBillingPlanDateJson(
        String id,
        String name,
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
        @Schema(description = ObjectInput.STATUS, example = "RELEASED") String status) {

    Draft draft() {
        AttributeValues values = new AttributeValues()
                .with("item", item)
                .with("date", date)
                .with("value", value == null ? null : value.amount())
                .with("billingRule", billingRule)
                .with("blocked", blocked)
                .with("description", description)
                .with("currency", value == null ? null : value.currency());
        return ObjectInput.draft("id", PlanDate.KIND, id, name, values.set(), status);
    }
}
