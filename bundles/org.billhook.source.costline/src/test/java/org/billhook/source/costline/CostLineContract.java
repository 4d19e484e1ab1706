package org.billhook.source.costline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceTerms.Nature;
import org.billhook.testkit.RecordedVerdicts;
import org.billhook.testkit.SourceTypeContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every kind of cost line keeps. */
abstract class CostLineContract extends SourceTypeContract {

    static SourceDraft.Builder row(String kind, Share posted) {
        return SourceDraft.of(kind, new ObjectRef("wbs-element", "PC2.PBC42"))
                .posted(posted)
                .serviceDate(LocalDate.of(2026, 1, 5))
                .externalId("1-1");
    }

    List<Finding> findings(SourceDraft draft) {
        return RecordedVerdicts.of(subject(), List.of(draft)).findings(0);
    }

    List<String> codes(SourceDraft draft) {
        return findings(draft).stream().map(Finding::code).toList();
    }

    @Test
    @Tag("R-23")
    void countsAsActualPostingAndIsCorrectedByReversalOnly() {
        assertThat(subject().terms()).isEqualTo(new SourceTerms(Nature.ACTUAL, false));
    }

    @Test
    void zeroIsRefused() {
        SourceDraft good = goodRows().get(0);
        SourceDraft zero =
                good.toBuilder().posted(Share.zero(good.posted().measure())).build();
        assertThat(codes(zero)).containsExactly("ZERO_POSTED");
    }

    @Test
    void negativeIsTakenWithAWarning() {
        SourceDraft good = goodRows().get(0);
        SourceDraft negative = good.toBuilder().posted(good.posted().negated()).build();
        assertThat(RecordedVerdicts.of(subject(), List.of(negative)).isAccepted(0))
                .isTrue();
        assertThat(codes(negative)).containsExactly("NEGATIVE_POSTED");
        assertThat(codes(good)).isEmpty();
    }
}
