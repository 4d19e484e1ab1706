package org.billhook.engine.internal.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Balance;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Share;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;

/** Takes a posting back: what is open is reversed on both, what is billed comes back as a negative source to bill. */
final class Reversing {

    private static final Set<Term> BLOCKS =
            Set.of(Term.HELD, Term.WRITTEN_OFF, Term.TRANSFERRED, Term.INCLUDED, Term.REVERSED);

    private Reversing() {}

    /** Why a posting can't be taken back. */
    static Optional<Finding> refusal(Store store, SourceRow source, Balance balance, boolean reversedBefore) {
        for (Term term : Term.values()) {
            if (BLOCKS.contains(term) && !balance.get(term).isZero()) {
                return Optional.of(
                        Finding.error("SETTLED_OTHERWISE", new WayBack(store, source).from(term, balance.get(term))));
            }
        }
        if (source.reverses().isPresent()) {
            return Optional.of(Finding.error(
                    "IS_REVERSAL", "Source %d is itself a reversal; post the work anew".formatted(source.id())));
        }
        return reversedBefore
                ? Optional.of(Finding.error("ALREADY_REVERSED", "Source %d was reversed before".formatted(source.id())))
                : Optional.empty();
    }

    /** Only where there is no refusal. */
    static void reverse(Acts acts, long act, SourceRow source, long newId, Instant now, LocalDate today) {
        Share open = acts.balance(source.id()).open();
        acts.post(act, NewSource.reversal(newId, source, now, today));
        if (!open.isZero()) {
            acts.move(act, source.id(), ActKind.REVERSE, open, Optional.empty(), Optional.empty());
            acts.move(act, newId, ActKind.REVERSE, open.negated(), Optional.empty(), Optional.empty());
        }
    }
}
