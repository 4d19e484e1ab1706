package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.billhook.core.spi.decision.BillingDecision;
import org.billhook.core.spi.decision.DecisionPage;
import org.billhook.testkit.RecordedDecisions.Decided;
import org.junit.jupiter.api.Test;

/** What every {@link BillingDecision} must keep. */
public abstract class BillingDecisionContract {

    /** A new instance. */
    protected abstract BillingDecision subject();

    /** Pages on at least one of which something is decided; equal ones at each call. */
    protected abstract List<DecisionPage> pages();

    @Test
    void decisionsTakeNoMoreThanTheClaimsOfThePage() {
        for (DecisionPage page : pages()) {
            assertThat(RecordedDecisions.of(subject(), page).faults()).isEmpty();
        }
    }

    @Test
    void pagesShowThatSomethingIsDecided() {
        assertThat(answers(subject())).anyMatch(decided -> !decided.isEmpty());
    }

    @Test
    void sameInputGivesSameOutput() {
        Repeats.assertSameAgain(this::subject, this::answers);
    }

    @Test
    void severalThreadsGetTheSameOutput() {
        Repeats.assertSameFromSeveralThreads(this::subject, this::answers);
    }

    private List<List<Decided>> answers(BillingDecision subject) {
        return pages().stream()
                .map(page -> RecordedDecisions.of(subject, page).decided())
                .toList();
    }
}
