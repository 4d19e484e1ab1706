package org.billhook.engine.internal.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.ledger.Balance;
import org.billhook.core.ledger.Split;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Share;
import org.billhook.engine.internal.hash.Sha256;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;
import org.joda.money.Money;

/** Makes the source that a transfer or a reversal posts, from the one it comes from. */
final class NewSource {

    private NewSource() {}

    /**
     * The same work, or a share of it, under another object; its service date and text stay.
     *
     * @param before balance of the source before the share was taken from it
     */
    static SourceRow transferred(
            long id, SourceRow from, Balance before, Share share, ObjectRow target, Instant now, LocalDate today) {
        return transferred(id, from, from.characteristics(), before, share, target, now, today);
    }

    /** The same with other characteristics. */
    static SourceRow transferred(
            long id,
            SourceRow from,
            Map<String, String> characteristics,
            Balance before,
            Share share,
            ObjectRow target,
            Instant now,
            LocalDate today) {
        return row(
                id,
                from,
                SourceRow.OF_TRANSFER,
                transferId(from.id(), before.seq()),
                target.id(),
                target.root(),
                share,
                characteristics,
                from.cost().map(cost -> cost(cost, before, share)),
                Optional.empty(),
                now,
                today);
    }

    /** External id of what a transfer posts, by the number of acts on the source before it. */
    static String transferId(long source, int acts) {
        return source + "#" + acts;
    }

    /** What takes a posting back. There can be one for each posting, which its external id sees to. */
    static SourceRow reversal(long id, SourceRow from, Instant now, LocalDate today) {
        return row(
                id,
                from,
                SourceRow.OF_REVERSAL,
                reversalId(from.id()),
                from.object(),
                from.root(),
                from.posted().negated(),
                from.characteristics(),
                from.cost().map(Money::negated),
                Optional.of(from.id()),
                now,
                today);
    }

    /** External id of what reverses a source. */
    static String reversalId(long source) {
        return Long.toString(source);
    }

    private static SourceRow row(
            long id,
            SourceRow from,
            String origin,
            String externalId,
            long object,
            Optional<Long> root,
            Share posted,
            Map<String, String> characteristics,
            Optional<Money> cost,
            Optional<Long> reverses,
            Instant now,
            LocalDate today) {
        return new SourceRow(
                id,
                from.kind(),
                origin,
                externalId,
                object,
                root,
                from.serviceDate(),
                today,
                now,
                posted,
                from.text(),
                from.billable(),
                from.actual(),
                characteristics,
                cost,
                reverses,
                Sha256.of(origin + "/" + externalId));
    }

    /** The part of the cost that goes with a share: with those of the shares that went before, it is rounded once. */
    private static Money cost(Money cost, Balance before, Share share) {
        BigDecimal gone = before.get(Term.TRANSFERRED).value();
        BigDecimal rest = before.posted().value().subtract(gone).subtract(share.value());
        return Split.byWeight(cost, List.of(gone, share.value(), rest)).get(1);
    }
}
