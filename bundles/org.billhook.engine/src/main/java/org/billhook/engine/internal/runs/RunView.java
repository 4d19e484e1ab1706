package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.billhook.core.api.BillingRuns.RootResult;
import org.billhook.core.api.BillingRuns.Run;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.RunStore.RootRow;
import org.billhook.engine.port.RunStore.RunRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/** Shows stored runs as the API does. */
final class RunView {

    private RunView() {}

    static Run of(Store store, RunRow row) {
        return of(store, row, row.job());
    }

    static Run of(Store store, RunRow row, long job) {
        Map<State, Long> states = new EnumMap<>(State.class);
        states.putAll(store.runs().countByState(row.id()));
        Map<String, Money> totals = new TreeMap<>();
        store.requests()
                .totals(row.id())
                .forEach(total -> totals.put(total.getCurrencyUnit().getCode(), total));
        Map<String, String> plugins = new TreeMap<>();
        row.deciders()
                .forEach(decider ->
                        plugins.put(decider.role() + "/" + decider.id(), decider.bundle() + " " + decider.version()));
        return new Run(
                row.id(),
                job,
                OrderJson.read(row.orderJson()),
                row.state(),
                row.actor(),
                row.createdAt(),
                row.endedAt(),
                row.generation(),
                plugins,
                states.values().stream().mapToLong(Long::longValue).sum(),
                states,
                store.runs().lines(row.id()),
                totals,
                row.findings());
    }

    static List<RootResult> roots(Store store, List<RootRow> rows) {
        Set<Long> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.root()));
        Map<Long, ObjectRow> objects =
                ids.isEmpty() ? Map.of() : store.objects().byId(ids);
        List<RootResult> results = new ArrayList<>(rows.size());
        for (RootRow row : rows) {
            results.add(new RootResult(
                    objects.get(row.root()).ref(),
                    row.state(),
                    row.requests(),
                    row.lines(),
                    row.totals(),
                    row.findings()));
        }
        return results;
    }
}
