package org.billhook.engine.internal.objects;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;

/** An object with what its kind may look at; for one transaction. */
final class RowContext implements ObjectInContext {

    private final Store store;
    private final RowSnapshot object;
    private final Optional<ObjectSnapshot> before;
    private final Map<String, ObjectRef> references;

    /** @param references objects that the reference attributes name, by attribute */
    RowContext(Store store, ObjectRow row, Optional<ObjectRow> before, Map<String, ObjectRef> references) {
        this.store = store;
        this.object = new RowSnapshot(store, row);
        this.before = before.map(stored -> new RowSnapshot(store, stored));
        this.references = references;
    }

    @Override
    public ObjectSnapshot object() {
        return object;
    }

    @Override
    public Optional<ObjectSnapshot> before() {
        return before;
    }

    @Override
    public Optional<ObjectSnapshot> named(String attribute) {
        return Optional.ofNullable(references.get(attribute))
                .flatMap(store.objects()::find)
                .map(row -> new RowSnapshot(store, row));
    }

    @Override
    public List<ObjectRef> namedBy() {
        return store.objects().namedBy(object.ref());
    }

    @Override
    public List<ObjectRef> alsoNaming(String attribute) {
        ObjectRef named = references.get(attribute);
        if (named == null) {
            return List.of();
        }
        Map<ObjectRef, ObjectRow> rows = store.objects().find(store.objects().namedBy(named));
        return rows.values().stream()
                .filter(row -> !row.ref().equals(object.ref()))
                .filter(row -> named.toString().equals(row.attributes().get(attribute)))
                .map(ObjectRow::ref)
                .sorted(Comparator.comparing(ObjectRef::key))
                .toList();
    }
}
