package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Share;
import org.billhook.engine.port.LedgerStore.Move;
import org.joda.money.Money;

/**
 * The moves of one page. A batch has each source once at most, as the ledger wants it: further moves of a source stand in
 * later layers. Moves with the same reason are one act.
 */
final class PageMoves {

    static final String BILLING = "";
    private static final Comparator<Move> BY_SOURCE = Comparator.comparingLong(Move::source);

    /** @param reason {@link #BILLING} for the act of the run itself */
    record Batch(int layer, String reason, List<Move> moves) {}

    private final List<Batch> batches = new ArrayList<>(2);

    void bill(StreamedSource source, Share share, Money value, long document, int position) {
        add(source, ActKind.BILL, share, Optional.of(value), document, position, Optional.empty(), BILLING);
    }

    /** @param document and {@code position} of the line that it belongs to, if it does */
    void decide(Decided decided, long document, int position) {
        add(
                decided.source(),
                decided.kind(),
                decided.share(),
                decided.value(),
                decided.ofLine() ? document : 0,
                decided.ofLine() ? position : 0,
                decided.until(),
                decided.reason());
    }

    private void add(
            StreamedSource source,
            ActKind kind,
            Share share,
            Optional<Money> value,
            long document,
            int position,
            Optional<java.time.LocalDate> until,
            String reason) {
        int layer = source.acts();
        boolean whole = layer == 0
                && source.whole
                && share.value().compareTo(source.posted().value()) == 0;
        batch(layer, reason)
                .moves()
                .add(new Move(
                        source.id(), source.nextSeq(), kind, share.value(), whole, value, document, position, until));
    }

    private Batch batch(int layer, String reason) {
        for (Batch batch : batches) {
            if (batch.layer() == layer && batch.reason().equals(reason)) {
                return batch;
            }
        }
        Batch fresh = new Batch(layer, reason, new ArrayList<>());
        batches.add(fresh);
        return fresh;
    }

    /** In the order in which they must be applied; the moves by ascending source. */
    List<Batch> batches() {
        batches.sort(Comparator.comparingInt(Batch::layer));
        batches.forEach(batch -> batch.moves().sort(BY_SOURCE));
        return batches;
    }
}
