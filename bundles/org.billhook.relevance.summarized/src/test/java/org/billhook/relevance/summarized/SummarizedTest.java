package org.billhook.relevance.summarized;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Engine;
import org.billhook.core.spi.relevance.BillingTerms.Frequency;
import org.billhook.core.spi.relevance.BillingTerms.Need;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.core.spi.relevance.BillingTerms.Scope;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.testkit.BillingRelevanceContract;
import org.billhook.testkit.RecordedProposal;
import org.billhook.testkit.SampleItem;
import org.billhook.testkit.SampleRun;
import org.billhook.testkit.SampleSource;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SummarizedTest extends BillingRelevanceContract {

    private static final SampleItem ITEM =
            SampleItem.of("service-order-item/8000-10").with("description", "Overhaul of pump 7");

    @Override
    protected BillingRelevance subject() {
        return new Summarized();
    }

    @Override
    protected List<ItemInRun> items() {
        return List.of(
                SampleRun.of(ITEM),
                SampleRun.of(ITEM, hours(1, "2", "EUR 100"), hours(2, "-1", "EUR -50")),
                SampleRun.of(ITEM, hours(1, "2", "EUR 100"), SampleSource.hours(2, "1")));
    }

    private static SampleSource hours(long id, String hours, String cost) {
        return SampleSource.hours(id, hours).cost(Money.parse(cost));
    }

    @Test
    @Tag("R-39")
    void termsAreThoseOfTheTable() {
        BillingTerms terms = subject().terms();
        assertThat(terms.engine()).isEqualTo(Engine.DIP);
        assertThat(terms.frequency()).isEqualTo(Frequency.ONE_TIME);
        assertThat(terms.scope()).isEqualTo(Scope.TIME_AND_MATERIAL);
        assertThat(terms.documentKind()).contains(RequestKind.DEBIT_MEMO_REQUEST);
        assertThat(terms.leastItemPhase()).isEqualTo(Phase.COMPLETED);
        assertThat(terms.leastExecutionPhase()).isEqualTo(Phase.COMPLETED);
        assertThat(terms.needs()).containsExactly(Need.DIP_PROFILE);
        assertThat(terms.sourceKinds()).containsExactlyInAnyOrder("time", "expense", "material", "external-service");
    }

    @Test
    @Tag("R-13")
    @Tag("R-13a")
    void allThatIsOpenIsOneLine() {
        RecordedProposal proposal = RecordedProposal.of(
                subject(),
                SampleRun.of(
                        ITEM,
                        hours(2, "7.5", "EUR 375").day("2026-01-06"),
                        hours(1, "2", "EUR 100").day("2026-01-05"),
                        SampleSource.expense(3, "EUR 12.30")
                                .cost(Money.parse("EUR 12.30"))
                                .day("2026-01-07")));
        assertThat(proposal.lines())
                .containsExactly(
                        "1 C62 'Overhaul of pump 7' {object=8000-10}" + " [1: 2 HUR, 2: 7.5 HUR, 3: 12.3 EUR]");
    }

    @Test
    void withoutWorkThereIsNoLine() {
        assertThat(RecordedProposal.of(subject(), SampleRun.of(ITEM)).items()).isEmpty();
    }

    @Test
    @Tag("R-13a")
    void aSourceWithoutCostKeepsTheWholeWaitingSinceThereIsOnlyOneRun() {
        RecordedProposal proposal = RecordedProposal.of(
                subject(), SampleRun.of(ITEM, hours(1, "2", "EUR 100"), SampleSource.hours(2, "1")));
        assertThat(proposal.items()).isEmpty();
        assertThat(proposal.leftOpen()).containsOnlyKeys(1L, 2L);
        assertThat(proposal.leftOpen().get(1L).message())
                .isEqualTo("service-order-item/8000-10 is billed once, at cost plus uplift,"
                        + " but source 2 of 2026-01-05 has no cost in EUR: correct it first");
    }

    @Test
    void aCostInAnotherCurrencyIsNone() {
        RecordedProposal proposal = RecordedProposal.of(subject(), SampleRun.of(ITEM, hours(1, "2", "GBP 100")));
        assertThat(proposal.leftOpen().get(1L).code()).isEqualTo("NO_COST");
    }
}
