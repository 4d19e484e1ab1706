package org.billhook.relevance.itemized;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Engine;
import org.billhook.core.spi.relevance.BillingTerms.Frequency;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.core.spi.relevance.BillingTerms.Scope;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.core.spi.relevance.ProposalSink;
import org.billhook.testkit.BillingRelevanceContract;
import org.billhook.testkit.RecordedProposal;
import org.billhook.testkit.SampleItem;
import org.billhook.testkit.SampleRun;
import org.billhook.testkit.SampleSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ItemizedTest extends BillingRelevanceContract {

    private static final SampleItem ITEM =
            SampleItem.of("sales-order-item/4711-10").billing("wbs-element/PC2");

    @Override
    protected BillingRelevance subject() {
        return new Itemized();
    }

    @Test
    @Tag("R-40")
    void termsAreThoseOfTheTable() {
        BillingTerms terms = subject().terms();
        assertThat(terms.engine()).isEqualTo(Engine.DIP);
        assertThat(terms.frequency()).isEqualTo(Frequency.MULTIPLE);
        assertThat(terms.scope()).isEqualTo(Scope.TIME_AND_MATERIAL);
        assertThat(terms.documentKind()).contains(RequestKind.DEBIT_MEMO_REQUEST);
        assertThat(terms.leastItemPhase()).isEqualTo(Phase.RELEASED);
        assertThat(terms.leastExecutionPhase()).isEqualTo(Phase.RELEASED);
        assertThat(terms.sourceKinds()).containsExactlyInAnyOrder("time", "expense", "material", "external-service");
    }

    @Test
    @Tag("R-15")
    void completedItemIsStillBilled() {
        assertThat(Phase.COMPLETED.atLeast(subject().terms().leastItemPhase())).isTrue();
        assertThat(Phase.IN_PROCESS.atLeast(subject().terms().leastItemPhase())).isFalse();
    }

    @Test
    @Tag("R-14")
    void eachPostingIsALineOfItsOwn() {
        RecordedProposal proposal = RecordedProposal.of(
                subject(),
                SampleRun.of(
                        ITEM,
                        SampleSource.hours(2, "7.5").text("Design").with("activity", "Development"),
                        SampleSource.hours(1, "7.5").text("Design").with("activity", "Development"),
                        SampleSource.expense(3, "EUR 12.30").text("Taxi").day("2026-01-04")));
        assertThat(proposal.lines())
                .containsExactly(
                        "12.3 EUR 'Taxi' {} [3: 12.3 EUR]",
                        "7.5 HUR 'Design' {activity=Development} [1: 7.5 HUR]",
                        "7.5 HUR 'Design' {activity=Development} [2: 7.5 HUR]");
        assertThat(proposal.leftOpen()).isEmpty();
    }

    @Test
    @Tag("R-17")
    void onlyWhatIsStillOpenIsBilled() {
        RecordedProposal proposal = RecordedProposal.of(
                subject(), SampleRun.of(ITEM, SampleSource.hours(1, "10").open("4")));
        assertThat(proposal.items().get(0).quantity()).hasToString("4 HUR");
    }

    @Test
    void negativePostingIsALineAsWell() {
        RecordedProposal proposal = RecordedProposal.of(subject(), SampleRun.of(ITEM, SampleSource.hours(1, "-2.25")));
        assertThat(proposal.items().get(0).quantity()).hasToString("-2.25 HUR");
    }

    private static SampleSource work(long id, String hours, String day) {
        return SampleSource.hours(id, hours)
                .text("Posting " + id)
                .with("activity", "Development")
                .day(day);
    }

    private static List<String> lines(SampleSource... sources) {
        return RecordedProposal.of(new Itemized(), SampleRun.of(ITEM, sources)).items().stream()
                .map(item -> "%s %s %s"
                        .formatted(
                                item.quantity(),
                                item.text(),
                                item.claims().stream()
                                        .map(claim -> claim.source().id())
                                        .toList()))
                .toList();
    }

    @Test
    @Tag("G-22")
    void aCorrectionIsALineWithWhatItCorrects() {
        assertThat(lines(work(1, "12", "2026-01-05"), work(2, "-4", "2026-01-05")))
                .containsExactly("8 HUR Posting 1 [1, 2]");
        // whatever the order
        assertThat(lines(work(1, "-4", "2026-01-04"), work(2, "12", "2026-01-05")))
                .containsExactly("8 HUR Posting 2 [1, 2]");
        // also where nothing is left, and where more is taken back than there is
        assertThat(lines(work(1, "12", "2026-01-05"), work(2, "-12", "2026-01-06")))
                .containsExactly("0 HUR Posting 1 [1, 2]");
        assertThat(lines(work(1, "1", "2026-01-05"), work(2, "-4", "2026-01-06")))
                .containsExactly("-3 HUR Posting 1 [1, 2]");
    }

    @Test
    @Tag("G-22")
    @Tag("R-14")
    void workThatIsNotCorrectedStaysALineOfItsOwn() {
        // the day of the correction first, and there the same quantity
        assertThat(lines(
                        work(1, "8", "2026-01-04"),
                        work(2, "8", "2026-01-05"),
                        work(3, "2", "2026-01-05"),
                        work(4, "-2", "2026-01-05"),
                        work(5, "3", "2026-01-06")))
                .containsExactly(
                        "8 HUR Posting 1 [1]", "8 HUR Posting 2 [2]", "0 HUR Posting 3 [3, 4]", "3 HUR Posting 5 [5]");
        // else the nearest day before, and further back what it has too much
        assertThat(lines(
                        work(1, "8", "2026-01-03"),
                        work(2, "1", "2026-01-04"),
                        work(3, "5", "2026-01-08"),
                        work(4, "-2", "2026-01-06")))
                .containsExactly("7 HUR Posting 1 [1, 2, 4]", "5 HUR Posting 3 [3]");
    }

    @Test
    @Tag("G-22")
    void correctionsOfTheSameWorkAreOneLineAndOthersDoNotMeet() {
        assertThat(lines(
                        work(1, "12", "2026-01-05"),
                        work(2, "-4", "2026-01-05"),
                        work(3, "-1", "2026-01-06"),
                        SampleSource.hours(4, "-2").with("activity", "Testing").day("2026-01-06"),
                        work(5, "-2", "2026-01-06").on("wbs-element/P1.2"),
                        SampleSource.expense(6, "EUR 100").day("2026-01-07"),
                        SampleSource.expense(7, "EUR -30.50").day("2026-01-08")))
                .containsExactly(
                        "7 HUR Posting 1 [1, 2, 3]",
                        "-2 HUR Posting 4 [4]",
                        "-2 HUR Posting 5 [5]",
                        "69.5 EUR Posting 6 [6, 7]");
    }

    /** A million postings pass one by one: nothing of them is kept. */
    @Test
    void millionPostingsPassWithoutBeingCollected() {
        OpenSource posting = SampleSource.hours(1, "7.5");
        CountingSink sink = new CountingSink();
        subject().propose(SampleRun.of(ITEM, Collections.nCopies(1_000_000, posting)), sink);
        assertThat(sink.items).isEqualTo(1_000_000);
        assertThat(sink.whole).isEqualTo(1_000_000);
    }

    private static final class CountingSink implements ProposalSink {
        private int items;
        private int whole;

        @Override
        public void propose(DynamicItem item) {
            items++;
            if (item.claims().stream().allMatch(Claim::isAll)) {
                whole++;
            }
        }

        @Override
        public void fixedPrice(OpenSource date, List<DynamicItem> items) {
            throw new AssertionError("Itemized has no fixed price");
        }

        @Override
        public void leaveOpen(OpenSource source, Finding reason) {
            throw new AssertionError("Nothing is left open");
        }
    }
}
