package org.billhook.store.internal.dialect;

import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;

/** The columns of the table of balances. */
public final class Terms {

    private Terms() {}

    /** Name of the column that holds a term. */
    public static String column(Term term) {
        return switch (term) {
            case POSTED -> "posted";
            case OPEN -> "still_open";
            case HELD -> "held";
            case BILLED -> "billed";
            case WRITTEN_OFF -> "written_off";
            case TRANSFERRED -> "transferred";
            case INCLUDED -> "included";
            case REVERSED -> "reversed";
        };
    }

    /** What an act sets, for a share written as {@code share}; once for each of the two columns. */
    static String assignments(ActKind kind, String share) {
        String from = column(kind.from());
        String to = column(kind.to());
        return "seq = balance.seq + 1, %1$s = balance.%1$s %2$s %3$s, %4$s = balance.%4$s + %3$s"
                .formatted(from, kind.changesPosted() ? "+" : "-", share, to);
    }
}
