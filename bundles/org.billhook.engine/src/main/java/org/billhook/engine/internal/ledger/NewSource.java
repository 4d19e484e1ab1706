package org.billhook.engine.internal.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.billhook.core.ledger.Split;
import org.billhook.core.model.Share;
import org.billhook.engine.internal.hash.Sha256;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;
import org.joda.money.Money;

/** Makes the source that a transfer or a reversal posts, from the one it comes from. */
final class NewSource {

    static final String TRANSFER = "transfer";
    static final String REVERSAL = "reversal";

    private NewSource() {}

    /** The same work, or a share of it, under another object; its service date and text stay. */
    static SourceRow transferred(
            long id, SourceRow from, int seq, Share share, ObjectRow target, Instant now, LocalDate today) {
        return row(
                id,
                from,
                TRANSFER,
                from.id() + "#" + seq,
                target.id(),
                target.root(),
                share,
                Optional.empty(),
                now,
                today);
    }

    /** What takes a posting back. There can be one for each posting, which its external id sees to. */
    static SourceRow reversal(long id, SourceRow from, Instant now, LocalDate today) {
        return row(
                id,
                from,
                REVERSAL,
                reversalId(from.id()),
                from.object(),
                from.root(),
                from.posted().negated(),
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
                from.characteristics(),
                from.cost().map(cost -> cost(cost, posted, from.posted())),
                reverses,
                Sha256.of(origin + "/" + externalId));
    }

    /** The share of the cost that goes with a share of the work, with its sign; the two parts of a cost add up. */
    private static Money cost(Money cost, Share posted, Share whole) {
        BigDecimal part = posted.value().abs();
        BigDecimal rest = whole.value().abs().subtract(part);
        Money share = Split.byWeight(cost, List.of(part, rest)).get(0);
        return posted.signum() == whole.signum() ? share : share.negated();
    }
}
