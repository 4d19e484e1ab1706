package org.billhook.pricing;

import java.util.List;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.CostConditions;
import org.billhook.core.spi.price.PricePage;

/** The cost of a dynamic item of a page as its price, in the currency of the item that bills it (D-61). */
final class CostOfItem {

    private CostOfItem() {}

    /** Empty if the cost is not known, or in a currency without a rate on the pricing date. */
    static List<Condition> find(PricePage page, int index, String origin) {
        return CostConditions.find(
                page.dynamicItems().get(index),
                page.item().currency(),
                page.prices(),
                page.pricingDate(index),
                false,
                origin);
    }

    /** Why there is none. */
    static String missing(PricePage page, int index) {
        return CostConditions.missing(
                page.dynamicItems().get(index), page.item().currency(), page.prices(), page.pricingDate(index));
    }
}
