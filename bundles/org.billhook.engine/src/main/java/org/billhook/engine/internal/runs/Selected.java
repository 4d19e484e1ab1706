package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns.Selection;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;

/** Which sources an order looks at, its objects by path. Immutable. */
final class Selected {

    private final Set<String> kinds;
    private final List<String> within;
    private final List<String> without;

    private Selected(Set<String> kinds, List<String> within, List<String> without) {
        this.kinds = kinds;
        this.within = within;
        this.without = without;
    }

    /** @throws BillhookException UNKNOWN for an object that does not exist */
    static Selected of(Store store, Selection selection) {
        return new Selected(selection.kinds(), paths(store, selection.within()), paths(store, selection.without()));
    }

    private static List<String> paths(Store store, List<ObjectRef> refs) {
        if (refs.isEmpty()) {
            return List.of();
        }
        Map<ObjectRef, ObjectRow> rows = store.objects().find(refs);
        List<String> paths = new ArrayList<>(refs.size());
        for (ObjectRef ref : refs) {
            if (!rows.containsKey(ref)) {
                throw BillhookException.unknown("billing object", ref);
            }
            paths.add(rows.get(ref).path());
        }
        return paths;
    }

    boolean has(String kind, ObjectRow object) {
        return (kinds.isEmpty() || kinds.contains(kind))
                && (within.isEmpty() || within.stream().anyMatch(object.path()::startsWith))
                && without.stream().noneMatch(object.path()::startsWith);
    }
}
