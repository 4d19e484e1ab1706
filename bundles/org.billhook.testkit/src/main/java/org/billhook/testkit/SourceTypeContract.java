package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceType;
import org.junit.jupiter.api.Test;

/** What every {@link SourceType} must keep. */
public abstract class SourceTypeContract {

    /** A new instance. */
    protected abstract SourceType subject();

    /** Rows that are in order, with or without warnings; equal ones at each call. */
    protected abstract List<SourceDraft> goodRows();

    /** Rows that must be refused; equal ones at each call. */
    protected abstract List<SourceDraft> badRows();

    /**
     * A row as it could come in: on an order item, with a service date and an external id.
     *
     * @param kind of the source
     */
    protected static SourceDraft draft(String kind, Share posted, Map<String, String> characteristics) {
        SourceDraft.Builder row = SourceDraft.of(kind, new ObjectRef("service-order-item", "8000-10"))
                .posted(posted)
                .serviceDate(LocalDate.of(2026, 1, 5))
                .externalId("X-1");
        characteristics.forEach(row::characteristic);
        return row.build();
    }

    @Test
    void termsAreConstant() {
        assertThat(subject().terms()).isEqualTo(subject().terms());
    }

    @Test
    void goodRowsAreAcceptedAsWhatTheyAre() {
        RecordedVerdicts verdicts = RecordedVerdicts.of(subject(), goodRows());
        assertThat(verdicts.faults()).isEmpty();
        for (int i = 0; i < goodRows().size(); i++) {
            assertThat(verdicts.isAccepted(i))
                    .as("row %d is accepted: %s", i, verdicts.findings(i))
                    .isTrue();
        }
    }

    @Test
    void badRowsAreRefusedWithAnError() {
        RecordedVerdicts verdicts = RecordedVerdicts.of(subject(), badRows());
        assertThat(verdicts.faults()).isEmpty();
        for (int i = 0; i < badRows().size(); i++) {
            assertThat(verdicts.isAccepted(i)).as("row %d is accepted", i).isFalse();
        }
    }

    @Test
    void everyRowOfAFullPageIsAnsweredOnce() {
        List<SourceDraft> page = new ArrayList<>();
        while (page.size() < 1000) {
            page.addAll(goodRows());
            page.addAll(badRows());
        }
        assertThat(RecordedVerdicts.of(subject(), page.subList(0, 1000)).faults())
                .isEmpty();
    }

    @Test
    void emptyPageIsAnswered() {
        assertThat(RecordedVerdicts.of(subject(), List.of()).faults()).isEmpty();
    }

    @Test
    void oneRowDoesNotChangeTheVerdictOnAnother() {
        List<SourceDraft> page = mixed();
        RecordedVerdicts together = RecordedVerdicts.of(subject(), page);
        for (int i = 0; i < page.size(); i++) {
            RecordedVerdicts alone = RecordedVerdicts.of(subject(), List.of(page.get(i)));
            assertThat(together.isAccepted(i)).as("row %d in a page", i).isEqualTo(alone.isAccepted(0));
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

    private List<SourceDraft> mixed() {
        List<SourceDraft> page = new ArrayList<>(badRows());
        page.addAll(goodRows());
        Collections.rotate(page, 1);
        return page;
    }

    private List<String> answers(SourceType subject) {
        return RecordedVerdicts.of(subject, mixed()).lines();
    }
}
