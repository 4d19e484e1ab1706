package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.Optional;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Share;
import org.joda.money.Money;

/**
 * A share of a source that is not billed but held, written off or included.
 *
 * @param until first day it can be billed again, for a hold
 * @param value what it is worth, where that is known already
 * @param ofLine whether it belongs to the line: rejecting that undoes it
 */
record Decided(
        StreamedSource source,
        ActKind kind,
        Share share,
        Optional<LocalDate> until,
        String reason,
        Optional<Money> value,
        boolean ofLine) {

    Decided(
            StreamedSource source,
            ActKind kind,
            Share share,
            Optional<LocalDate> until,
            String reason,
            Optional<Money> value) {
        this(source, kind, share, until, reason, value, false);
    }
}
