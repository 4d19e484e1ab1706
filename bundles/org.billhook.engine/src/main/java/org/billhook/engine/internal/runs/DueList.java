package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.billhook.core.api.BillingRuns.DueRoot;
import org.billhook.core.api.Page;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.OwnSource;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceStore.Due;
import org.billhook.engine.port.Store;

/** What is due by root, the item that would bill it, and why that can't be done now. */
final class DueList {

    /** Stands for the sources that belong to no root. */
    static final ObjectRef NO_ROOT = new ObjectRef("none", "no-root");

    private final Store store;
    private final RunInputs inputs;

    DueList(Store store, RunInputs inputs) {
        this.store = store;
        this.inputs = inputs;
    }

    Page<DueRoot> page(Page.Request request) {
        // roots have ids above zero, so -1 lets those without a root come first
        long after = request.after().map(Long::parseLong).orElse(-1L);
        List<Due> due = store.sources().due(inputs.order.keyDate(), inputs.neverSettled(), after, request.limit());
        Map<Long, ObjectRow> roots = store.objects()
                .byId(due.stream().map(Due::root).filter(id -> id != 0).collect(Collectors.toSet()));
        Map<Long, List<ItemOfRoot>> items = RootBilling.items(store, inputs, List.copyOf(roots.values()));
        List<DueRoot> rows = new ArrayList<>(due.size());
        for (Due root : due) {
            rows.add(
                    root.root() == 0
                            ? unassigned(root)
                            : row(root, roots.get(root.root()), items.getOrDefault(root.root(), List.of())));
        }
        Optional<String> next = due.size() < request.limit()
                ? Optional.empty()
                : Optional.of(Long.toString(due.get(due.size() - 1).root()));
        return new Page<>(rows, next);
    }

    /** The first service date, where there is one. */
    private static Optional<LocalDate> day(Due due) {
        return Optional.of(due.first()).filter(day -> !day.equals(OwnSource.ANY_DAY));
    }

    private static DueRoot unassigned(Due due) {
        Finding reason = Finding.error(
                "NO_ROOT", "These sources stand on objects that no item bills: assign an item to them or above them");
        return new DueRoot(
                NO_ROOT, Optional.empty(), Optional.empty(), Optional.empty(), due.count(), day(due), List.of(reason));
    }

    private static DueRoot row(Due due, ObjectRow root, List<ItemOfRoot> items) {
        Optional<ItemOfRoot> chosen =
                items.stream().filter(ItemOfRoot::billable).findFirst();
        List<Finding> reasons = new ArrayList<>();
        if (items.isEmpty()) {
            reasons.add(RootBilling.noItem(root.ref()));
        } else if (chosen.isEmpty()) {
            items.forEach(item -> reasons.addAll(item.reasons));
        }
        items.forEach(item -> reasons.addAll(item.notes));
        Optional<ItemOfRoot> shown = chosen.or(() -> items.stream().findFirst());
        return new DueRoot(
                root.ref(),
                shown.map(ItemOfRoot::ref),
                shown.map(item -> item.row.item().orElseThrow().relevance()),
                shown.map(ItemOfRoot::party),
                due.count(),
                day(due),
                reasons);
    }
}
