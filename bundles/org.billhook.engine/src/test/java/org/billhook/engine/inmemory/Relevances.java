package org.billhook.engine.inmemory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Frequency;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.core.spi.relevance.ProposalSink;

/** Relevances for tests. */
public record Relevances(BillingTerms terms, BiConsumer<ItemInRun, ProposalSink> rule) implements BillingRelevance {

    private static final BillingTerms MULTIPLE = BillingTerms.dip(Frequency.MULTIPLE, Set.of("time"), Phase.RELEASED);

    @Override
    public void propose(ItemInRun item, ProposalSink out) {
        rule.accept(item, out);
    }

    public static BillingRelevance itemized() {
        return of((item, out) -> item.openSources().forEach(source -> out.propose(DynamicItem.of(source))));
    }

    public static BillingRelevance of(BiConsumer<ItemInRun, ProposalSink> rule) {
        return new Relevances(MULTIPLE, rule);
    }

    /** All sources in one line. */
    public static BillingRelevance summarized() {
        return new Relevances(MULTIPLE, (item, out) -> {
            List<OpenSource> all = new ArrayList<>();
            item.openSources().forEach(all::add);
            DynamicItem.Builder line = DynamicItem.builder().text("All work").characteristic("activity", "Development");
            all.forEach(source -> line.claim(Claim.all(source)));
            if (!all.isEmpty()) {
                out.propose(line.build());
            }
        });
    }

    public static BillingRelevance once() {
        return new Relevances(
                BillingTerms.sales(Frequency.ONE_TIME, Set.of("time"), Phase.COMPLETED),
                (item, out) -> item.openSources().forEach(source -> out.propose(DynamicItem.of(source))));
    }
}
