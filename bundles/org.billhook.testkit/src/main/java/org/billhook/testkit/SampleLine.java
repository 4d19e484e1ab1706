package org.billhook.testkit;

import java.util.List;
import org.billhook.core.spi.adjustment.PricedLine;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.Conditions;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.OpenSource;
import org.joda.money.BigMoney;
import org.joda.money.Money;

/** A priced line for tests. Immutable. */
public record SampleLine(DynamicItem dynamicItem, List<Conditions.Valued> conditions, Money net) implements PricedLine {

    /**
     * All that is open of one source, at a price per unit.
     *
     * @param price for example {@code EUR 118.75}
     */
    public static SampleLine of(OpenSource source, String price) {
        BigMoney rate = BigMoney.parse(price);
        DynamicItem item = DynamicItem.of(source);
        List<Conditions.Valued> valued =
                Conditions.value(List.of(Condition.PerUnit.price(rate, "sample")), item, rate.getCurrencyUnit());
        return new SampleLine(item, List.copyOf(valued), Conditions.net(valued, rate.getCurrencyUnit()));
    }
}
