package org.billhook.engine.internal.requests;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Severity;
import org.billhook.core.model.Share;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.SourceRow;

/** What the row and the balance of a source already say about why it is not billed. Pure. */
final class SourceReasons {

    private static final Map<Term, String> SETTLED = Map.of(
            Term.BILLED, "is billed",
            Term.WRITTEN_OFF, "is written off",
            Term.TRANSFERRED, "was moved to another object",
            Term.INCLUDED, "is covered by the base amount of a contract",
            Term.REVERSED, "was taken back by a reversal");

    private SourceReasons() {}

    /** In the order of the terms; says what is settled, and what keeps the rest. */
    static List<Finding> of(SourceRow source, BalanceRow row, LocalDate keyDate) {
        List<Finding> reasons = new ArrayList<>();
        for (Term term : Term.values()) {
            Share share = row.balance().get(term);
            if (SETTLED.containsKey(term) && !share.isZero()) {
                reasons.add(info(term.name(), "%s %s".formatted(share, SETTLED.get(term))));
            }
        }
        Share held = row.balance().get(Term.HELD);
        if (!held.isZero()) {
            reasons.add(info(
                    "HELD",
                    held + " is on hold"
                            + row.heldUntil().map(day -> " until " + day).orElse("")));
        }
        if (!row.balance().open().isZero()) {
            open(source, row, keyDate).ifPresent(reasons::add);
        }
        return reasons;
    }

    /** What keeps the open share from being passed to any rule. */
    static Optional<Finding> open(SourceRow source, BalanceRow row, LocalDate keyDate) {
        Share open = row.balance().open();
        if (!source.billable()) {
            return Optional.of(info("NOT_BILLABLE", "%s was posted as not billable".formatted(open)));
        }
        if (source.serviceDate().isAfter(keyDate)) {
            return Optional.of(info(
                    "AFTER_KEY_DATE",
                    "%s is open; its service date %s is after the key date %s"
                            .formatted(open, source.serviceDate(), keyDate)));
        }
        return Optional.empty();
    }

    private static Finding info(String code, String message) {
        return new Finding(Severity.INFO, code, Optional.empty(), Optional.empty(), message);
    }
}
