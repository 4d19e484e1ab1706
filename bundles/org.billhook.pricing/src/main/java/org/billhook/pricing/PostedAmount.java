package org.billhook.pricing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.billhook.core.model.Measure;
import org.billhook.core.spi.price.BillingPriceId;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSink;
import org.billhook.core.spi.price.PriceSource;
import org.joda.money.BigMoney;
import org.joda.money.Money;
import org.osgi.service.component.annotations.Component;

/**
 * Prices what is counted in money, such as expenses, at the amount posted: one for one, so that any part of it keeps its
 * share; and what is passed at cost, at its cost. An amount in another currency than the item's is no price: nothing is converted (law 4).
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
            } else if (!measure.currency().equals(page.item().currency())) {
                out.noPrice(
                        i,
                        "The amount is in %s, the item in %s"
                                .formatted(measure, page.item().currency()));
            } else {
                out.conditions(i, oneForOne);
            }
        }
    }

    /** What a DIP profile passes at its cost, as quantity 1 (D-4, D-56). */
    private static void atCost(PricePage page, int index, PriceSink out) {
        Optional<Money> cost = page.cost(index)
                .filter(money -> money.getCurrencyUnit().equals(page.item().currency()));
        if (cost.isPresent()) {
            out.conditions(index, List.of(new Condition.Fixed("cost", cost.get(), false, ID)));
        } else {
            out.noPrice(index, "Not every source has a cost in " + page.item().currency());
        }
    }
}
