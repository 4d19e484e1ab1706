package org.billhook.engine.inmemory;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.CostConditions;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSink;
import org.billhook.core.spi.price.PriceSource;

/** Prices at cost plus an uplift in percent. */
public record CostPrices(BigDecimal uplift) implements PriceSource {

    @Override
    public void price(PricePage page, PriceSink out) {
        for (int i = 0; i < page.dynamicItems().size(); i++) {
            List<Condition> conditions = new ArrayList<>(CostConditions.find(
                    page.dynamicItems().get(i),
                    page.item().currency(),
                    page.prices(),
                    page.pricingDate(i),
                    false,
                    "cost-plus"));
            if (conditions.isEmpty()) {
                out.noPrice(
                        i,
                        CostConditions.missing(
                                page.dynamicItems().get(i),
                                page.item().currency(),
                                page.prices(),
                                page.pricingDate(i)));
                continue;
            }
            conditions.add(new Condition.Percent("uplift", uplift, Condition.Percent.Base.NET, "item"));
            out.conditions(i, conditions);
        }
    }
}
