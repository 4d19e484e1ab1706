package org.billhook.relevance.fixedprice;

import static org.assertj.core.api.Assertions.assertThat;

import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.model.Share;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Need;
import org.billhook.testkit.BillingRelevanceContract;
import org.billhook.testkit.RecordedProposal;
import org.billhook.testkit.SampleItem;
import org.billhook.testkit.SampleRun;
import org.billhook.testkit.SampleSource;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FixedPriceTest extends BillingRelevanceContract {

    private static final SampleItem ITEM = SampleItem.of("service-order-item/8000-10");

    @Override
    protected BillingRelevance subject() {
        return new FixedPrice();
    }

    private static SampleSource date(long id, String rule, String... flags) {
        SampleSource date = SampleSource.of(id, "plan-date", Share.of(Money.parse("EUR 1000")))
                .day("2026-01-31")
                .with("billing-rule", rule);
        for (String flag : flags) {
            date = date.with(flag, "true");
        }
        return date;
    }

    private static SampleSource work(long id) {
        return SampleSource.hours(id, "8").day("2026-01-10");
    }

    private RecordedProposal propose(SampleSource... sources) {
        return RecordedProposal.of(subject(), SampleRun.of(ITEM, sources));
    }

    @Test
    void itNeedsAProfileAndAPlan() {
        BillingTerms terms = subject().terms();
        assertThat(terms.engine()).isEqualTo(BillingTerms.Engine.DIP);
        assertThat(terms.leastItemPhase()).isEqualTo(Phase.RELEASED);
        assertThat(terms.needs()).containsExactlyInAnyOrder(Need.DIP_PROFILE, Need.BILLING_PLAN);
    }

    @Test
    @Tag("D-111")
    void theReleasedDateIsSpreadOverTheWork() {
        RecordedProposal proposal = propose(date(1, "1", "released"), date(2, "1"), work(3), work(4));
        assertThat(proposal.fixedPrices().keySet()).containsExactly(1L);
        assertThat(proposal.fixedPrices().get(1L)).hasSize(1);
        assertThat(proposal.leftOpen()).containsOnlyKeys(2L);
        assertThat(proposal.faults()).isEmpty();
    }

    @Test
    @Tag("WE-51")
    @Tag("D-110")
    void withoutExactlyOneReleasedDateNothingIsBilled() {
        assertThat(codes(propose(date(1, "1"), work(3)))).containsExactly("NOT_RELEASED", "NO_RELEASED_DATE");
        assertThat(codes(propose(date(1, "1", "released"), date(2, "1", "released"), work(3))))
                .containsExactly("SEVERAL_DATES", "SEVERAL_DATES", "SEVERAL_DATES");
        assertThat(codes(propose(date(1, "1", "released"), date(2, "2", "released"), work(3))))
                .containsExactly("DIFFERENT_RULES", "DIFFERENT_RULES", "DIFFERENT_RULES");
        assertThat(codes(propose(date(1, "1", "released", "blocked"), work(3))))
                .containsExactly("DATE_BLOCKED", "NO_RELEASED_DATE");
        assertThat(codes(propose(date(1, "4", "released"), work(3))))
                .containsExactly("DOWN_PAYMENT", "NO_RELEASED_DATE");
    }

    private static java.util.List<String> codes(RecordedProposal proposal) {
        assertThat(proposal.fixedPrices()).isEmpty();
        return new java.util.TreeMap<>(proposal.leftOpen())
                .values().stream().map(Finding::code).toList();
    }
}
