package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.price.Condition;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.MoneyJson;
import org.billhook.rest.wire.Read;
import org.joda.money.BigMoney;
import org.joda.money.Money;

/** A change of the price of lines. */
@Schema(
        name = "PriceChange",
        requiredProperties = {"reason"},
        description =
                "Of the line that bills a source, of all lines of an item, or of all lines: exactly one of price, percent"
                        + " and amount.",
        example =
                """
                {"source": 17, "price": {"amount": "95.00", "currency": "EUR"}, "reason": "Agreed on the phone"}""")
public record PriceChangeJson(
        @Schema(description = "Only lines of this item, as kind/key") String item,
        @Schema(description = "Only the line that bills this source, by its id") Long source,
        @Schema(description = "Price of one unit; takes the place of the price there is, or prices what has none")
                MoneyJson price,
        @Schema(description = "Signed, on top of the net: a discount is negative", example = "-10") String percent,
        @Schema(description = "Signed amount on top of the net: a discount is negative") MoneyJson amount,
        @Schema(description = "1 to 400 characters; stands with the line") String reason) {

    private static final String ORIGIN = "clerk";
    static final int MOST = 1000;

    static List<BillingRuns.PriceChange> read(Input in, String field, List<PriceChangeJson> given) {
        List<BillingRuns.PriceChange> changes = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            BillingRuns.PriceChange change = given.get(i).read(in, "%s[%d].".formatted(field, i));
            if (change != null) {
                changes.add(change);
            }
        }
        return changes;
    }

    private BillingRuns.PriceChange read(Input in, String prefix) {
        var of = in.optional(prefix + "item", item, ObjectRef::parse);
        String why = in.text(prefix + "reason", reason, 400);
        if (Stream.of(price, percent, amount).filter(Objects::nonNull).count() != 1) {
            in.refuse("ONE_OF", prefix + "price", "Exactly one of price, percent and amount is needed");
            return null;
        }
        BigMoney unit = in.price(prefix + "price", price);
        BigDecimal share =
                in.optional(prefix + "percent", percent, Read::decimal).orElse(null);
        Money added = in.money(prefix + "amount", amount);
        Condition condition = null;
        if (unit != null) {
            condition = Condition.PerUnit.price(unit, ORIGIN);
        } else if (share != null) {
            String type = share.signum() < 0 ? "discount" : "surcharge";
            condition = new Condition.Percent(type, share, Condition.Percent.Base.NET, ORIGIN);
        } else if (added != null) {
            condition = new Condition.Fixed(added.isNegative() ? "discount" : "surcharge", added, false, ORIGIN);
        }
        return condition == null
                ? null
                : new BillingRuns.PriceChange(of, java.util.Optional.ofNullable(source), condition, why);
    }
}
