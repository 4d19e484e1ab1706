package org.billhook.core.spi.price;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.spi.relevance.DynamicItem;
import org.joda.money.CurrencyUnit;

/**
 * The cost of a dynamic item as conditions in the currency of the item that bills it (D-61): one for each currency that it is in, the
 * foreign ones at the rate of a day. Pure.
 */
public final class CostConditions {

    private static final String TYPE = "cost";

    private CostConditions() {}

    /**
     * Finds the conditions.
     *
     * @param currency of the item that bills it
     * @param day whose rates count
     * @param statistical whether they only are a base of percentages
     * @param origin what stands as their origin, before the rate
     * @return empty if the cost is not known or not passed, or a currency has no rate on that day
     */
    public static List<Condition> find(
            DynamicItem of,
            CurrencyUnit currency,
            PriceTable prices,
            LocalDate day,
            boolean statistical,
            String origin) {
        List<Condition> conditions = new ArrayList<>(1);
        for (CurrencyUnit found : of.cost().keySet()) {
            if (found.equals(currency)) {
                conditions.add(new Condition.Cost(TYPE, found, BigDecimal.ONE, statistical, origin, List.of()));
                continue;
            }
            Optional<ExchangeRates.Rate> rate = ExchangeRates.find(prices, found, currency, day);
            if (rate.isEmpty()) {
                return List.of();
            }
            conditions.add(new Condition.Cost(
                    TYPE,
                    found,
                    rate.get().rate(),
                    statistical,
                    origin + rate.get().behind(),
                    List.of(rate.get().entry())));
        }
        return List.copyOf(conditions);
    }

    /** Why there are none. */
    public static String missing(DynamicItem of, CurrencyUnit currency, PriceTable prices, LocalDate day) {
        for (CurrencyUnit found : of.cost().keySet()) {
            if (!found.equals(currency)
                    && ExchangeRates.find(prices, found, currency, day).isEmpty()) {
                return "The cost is in %s, the item in %s: %s"
                        .formatted(found, currency, ExchangeRates.missing(found, currency, day));
            }
        }
        return of.withCost() ? "Not every source has a cost" : "Its cost is not passed on";
    }
}
