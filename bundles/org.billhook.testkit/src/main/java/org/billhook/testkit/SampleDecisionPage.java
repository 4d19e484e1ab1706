package org.billhook.testkit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.core.spi.decision.DecisionPage;
import org.billhook.core.spi.relevance.BilledToDate;
import org.billhook.core.spi.relevance.BillingItem;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.Facts;
import org.billhook.core.spi.relevance.OpenSource;

/** The first page of dynamic items to decide on, for tests: nothing is included in the run yet. Immutable. */
public record SampleDecisionPage(
        BillingItem item, LocalDate keyDate, List<DynamicItem> dynamicItems, BilledToDate billedToDate, Facts facts)
        implements DecisionPage {

    public SampleDecisionPage {
        dynamicItems = List.copyOf(dynamicItems);
    }

    /** A page at the key date 2026-12-31 with one dynamic item per source; nothing was billed before. */
    public static SampleDecisionPage of(BillingItem item, OpenSource... sources) {
        return new SampleDecisionPage(
                item,
                LocalDate.of(2026, 12, 31),
                Arrays.stream(sources).map(DynamicItem::of).toList(),
                SampleBilled.nothing(item.currency()),
                SampleFacts.none());
    }

    public SampleDecisionPage after(BilledToDate earlier) {
        return new SampleDecisionPage(item, keyDate, dynamicItems, earlier, facts);
    }

    public SampleDecisionPage knowing(Facts frozen) {
        return new SampleDecisionPage(item, keyDate, dynamicItems, billedToDate, frozen);
    }

    @Override
    public Share includedInRun(String sourceKind, Measure measure, LocalDate from, LocalDate to) {
        return new Share(BigDecimal.ZERO, measure);
    }
}
