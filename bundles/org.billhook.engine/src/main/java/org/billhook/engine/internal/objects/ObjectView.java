package org.billhook.engine.internal.objects;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.billhook.core.api.Page;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;

/** Rows as callers of the api see them: two queries, however many rows. */
final class ObjectView {

    private ObjectView() {}

    static StoredObject of(Store store, ObjectRow row) {
        return of(store, List.of(row)).get(0);
    }

    static Page<StoredObject> of(Store store, Page<ObjectRow> page) {
        return new Page<>(of(store, page.items()), page.next());
    }

    static List<StoredObject> of(Store store, List<ObjectRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Long, ObjectRef> refs = refs(store, rows);
        Set<Long> billed =
                store.objects().billed(rows.stream().map(ObjectRow::id).collect(Collectors.toSet()));
        return rows.stream()
                .map(row -> new StoredObject(
                        row.ref(),
                        row.name(),
                        row.status(),
                        row.phase(),
                        row.above().map(refs::get),
                        row.root().map(refs::get),
                        row.attributes(),
                        row.version(),
                        row.firstActual(),
                        billed.contains(row.id()),
                        row.warnings()))
                .toList();
    }

    private static Map<Long, ObjectRef> refs(Store store, List<ObjectRow> rows) {
        Map<Long, ObjectRef> refs = new HashMap<>();
        Set<Long> others = new HashSet<>();
        rows.forEach(row -> {
            refs.put(row.id(), row.ref());
            row.above().ifPresent(others::add);
            row.root().ifPresent(others::add);
        });
        others.removeAll(refs.keySet());
        if (!others.isEmpty()) {
            store.objects().byId(others).values().forEach(row -> refs.put(row.id(), row.ref()));
        }
        return refs;
    }
}
