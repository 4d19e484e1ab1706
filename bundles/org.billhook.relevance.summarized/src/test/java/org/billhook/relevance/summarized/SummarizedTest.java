package org.billhook.relevance.summarized;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.billhook.core.dip.Criteria;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.dip.DipProfile.Characteristic;
import org.billhook.core.dip.DipProfile.MaterialRow;
import org.billhook.core.dip.DipProfile.Transfer;
import org.billhook.core.model.Phase;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
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

    /** As it is delivered. */
    private static final DipProfile COST_PLUS = new DipProfile(
            "COST-PLUS",
            0,
            "",
            List.of(),
            List.of(),
            List.of(new MaterialRow(Criteria.ALL, false, Optional.empty(), false, Transfer.COST, Optional.empty())),
            List.of());

    private static final DipProfile BY_ACTIVITY = new DipProfile(
            "BY-ACTIVITY",
            1,
            "",
            List.of(new Characteristic("activity", false, false)),
            List.of(),
            List.of(),
            List.of());

    private static SampleRun atCost(SampleSource... sources) {
        return SampleRun.of(ITEM, sources).under(COST_PLUS);
    }

    @Override
    protected BillingRelevance subject() {
        return new Summarized();
    }

    @Override
    protected List<ItemInRun> items() {
        return List.of(
                SampleRun.of(ITEM),
                SampleRun.of(ITEM, hours(1, "2", "EUR 100"), hours(2, "-1", "EUR -50")),
                atCost(hours(1, "2", "EUR 100"), hours(2, "-1", "EUR -50")),
                atCost(hours(1, "2", "EUR 100"), SampleSource.hours(2, "1")),
                SampleRun.of(ITEM, hours(1, "2", "EUR 100").with("activity", "A"), SampleSource.expense(2, "EUR 5"))
                        .under(BY_ACTIVITY));
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
                atCost(
                        hours(2, "7.5", "EUR 375").day("2026-01-06"),
                        hours(1, "2", "EUR 100").day("2026-01-05"),
                        SampleSource.expense(3, "EUR 12.30")
                                .cost(Money.parse("EUR 12.30"))
                                .day("2026-01-07")));
        assertThat(proposal.lines())
                .containsExactly("1 C62 'Overhaul of pump 7' {} [1: 2 HUR, 2: 7.5 HUR, 3: 12.3 EUR]");
        assertThat(proposal.items().get(0).atCost()).isTrue();
    }

    @Test
    void withoutWorkThereIsNoLine() {
        assertThat(RecordedProposal.of(subject(), SampleRun.of(ITEM)).items()).isEmpty();
    }

    @Test
    @Tag("R-13a")
    void aSourceWithoutCostKeepsTheWholeWaitingSinceThereIsOnlyOneRun() {
        RecordedProposal proposal =
                RecordedProposal.of(subject(), atCost(hours(1, "2", "EUR 100"), SampleSource.hours(2, "1")));
        assertThat(proposal.items()).isEmpty();
        assertThat(proposal.leftOpen()).containsOnlyKeys(1L, 2L);
        assertThat(proposal.leftOpen().get(1L).message())
                .isEqualTo("Source 2 of 2026-01-05 has no cost, which profile COST-PLUS passes: correct it first");
    }

    @Test
    @Tag("D-2")
    @Tag("D-22")
    @Tag("G-22")
    void sourcesOfOneActivityMergeWhoeverDidThem() {
        RecordedProposal proposal = RecordedProposal.of(
                subject(),
                SampleRun.of(
                                ITEM,
                                SampleSource.hours(1, "2")
                                        .with("activity", "WELD")
                                        .with("person", "ada"),
                                SampleSource.hours(2, "3")
                                        .with("activity", "TEST")
                                        .with("person", "ada"),
                                SampleSource.hours(3, "4")
                                        .with("activity", "WELD")
                                        .with("person", "bo"),
                                SampleSource.hours(4, "-1").with("activity", "WELD"),
                                SampleSource.of(5, "time", Share.of(Quantity.of("1", new Unit("DAY"))))
                                        .with("activity", "WELD"))
                        .under(BY_ACTIVITY));
        assertThat(proposal.lines())
                .containsExactly(
                        "5 HUR 'WELD' {activity=WELD} [1: 2 HUR, 3: 4 HUR, 4: -1 HUR]",
                        "3 HUR 'Posting 2' {activity=TEST} [2: 3 HUR]",
                        "1 DAY 'Posting 5' {activity=WELD} [5: 1 DAY]");
    }
}
