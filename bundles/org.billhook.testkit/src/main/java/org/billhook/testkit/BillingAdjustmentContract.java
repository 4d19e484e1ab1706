package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.junit.jupiter.api.Test;

/** What every {@link BillingAdjustment} must keep. */
public abstract class BillingAdjustmentContract {

    /** A new instance. */
    protected abstract BillingAdjustment subject();

    /** First pages of items on at least one of which, or at whose end, something is changed; equal ones at each call. */
    protected abstract List<SampleAdjustmentPage> pages();

    @Test
    void changesKeepWithinTheLinesOfThePage() {
        for (SampleAdjustmentPage page : pages()) {
            assertThat(RecordedAdjustments.of(subject(), page).faults()).isEmpty();
        }
    }

    @Test
    void atTheEndLinesAreAddedOnly() {
        for (SampleAdjustmentPage page : pages()) {
            assertThat(RecordedAdjustments.ofEnd(subject(), page.end()).faults())
                    .isEmpty();
        }
    }

    @Test
    void pagesShowThatSomethingIsChanged() {
        assertThat(answers(subject())).anyMatch(changes -> !changes.isEmpty());
    }

    @Test
    void sameInputGivesSameOutput() {
        Repeats.assertSameAgain(this::subject, this::answers);
    }

    @Test
    void severalThreadsGetTheSameOutput() {
        Repeats.assertSameFromSeveralThreads(this::subject, this::answers);
    }

    private List<List<String>> answers(BillingAdjustment subject) {
        List<List<String>> answers = new ArrayList<>();
        for (SampleAdjustmentPage page : pages()) {
            answers.add(RecordedAdjustments.of(subject, page).changes());
            answers.add(RecordedAdjustments.ofEnd(subject, page.end()).changes());
        }
        return answers;
    }
}
