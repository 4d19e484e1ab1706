package org.billhook.engine.inmemory;

import java.util.List;
import java.util.Map;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSink;
import org.billhook.core.spi.price.PriceSource;
import org.billhook.core.spi.relevance.DynamicItem;

/** Prices by activity from list {@code standard}. */
public final class ActivityPrices implements PriceSource {

    @Override
    public void price(PricePage page, PriceSink out) {
        for (int i = 0; i < page.dynamicItems().size(); i++) {
            DynamicItem item = page.dynamicItems().get(i);
            String activity = item.characteristic("activity").orElse("");
            List<PriceEntry> steps = page.prices()
                    .find(
                            "standard",
                            Map.of("activity", activity),
                            item.quantity().measure().unit(),
                            page.pricingDate(i));
            if (!steps.isEmpty()) {
                out.conditions(
                        i,
                        List.of(Condition.PerUnit.price(
                                steps.get(0).price(),
                                "price-list/standard#" + steps.get(0).number(),
                                List.of(steps.get(0).number()))));
            } else {
                out.noPrice(i, "No price for activity '" + activity + "'");
            }
        }
    }
}
