package org.billhook.pricing;

import java.time.LocalDate;
import java.util.List;
import org.billhook.core.spi.price.BillingPriceId;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSink;
import org.billhook.core.spi.price.PriceSource;
import org.billhook.core.spi.relevance.DynamicItem;
import org.osgi.service.component.annotations.Component;

/**
 * Prices quantities by the price list that the item names, at the entry that fits best on the pricing date. Which one that
 * is says {@link MostSpecificFirst}; of the steps of a scale that of the quantity of the line (D-64). The percentages of the
 * list come on top: the surcharge that fits best on the price, then the discount that fits best on both. An entry in another currency
 * than the item's is converted at the rate of the pricing date; without one it is no price.
 */
@Component
@BillingPriceId(PriceListSource.ID)
public final class PriceListSource implements PriceSource {

    static final String ID = "price-list";

    /** List of items whose attribute {@code priceList} is empty. */
    static final String STANDARD = "standard";

    @Override
    public void price(PricePage page, PriceSink out) {
        ListLookup lookup = new ListLookup(page);
        List<DynamicItem> items = page.dynamicItems();
        for (int i = 0; i < items.size(); i++) {
            DynamicItem item = items.get(i);
            if (item.atCost()) {
                out.noPrice(i, "It is billed at its cost");
                continue;
            }
            LocalDate day = page.pricingDate(i);
            ListLookup.Answer answer = lookup.find(item, day);
            if (answer.conditions().isEmpty()) {
                out.noPrice(i, answer.reason());
            } else {
                out.conditions(i, answer.conditions());
            }
        }
    }
}
