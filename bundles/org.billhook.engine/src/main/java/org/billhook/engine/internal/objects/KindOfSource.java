package org.billhook.engine.internal.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceType;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;

/** The kind of a source that an object is by itself. */
final class KindOfSource {

    private final Leased<SourceType> type;
    private final SourceTerms terms;

    private KindOfSource(Leased<SourceType> type) {
        this.type = type;
        terms = type.call("terms", service -> Objects.requireNonNull(service.terms(), "terms"));
    }

    /** What the kind made of a draft. */
    record Accepted(SourceDraft draft, SourceTerms terms) {}

    static KindOfSource of(Snapshot plugins, String kind) {
        return plugins.find(Spi.SOURCE, kind)
                .map(KindOfSource::new)
                .orElseThrow(() -> new BillhookException(
                        BillhookException.Type.UNAVAILABLE,
                        Finding.error(
                                "NO_SOURCE_KIND",
                                "No bundle for sources of kind '%s' is there, so the object can't be stored"
                                        .formatted(kind))));
    }

    SourceTerms terms() {
        return terms;
    }

    /** @throws BillhookException REFUSED, with what the kind found */
    Accepted check(SourceDraft draft) {
        Answer answer = new Answer(draft);
        type.call("check " + draft.externalId(), service -> {
            service.check(List.of(draft), answer);
            return Objects.requireNonNull(
                    answer.accepted != null || !answer.findings.isEmpty() ? answer : null, "no verdict");
        });
        Refusals.throwIfErrors(answer.findings);
        int scale = answer.accepted.posted().value().stripTrailingZeros().scale();
        if (scale > draft.posted().measure().postedScale()) {
            throw Refusals.refused(Finding.error(
                    "TOO_FINE",
                    "%s of %s has more decimals than %s allows"
                            .formatted(
                                    answer.accepted.posted(),
                                    draft.externalId(),
                                    draft.posted().measure())));
        }
        return new Accepted(answer.accepted, terms);
    }

    private static final class Answer implements SourceSink {

        private final SourceDraft asked;
        private final List<Finding> findings = new ArrayList<>();
        private SourceDraft accepted;

        Answer(SourceDraft asked) {
            this.asked = asked;
        }

        @Override
        public void accept(int index, SourceDraft draft, List<Finding> warnings) {
            if (accepted != null
                    || !draft.kind().equals(asked.kind())
                    || !draft.object().equals(asked.object())
                    || !draft.externalId().equals(asked.externalId())) {
                throw new IllegalStateException("Accepted twice, or as another source: " + draft.externalId());
            }
            accepted = draft;
        }

        @Override
        public void refuse(int index, List<Finding> reasons) {
            if (reasons.stream().noneMatch(Finding::isError)) {
                throw new IllegalStateException("Refused without an error: " + asked.externalId());
            }
            findings.addAll(reasons);
        }
    }
}
