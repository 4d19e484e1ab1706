package org.billhook.rest.internal.prices;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.billhook.core.api.Prices;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.rest.wire.MoneyJson;

/** An entry of a price list. */
@Schema(
        name = "Price",
        requiredProperties = {"list", "key", "validFrom", "from"})
public record PriceJson(
        @Schema(description = "Stands in the origin of conditions") long number,
        @Schema(description = "Name of the price list") String list,
        @Schema(description = "Characteristics that must match; empty for an entry that matches all")
                Map<String, String> key,
        @Schema(description = "Unit that the price is for; absent for a percentage and for a rounding of time")
                String unit,
        @Schema(
                        description =
                                "Price of one unit, with any number of decimals; absent for a percentage and for a rounding of time")
                MoneyJson price,
        @Schema(description = "Percent of the price; absent for a price") String percent,
        LocalDate validFrom,
        @Schema(description = "Last day; absent while open-ended") LocalDate validTo,
        @Schema(description = "Least quantity of a line that it is for; 0 for any") String from,
        @Schema(description = "Whether it is only for what lies above that quantity") boolean graduated,
        @Schema(description = "How time is rounded before it is priced; absent for a price")
                NewPriceJson.RoundUpJson roundUp,
        @Schema(description = "Why it no longer counts; absent while it does") CancellationJson cancelled) {

    /** That an entry was cancelled. */
    @Schema(name = "PriceCancellation")
    public record CancellationJson(
            @Schema(description = "What was wrong with it, in the words of who cancelled it") String reason,
            @Schema(description = "Number of the entry in its place") Long replacedBy) {

        private static CancellationJson of(Prices.Cancellation cancellation) {
            return new CancellationJson(
                    cancellation.reason(), cancellation.replacedBy().orElse(null));
        }
    }

    static PriceJson of(PriceEntry entry) {
        return of(Prices.Listed.standing(entry));
    }

    static PriceJson of(Prices.Listed listed) {
        PriceEntry entry = listed.entry();
        boolean priced = !entry.isPercentage() && entry.rounding().isEmpty();
        return new PriceJson(
                entry.number(),
                entry.list(),
                new TreeMap<>(entry.key()),
                priced ? entry.unit().code() : null,
                priced ? MoneyJson.of(entry.price()) : null,
                entry.isPercentage() ? entry.price().getAmount().toPlainString() : null,
                entry.validFrom(),
                entry.validTo().orElse(null),
                entry.from().toPlainString(),
                entry.rule() == PriceEntry.Rule.GRADUATED,
                entry.rounding().map(NewPriceJson.RoundUpJson::of).orElse(null),
                listed.cancellation().map(CancellationJson::of).orElse(null));
    }
}
