package org.billhook.testkit;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.billhook.core.spi.adjustment.AdjustmentPage;
import org.billhook.core.spi.adjustment.PricedLine;
import org.billhook.core.spi.relevance.BilledToDate;
import org.billhook.core.spi.relevance.BillingItem;
import org.billhook.core.spi.relevance.Facts;
import org.joda.money.Money;

/** A page of priced lines, or the end of an item, for tests. Immutable. */
public record SampleAdjustmentPage(
        BillingItem item,
        LocalDate keyDate,
        List<PricedLine> lines,
        BilledToDate billedToDate,
        Money netSoFar,
        Facts facts)
        implements AdjustmentPage {

    public SampleAdjustmentPage {
        lines = List.copyOf(lines);
    }

    /** The first page of a run at the key date 2026-12-31; nothing was billed before. */
    public static SampleAdjustmentPage of(BillingItem item, PricedLine... lines) {
        return new SampleAdjustmentPage(
                item,
                LocalDate.of(2026, 12, 31),
                Arrays.asList(lines),
                SampleBilled.nothing(item.currency()),
                Money.zero(item.currency()),
                SampleFacts.none());
    }

    public SampleAdjustmentPage after(BilledToDate earlier) {
        return new SampleAdjustmentPage(item, keyDate, lines, earlier, netSoFar, facts);
    }

    /** The end of the item after this page: no lines, and the net of this page on top of what was so far. */
    public SampleAdjustmentPage end() {
        Money all = lines.stream().map(PricedLine::net).reduce(netSoFar, Money::plus);
        return new SampleAdjustmentPage(item, keyDate, List.of(), billedToDate, all, facts);
    }
}
