package org.billhook.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.spi.price.BillingPriceId;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSink;
import org.billhook.core.spi.price.PriceSource;
import org.osgi.service.component.annotations.Component;

/**
 * Prices at the cost of what is claimed plus the uplift of the item, in percent (R-13a, D-61, D-64). A cost in another
 * currency is converted at the rate of the pricing date; one that is unknown or has no rate is no price (law 4).
 */
@Component
@BillingPriceId(CostPlus.ID)
public final class CostPlus implements PriceSource {

    static final String ID = "cost-plus";

    /** Attribute of the item: percent of the cost, signed. */
    static final String UPLIFT = "upliftPercent";

    @Override
    public void price(PricePage page, PriceSink out) {
        Optional<Condition> uplift = uplift(page);
        for (int i = 0; i < page.dynamicItems().size(); i++) {
            List<Condition> conditions = new ArrayList<>(2);
            conditions.addAll(CostOfItem.find(page, i, ID));
            if (conditions.isEmpty()) {
                out.noPrice(i, CostOfItem.missing(page, i));
            } else {
                uplift.ifPresent(conditions::add);
                out.conditions(i, conditions);
            }
        }
    }

    private static Optional<Condition> uplift(PricePage page) {
        return Optional.ofNullable(page.item().attributes().get(UPLIFT))
                .map(BigDecimal::new)
                .filter(percent -> percent.signum() != 0)
                .map(percent -> new Condition.Percent(
                        "uplift",
                        percent,
                        Condition.Percent.Base.NET,
                        page.item().ref() + "/" + UPLIFT));
    }
}
