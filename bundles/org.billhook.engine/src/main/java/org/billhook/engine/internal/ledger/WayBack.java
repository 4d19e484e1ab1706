package org.billhook.engine.internal.ledger;

import java.util.List;
import java.util.stream.Collectors;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Share;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;

/** Says what to do so that a source can be taken back of which a share is settled in another way than by billing. */
record WayBack(Store store, SourceRow source) {

    /** In words for people, naming the share. */
    String from(Term term, Share share) {
        String what = "%s of source %d ".formatted(share, source.id());
        return what
                + switch (term) {
                    case HELD -> "is on hold: release it, then reverse";
                    case WRITTEN_OFF -> "is written off: undo-write-off, then reverse";
                    case INCLUDED -> "is covered by a request: reject that request, then reverse";
                    case REVERSED -> "is reversed already";
                    case TRANSFERRED -> "was moved to %s: reverse it there; what is left here is transferred too, or written off"
                            .formatted(movedTo());
                    case POSTED, OPEN, BILLED -> throw new IllegalArgumentException(term + " can be reversed");
                };
    }

    private String movedTo() {
        List<String> ids = store.ledger().entries(source.id()).stream()
                .filter(entry -> entry.kind() == ActKind.TRANSFER)
                .map(entry -> NewSource.transferId(source.id(), entry.seq() - 1))
                .toList();
        return store.sources().byExternalId(SourceRow.OF_TRANSFER, ids).values().stream()
                .map(SourceRow::id)
                .sorted()
                .map(id -> "source " + id)
                .collect(Collectors.joining(", "));
    }
}
