package org.billhook.relevance.billingplan;

import static org.assertj.core.api.Assertions.assertThat;

import org.billhook.core.model.Phase;
import org.billhook.core.model.Share;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Engine;
import org.billhook.core.spi.relevance.BillingTerms.Frequency;
import org.billhook.core.spi.relevance.BillingTerms.Need;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.core.spi.relevance.BillingTerms.Scope;
import org.billhook.testkit.BillingRelevanceContract;
import org.billhook.testkit.RecordedProposal;
import org.billhook.testkit.SampleItem;
import org.billhook.testkit.SampleRun;
import org.billhook.testkit.SampleSource;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PlanAfterReleaseTest extends BillingRelevanceContract {

    @Override
    protected BillingRelevance subject() {
        return new PlanAfterRelease();
    }

    private static SampleSource date(long id, String day, String value) {
        return SampleSource.of(id, "plan-date", Share.of(Money.parse(value))).day(day);
    }

    @Test
    @Tag("R-38")
    void termsAreThoseOfTheTable() {
        BillingTerms terms = subject().terms();
        assertThat(terms.engine()).isEqualTo(Engine.SALES);
        assertThat(terms.frequency()).isEqualTo(Frequency.MULTIPLE);
        assertThat(terms.scope()).isEqualTo(Scope.FIXED_PRICE);
        assertThat(terms.documentKind()).contains(RequestKind.BILLING_DOCUMENT_REQUEST);
        assertThat(terms.leastItemPhase()).isEqualTo(Phase.RELEASED);
        assertThat(terms.leastExecutionPhase()).isEqualTo(Phase.RELEASED);
        assertThat(terms.sourceKinds()).containsExactly("plan-date");
        assertThat(terms.needs()).containsExactly(Need.BILLING_PLAN);
    }

    @Test
    @Tag("R-11")
    void eachDateThatHasComeIsALineWithItsValue() {
        RecordedProposal proposal = RecordedProposal.of(
                subject(),
                SampleRun.of(
                        SampleItem.of("service-order-item/8000-10"),
                        date(1, "2026-01-31", "EUR 1000").text("First part"),
                        date(2, "2026-02-28", "EUR 3000").text("Second part")));
        assertThat(proposal.lines())
                .containsExactly("1000 EUR 'First part' {} [1: 1000 EUR]", "3000 EUR 'Second part' {} [2: 3000 EUR]");
        assertThat(proposal.leftOpen()).isEmpty();
    }

    @Test
    @Tag("R-17")
    void ofADateBilledInPartTheRestIsBilled() {
        RecordedProposal proposal = RecordedProposal.of(
                subject(),
                SampleRun.of(
                        SampleItem.of("service-order-item/8000-10"),
                        date(1, "2026-01-31", "EUR 1000").open("250").text("First part")));
        assertThat(proposal.lines()).containsExactly("250 EUR 'First part' {} [1: 250 EUR]");
    }
}
