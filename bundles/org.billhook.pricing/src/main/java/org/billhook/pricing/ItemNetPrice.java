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
import org.billhook.core.spi.relevance.BillingItem;
import org.billhook.core.spi.relevance.DynamicItem;
import org.joda.money.BigMoney;
import org.osgi.service.component.annotations.Component;

/**
 * Prices the item's own quantity at the net price that the item itself carries. Works for every kind of item that has the
 * attributes {@code netPrice} (per unit, in the currency of the item) and {@code unit}.
 */
@Component
@BillingPriceId(ItemNetPrice.ID)
public final class ItemNetPrice implements PriceSource {

    static final String ID = "item-net-price";

    /** Kind of the sources that this is the price of. */
    static final String ITEM_QUANTITY = "item-quantity";

    @Override
    public void price(PricePage page, PriceSink out) {
        Optional<List<Condition>> price = price(page.item());
        String unit = page.item().attributes().getOrDefault("unit", "");
        String missing = "%s has no net price".formatted(page.item().ref());
        for (int i = 0; i < page.dynamicItems().size(); i++) {
            DynamicItem item = page.dynamicItems().get(i);
            Measure measure = item.quantity().measure();
            if (price.isEmpty()) {
                out.noPrice(i, missing);
            } else if (!isOwnQuantity(item)) {
                out.noPrice(i, "The net price of the item is for its own quantity only");
            } else if (measure.isAmount() || !measure.code().equals(unit)) {
                out.noPrice(i, "The net price of the item is per '%s', not per %s".formatted(unit, measure));
            } else {
                out.conditions(i, price.get());
            }
        }
    }

    private static Optional<List<Condition>> price(BillingItem item) {
        return Optional.ofNullable(item.attributes().get("netPrice"))
                .map(price -> BigMoney.of(item.currency(), new BigDecimal(price)))
                .map(price -> List.of(
                        Condition.PerUnit.price(price, ID + "/" + item.ref().key())));
    }

    private static boolean isOwnQuantity(DynamicItem item) {
        return item.claims().stream().allMatch(claim -> claim.source().kind().equals(ITEM_QUANTITY));
    }
}
