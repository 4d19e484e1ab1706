package org.billhook.pricing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.billhook.core.model.Measure;
import org.billhook.core.spi.price.BillingPriceId;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.ExchangeRates;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSink;
import org.billhook.core.spi.price.PriceSource;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.osgi.service.component.annotations.Component;

/**
 * Prices what is counted in money, such as expenses, at the amount posted: one for one, so that any part of it keeps its
 * share; and what is passed at cost, at its cost. What is in another currency than the item is converted at the rate of the pricing
 * date; without one there is no price (law 4).
 */
@Component
@BillingPriceId(PostedAmount.ID)
public final class PostedAmount implements PriceSource {

    static final String ID = "posted-amount";

    @Override
    public void price(PricePage page, PriceSink out) {
        List<Condition> oneForOne =
                List.of(Condition.PerUnit.price(BigMoney.of(page.item().currency(), BigDecimal.ONE), ID));
        for (int i = 0; i < page.dynamicItems().size(); i++) {
            Measure measure = page.dynamicItems().get(i).quantity().measure();
            if (page.dynamicItems().get(i).atCost()) {
                atCost(page, i, out);
            } else if (!measure.isAmount()) {
                out.noPrice(i, "A quantity in %s has no amount of its own".formatted(measure));
            } else if (measure.currency().equals(page.item().currency())) {
                out.conditions(i, oneForOne);
            } else {
                converted(page, i, measure.currency(), out);
            }
        }
    }

    private static void converted(PricePage page, int index, CurrencyUnit found, PriceSink out) {
        CurrencyUnit currency = page.item().currency();
        LocalDate day = page.pricingDate(index);
        ExchangeRates.find(page.prices(), found, currency, day)
                .ifPresentOrElse(
                        rate -> out.conditions(
                                index,
                                List.of(Condition.PerUnit.price(
                                        BigMoney.of(currency, rate.rate()),
                                        ID + rate.behind(),
                                        List.of(rate.entry())))),
                        () -> out.noPrice(
                                index,
                                "The amount is in %s, the item in %s: %s"
                                        .formatted(found, currency, ExchangeRates.missing(found, currency, day))));
    }

    /** What a DIP profile passes at its cost, as quantity 1 (D-4, D-56). */
    private static void atCost(PricePage page, int index, PriceSink out) {
        List<Condition> cost = CostOfItem.find(page, index, ID);
        if (cost.isEmpty()) {
            out.noPrice(index, CostOfItem.missing(page, index));
        } else {
            out.conditions(index, cost);
        }
    }
}
