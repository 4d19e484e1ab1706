package org.billhook.relevance.oncompletion;

import static org.assertj.core.api.Assertions.assertThat;

import org.billhook.core.model.Phase;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Engine;
import org.billhook.core.spi.relevance.BillingTerms.Frequency;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.core.spi.relevance.BillingTerms.Scope;
import org.billhook.testkit.BillingRelevanceContract;
import org.billhook.testkit.RecordedProposal;
import org.billhook.testkit.SampleItem;
import org.billhook.testkit.SampleRun;
import org.billhook.testkit.SampleSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OnCompletionTest extends BillingRelevanceContract {

    private static final String OWN = "sales-order-item/4711-10";
    private static final String OTHER = "sales-order-item/4711-20";
    private static final SampleItem ITEM = SampleItem.of(OWN).billing("wbs-element/PC2");

    @Override
    protected BillingRelevance subject() {
        return new OnCompletion();
    }

    @Test
    @Tag("R-37")
    void termsAreThoseOfTheTable() {
        BillingTerms terms = subject().terms();
        assertThat(terms.engine()).isEqualTo(Engine.SALES);
        assertThat(terms.frequency()).isEqualTo(Frequency.ONE_TIME);
        assertThat(terms.scope()).isEqualTo(Scope.FIXED_PRICE);
        assertThat(terms.documentKind()).contains(RequestKind.BILLING_DOCUMENT_REQUEST);
        assertThat(terms.leastItemPhase()).isEqualTo(Phase.COMPLETED);
        assertThat(terms.leastExecutionPhase()).isEqualTo(Phase.COMPLETED);
        assertThat(terms.sourceKinds()).containsExactly("item-quantity");
    }

    @Test
    @Tag("R-12")
    void quantityOfTheItemIsBilled() {
        RecordedProposal proposal = RecordedProposal.of(
                subject(),
                SampleRun.of(ITEM, SampleSource.itemQuantity(1, OWN, "3").text("Training")));
        assertThat(proposal.lines()).containsExactly("3 C62 'Training' {} [1: 3 C62]");
    }

    @Test
    @Tag("R-12")
    void quantityOfAnotherItemUnderTheSameElementStaysOpen() {
        RecordedProposal proposal = RecordedProposal.of(
                subject(),
                SampleRun.of(ITEM, SampleSource.itemQuantity(1, OWN, "3"), SampleSource.itemQuantity(2, OTHER, "5")));
        assertThat(proposal.faults()).isEmpty();
        assertThat(proposal.items()).hasSize(1);
        assertThat(proposal.leftOpen().get(2L).message())
                .isEqualTo("The quantity belongs to sales-order-item/4711-20;"
                        + " on completion sales-order-item/4711-10 bills its own quantity only");
    }
}
