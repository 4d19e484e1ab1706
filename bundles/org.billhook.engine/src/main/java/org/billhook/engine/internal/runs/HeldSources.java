package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.OpenRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;

/**
 * Sources of a root whose day to be open again has come. A run releases them first; a preview, which must not write, shows
 * them as the run would find them.
 */
final class HeldSources {

    static final HeldSources NONE = new HeldSources(List.of());
    private static final int PAGE = 1000;
    private static final int MOST_IN_PREVIEW = 20_000;

    private final List<OpenRow> rows;
    private final Map<Long, OpenRow> byId = new HashMap<>();

    private HeldSources(List<OpenRow> rows) {
        this.rows = rows;
        rows.forEach(row -> byId.put(row.id(), row));
    }

    /** Releases them in the ledger; the root is locked. */
    static void release(Store store, long root, LocalDate keyDate, Act act) {
        List<BalanceRow> due = store.sources().heldUntil(keyDate, Optional.of(root), PAGE);
        Long id = due.isEmpty() ? null : store.ledger().act(act);
        while (!due.isEmpty()) {
            List<Move> moves = new ArrayList<>(due.size());
            for (BalanceRow row : due) {
                moves.add(new Move(
                        row.source(),
                        row.balance().seq(),
                        ActKind.RELEASE,
                        row.balance().get(Term.HELD).value(),
                        false,
                        Optional.empty(),
                        0,
                        0,
                        Optional.empty()));
            }
            moves.sort(Comparator.comparingLong(Move::source));
            store.ledger().apply(id, moves);
            due = store.sources().heldUntil(keyDate, Optional.of(root), PAGE);
        }
    }

    /** Shows them as they would stand after {@link #release}. */
    static HeldSources shown(Store store, long root, LocalDate keyDate) {
        List<BalanceRow> due = store.sources().heldUntil(keyDate, Optional.of(root), MOST_IN_PREVIEW);
        if (due.isEmpty()) {
            return NONE;
        }
        if (due.size() == MOST_IN_PREVIEW) {
            throw new StoreException(
                    StoreException.Reason.BROKEN, "More than 20000 held sources are due: release or bill them", null);
        }
        Map<Long, SourceRow> sources =
                store.sources().byId(due.stream().map(BalanceRow::source).toList());
        List<OpenRow> rows = new ArrayList<>(due.size());
        for (BalanceRow row : due) {
            SourceRow source = sources.get(row.source());
            if (source.billable() && !source.serviceDate().isAfter(keyDate)) {
                rows.add(OpenRow.of(
                        source,
                        row.balance().open().plus(row.balance().get(Term.HELD)).value(),
                        row.balance().seq() + 1));
            }
        }
        rows.sort(Comparator.comparing((OpenRow row) -> row.serviceDate()).thenComparing(row -> row.id()));
        return new HeldSources(rows);
    }

    boolean has(long source) {
        return byId.containsKey(source);
    }

    List<OpenRow> all() {
        return rows;
    }
}
