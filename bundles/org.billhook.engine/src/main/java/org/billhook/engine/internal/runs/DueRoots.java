package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceStore.Due;
import org.billhook.engine.port.SourceStore.OpenSum;
import org.billhook.engine.port.Store;

/** Looks at roots of which something is open. */
final class DueRoots {

    private final Store store;
    private final RunInputs inputs;

    DueRoots(Store store, RunInputs inputs) {
        this.store = store;
        this.inputs = inputs;
    }

    /** Some roots after one, by id. */
    record Batch(List<LookedRoot> roots, Optional<Long> last) {}

    /** @param after -1 for the beginning: roots have ids above zero, and what has none comes first */
    Batch after(long after, int limit) {
        Set<String> except = inputs.neverSettled();
        List<Long> due = store.sources().due(inputs.order.keyDate(), except, after, limit).stream()
                .map(Due::root)
                .toList();
        return new Batch(of(due, except), due.size() < limit ? Optional.empty() : Optional.of(due.get(due.size() - 1)));
    }

    List<LookedRoot> of(Collection<Long> roots) {
        return of(roots, inputs.neverSettled());
    }

    private List<LookedRoot> of(Collection<Long> roots, Set<String> except) {
        if (roots.isEmpty()) {
            return List.of();
        }
        Map<Long, List<OpenSum>> sums = new HashMap<>();
        Set<Long> ids = new HashSet<>(roots);
        for (OpenSum sum : store.sources().openSums(roots, inputs.order.keyDate(), except)) {
            sums.computeIfAbsent(sum.root(), root -> new ArrayList<>()).add(sum);
            ids.add(sum.object());
        }
        ids.remove(0L);
        Map<Long, ObjectRow> objects = store.objects().byId(ids);
        List<ObjectRow> heads =
                roots.stream().filter(objects::containsKey).map(objects::get).toList();
        Map<Long, List<ItemOfRoot>> items = RootBilling.items(store, inputs, heads);
        return roots.stream()
                .map(root -> new LookedRoot(
                        inputs,
                        root,
                        Optional.ofNullable(objects.get(root)),
                        items.getOrDefault(root, List.of()),
                        sums.getOrDefault(root, List.of()),
                        objects))
                .filter(LookedRoot::isDue)
                .toList();
    }
}
