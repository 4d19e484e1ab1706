package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Finding;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.LedgerStore.SettledPart;
import org.billhook.engine.port.OpenRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;

/** Sources of one root that the pipeline looks at one by one, each as if nothing else were open; all are read at once. */
final class SingleSources {

    private final List<OpenRow> rows = new ArrayList<>();
    private final Map<Long, List<SettledPart>> settled = new HashMap<>();
    private final Map<Long, Finding> failures = new HashMap<>();

    private SingleSources() {}

    /** Reads those of which something is open on that day, as a run of that day would find them. */
    static SingleSources read(Store store, Collection<Long> ids, LocalDate keyDate) {
        SingleSources singles = new SingleSources();
        Map<Long, BalanceRow> balances = store.ledger().balances(ids);
        List<Long> partly = new ArrayList<>();
        for (SourceRow source : store.sources().byId(ids).values()) {
            OpenRow row = open(source, balances.get(source.id()), keyDate);
            if (row.open().signum() != 0
                    && source.billable()
                    && !source.serviceDate().isAfter(keyDate)) {
                singles.rows.add(row);
                if (!row.whole()) {
                    partly.add(source.id());
                }
            }
        }
        if (!partly.isEmpty()) {
            store.ledger().settled(partly).forEach(part -> singles.settled
                    .computeIfAbsent(part.source(), id -> new ArrayList<>(1))
                    .add(part));
        }
        return singles;
    }

    private static OpenRow open(SourceRow source, BalanceRow row, LocalDate keyDate) {
        boolean due = row.heldUntil().filter(day -> !day.isAfter(keyDate)).isPresent();
        return due
                ? OpenRow.of(
                        source,
                        row.balance().open().plus(row.balance().get(Term.HELD)).value(),
                        row.balance().seq() + 1)
                : OpenRow.of(source, row.balance().open().value(), row.balance().seq());
    }

    List<OpenRow> all() {
        return rows;
    }

    List<SettledPart> settled(Collection<Long> ids) {
        List<SettledPart> parts = new ArrayList<>();
        ids.forEach(id -> parts.addAll(settled.getOrDefault(id, List.of())));
        return parts;
    }

    /** A rule broke over one of them; the others are still looked at. */
    void failed(long source, Finding reason) {
        failures.put(source, reason);
    }

    Map<Long, Finding> failures() {
        return failures;
    }
}
