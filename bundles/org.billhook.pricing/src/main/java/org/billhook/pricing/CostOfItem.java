package org.billhook.pricing;

import java.util.List;
import java.util.Optional;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.PricePage;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The cost of a dynamic item as a condition in the currency of the item that bills it (D-61). */
final class CostOfItem {

    private CostOfItem() {}

    /** Empty if the cost is not known, or in a currency without a rate on the pricing date. */
    static Optional<Condition> find(PricePage page, int index, String origin) {
        CurrencyUnit currency = page.item().currency();
        return page.cost(index).flatMap(cost -> {
            if (cost.getCurrencyUnit().equals(currency)) {
                return Optional.of(condition(cost, origin, List.of()));
            }
            return ExchangeRates.find(page.prices(), cost.getCurrencyUnit(), currency, page.pricingDate(index))
                    .map(rate -> condition(rate.of(cost), origin + rate.behind(), List.of(rate.entry())));
        });
    }

    private static Condition condition(Money cost, String origin, List<Long> rates) {
        return new Condition.Fixed("cost", cost, false, origin, rates);
    }

    /** Why there is none. */
    static String missing(PricePage page, int index) {
        CurrencyUnit currency = page.item().currency();
        return page.cost(index)
                .map(cost -> "The cost is %s, the item in %s: %s"
                        .formatted(
                                cost,
                                currency,
                                ExchangeRates.missing(cost.getCurrencyUnit(), currency, page.pricingDate(index))))
                .orElse("Not every source has a cost, or the costs are in different currencies");
    }
}
