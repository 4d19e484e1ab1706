package org.billhook.rest.internal.prices;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Optional;
import org.billhook.core.api.Prices.Replacement;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.MoneyJson;
import org.billhook.rest.wire.Read;
import org.joda.money.BigMoney;

/** Why an entry is cancelled, and what it should have said. */
@Schema(
        name = "CancelPrice",
        requiredProperties = {"reason"},
        example =
                """
                {"reason": "Typed 1,000.00 for 100.00", "replacement": {"price": {"amount": "100.00", "currency": "EUR"}}}""")
public record CancelPriceJson(
        @Schema(description = "1 to 500 characters; stands in the change log") String reason,
        @Schema(description = "What takes its place, with the same list, key, unit, first day and step; none if absent")
                ReplacementJson replacement) {

    private static final int REASON = 500;

    /** What it should have said. */
    @Schema(name = "PriceReplacement")
    public record ReplacementJson(
            @Schema(description = "Price of one unit") MoneyJson price,
            @Schema(description = "In place of the price, for a percentage") String percent,
            @Schema(format = "date", description = "Last day; that of the cancelled one unless told") String validTo) {

        private Replacement read(Input in) {
            if ((price == null) == (percent == null)) {
                in.refuse("ONE_OF", "replacement.price", "replacement.price or percent: one of them is needed");
                return null;
            }
            Optional<BigDecimal> part = in.optional("replacement.percent", percent, Read::decimal);
            BigMoney money = in.price("replacement.price", price);
            return new Replacement(
                    part.map(value -> BigMoney.of(PriceEntry.NO_CURRENCY, value))
                            .orElse(money),
                    in.optional("replacement.validTo", validTo, Read::date));
        }
    }

    String reason(Input in) {
        return in.text("reason", reason, REASON);
    }

    Optional<Replacement> replacement(Input in) {
        return Optional.ofNullable(replacement).map(told -> told.read(in));
    }
}
