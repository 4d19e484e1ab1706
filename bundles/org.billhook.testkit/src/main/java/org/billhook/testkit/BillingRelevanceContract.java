package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.billhook.core.model.Characteristics;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.ItemInRun;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What every {@link BillingRelevance} must keep. */
public abstract class BillingRelevanceContract {

    /** A new instance. */
    protected abstract BillingRelevance subject();

    /**
     * Items to propose for; equal ones at each call. The default has, for each kind of source that the terms name, postings
     * of quantities and amounts, whole and in part open, positive and negative, on two objects, on equal days, with and
     * without the usual characteristics.
     */
    protected List<ItemInRun> items() {
        List<SampleSource> sources = new ArrayList<>();
        long id = 1;
        for (String kind : subject().terms().sourceKinds().stream().sorted().toList()) {
            Share quantity = Share.of(Quantity.of("7.5", Unit.HOUR));
            Share amount = Share.of(Money.parse("EUR 12.30"));
            sources.add(SampleSource.of(id++, kind, quantity));
            sources.add(SampleSource.of(id++, kind, quantity).on("sales-order-item/1-10"));
            sources.add(characterised(SampleSource.of(id++, kind, quantity)));
            sources.add(characterised(SampleSource.of(id++, kind, quantity.negated())));
            sources.add(characterised(SampleSource.of(id++, kind, amount)));
            sources.add(
                    SampleSource.of(id++, kind, quantity).open("0.000000001").day("2026-02-28"));
            sources.add(SampleSource.of(id++, kind, quantity.negated()).with("activity", "Development"));
            sources.add(SampleSource.of(id++, kind, amount).day("2025-12-31"));
            sources.add(SampleSource.of(id++, kind, amount.negated()).text(""));
        }
        SampleItem item = SampleItem.of("sales-order-item/1-10");
        return List.of(SampleRun.of(item, sources), SampleRun.of(item));
    }

    private static SampleSource characterised(SampleSource source) {
        return source.with(Characteristics.PERSON, "P1")
                .with(Characteristics.ACTIVITY, "Development")
                .with(Characteristics.MATERIAL, "M1");
    }

    @Test
    void termsAreConstant() {
        assertThat(subject().terms()).isEqualTo(subject().terms());
    }

    @Test
    void everySourceIsClaimedWithinItsOpenOrLeftOpenOnce() {
        for (ItemInRun item : items()) {
            assertThat(RecordedProposal.of(subject(), item).faults()).isEmpty();
        }
    }

    @Test
    void sameInputGivesSameOutput() {
        Repeats.assertSameAgain(this::subject, this::answers);
    }

    @Test
    void severalThreadsGetTheSameOutput() {
        Repeats.assertSameFromSeveralThreads(this::subject, this::answers);
    }

    private List<List<String>> answers(BillingRelevance subject) {
        return items().stream()
                .map(item -> RecordedProposal.of(subject, item).lines())
                .toList();
    }
}
