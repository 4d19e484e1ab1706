package org.billhook.relevance.notrelevant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Engine;
import org.billhook.core.spi.relevance.BillingTerms.Frequency;
import org.billhook.core.spi.relevance.BillingTerms.Scope;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.testkit.BillingRelevanceContract;
import org.billhook.testkit.RecordedProposal;
import org.billhook.testkit.SampleItem;
import org.billhook.testkit.SampleRun;
import org.billhook.testkit.SampleSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NotRelevantTest extends BillingRelevanceContract {

    private static final ItemInRun WORK = SampleRun.of(
            SampleItem.of("service-order-item/8000-10"), SampleSource.hours(1, "7.5"), SampleSource.hours(2, "-1"));

    @Override
    protected BillingRelevance subject() {
        return new NotRelevant();
    }

    @Override
    protected List<ItemInRun> items() {
        return List.of(WORK);
    }

    @Test
    @Tag("R-36")
    void thereIsNoEngineNoRunNoScopeNoDocumentAndNoPrerequisite() {
        BillingTerms terms = subject().terms();
        assertThat(terms.engine()).isEqualTo(Engine.NONE);
        assertThat(terms.frequency()).isEqualTo(Frequency.NEVER);
        assertThat(terms.scope()).isEqualTo(Scope.NONE);
        assertThat(terms.documentKind()).isEmpty();
        assertThat(terms.sourceKinds()).isEmpty();
        assertThat(terms.needs()).isEmpty();
    }

    @Test
    @Tag("R-10")
    void nothingIsBilledAndEverySourceSaysWhy() {
        RecordedProposal proposal = RecordedProposal.of(subject(), WORK);
        assertThat(proposal.items()).isEmpty();
        assertThat(proposal.leftOpen()).containsOnlyKeys(1L, 2L);
        assertThat(proposal.leftOpen().get(2L).message())
                .isEqualTo("service-order-item/8000-10 is not relevant for billing");
    }
}
