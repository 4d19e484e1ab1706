package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.Transactions;

/**
 * The facts of a run: fetched in bulk for a page of roots before the first of them is billed, and kept with the run, so that
 * it goes on with the same ones after a kill. Safe on any thread.
 */
final class RunFacts {

    private final Transactions transactions;
    private final RunInputs inputs;
    private final long run;

    RunFacts(Transactions transactions, RunInputs inputs, long run) {
        this.transactions = transactions;
        this.inputs = inputs;
        this.run = run;
    }

    /** Fetches and keeps the facts of those roots that have none yet. */
    void freeze(Collection<Long> roots) {
        if (!FactBook.isNeeded(inputs.plugins())) {
            return;
        }
        try (Snapshot unit = inputs.plugins().unit()) {
            Map<Long, List<ItemOfRoot>> items = Retry.call(transactions, store -> {
                List<Long> missing = new ArrayList<>(roots);
                missing.removeAll(store.runs().facts(run, roots).keySet());
                return RootBilling.items(
                        store,
                        inputs.with(unit),
                        List.copyOf(store.objects().byId(missing).values()));
            });
            if (!items.isEmpty()) {
                FactBook book = FactBook.fetch(
                        unit, items.values().stream().flatMap(List::stream).toList());
                Retry.call(transactions, store -> {
                    store.runs().putFacts(run, book.jsonByRoot(items));
                    return null;
                });
            }
        }
    }

    /** What was kept for a root. */
    FactBook of(long root) {
        if (!FactBook.isNeeded(inputs.plugins())) {
            return FactBook.EMPTY;
        }
        String json = transactions
                .call(store -> store.runs().facts(run, List.of(root)))
                .get(root);
        return json == null ? FactBook.EMPTY : FactBook.read(json);
    }
}
