package org.billhook.testkit;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceTable;
import org.billhook.core.spi.relevance.BillingItem;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.Facts;
import org.billhook.core.spi.relevance.OpenSource;

/** A page of dynamic items to price, for tests: at the first service date of each. Immutable. */
public record SamplePricePage(BillingItem item, List<DynamicItem> dynamicItems, PriceTable prices, Facts facts)
        implements PricePage {

    public SamplePricePage {
        dynamicItems = List.copyOf(dynamicItems);
    }

    /** A page with one dynamic item per source, and no facts. */
    public static SamplePricePage of(BillingItem item, PriceTable prices, OpenSource... sources) {
        return new SamplePricePage(
                item, Arrays.stream(sources).map(DynamicItem::of).toList(), prices, SampleFacts.none());
    }

    @Override
    public LocalDate pricingDate(int index) {
        return dynamicItems.get(index).claims().stream()
                .map(claim -> claim.source().serviceDate())
                .min(LocalDate::compareTo)
                .orElseThrow();
    }
}
