package org.billhook.engine.internal.objects;

import java.util.List;
import org.billhook.core.api.Page;
import org.billhook.core.api.StoredObject;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;

/** Rows as callers of the api see them: the same number of queries however many rows there are. */
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
        return of(rows, new RowFacts(store, rows));
    }

    /** @param facts of these rows */
    static List<StoredObject> of(List<ObjectRow> rows, RowFacts facts) {
        return rows.stream()
                .map(row -> new StoredObject(
                        row.ref(),
                        row.name(),
                        row.status(),
                        row.phase(),
                        facts.above(row),
                        facts.root(row),
                        row.attributes(),
                        row.version(),
                        facts.firstActual(row),
                        facts.billed(row),
                        row.warnings()))
                .toList();
    }
}
