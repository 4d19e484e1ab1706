package org.billhook.engine.internal.objects;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;

/** What the reference attributes of some objects name: read once for all of them, when somebody first asks. */
final class NamedObjects {

    private final Store store;
    private final Map<Long, Map<String, ObjectRef>> references = new HashMap<>();
    private Map<ObjectRef, ObjectSnapshot> named;

    NamedObjects(Store store) {
        this.store = store;
    }

    /** One object alone. */
    static Function<String, Optional<ObjectSnapshot>> of(Store store, ObjectRow row, List<Attribute> attributes) {
        NamedObjects alone = new NamedObjects(store);
        alone.add(row, attributes);
        return alone.of(row);
    }

    void add(ObjectRow row, List<Attribute> attributes) {
        references.put(
                row.id(), new AttributeSchema(row.ref().kind(), attributes, List.of()).references(row.attributes()));
    }

    Function<String, Optional<ObjectSnapshot>> of(ObjectRow row) {
        Map<String, ObjectRef> ofRow = references.getOrDefault(row.id(), Map.of());
        return attribute -> Optional.ofNullable(ofRow.get(attribute)).flatMap(this::find);
    }

    private Optional<ObjectSnapshot> find(ObjectRef ref) {
        if (named == null) {
            Set<ObjectRef> all = new HashSet<>();
            references.values().forEach(ofRow -> all.addAll(ofRow.values()));
            List<ObjectRow> rows = List.copyOf(store.objects().find(all).values());
            RowFacts facts = new RowFacts(store, rows);
            named = new HashMap<>();
            rows.forEach(row -> named.put(row.ref(), new RowSnapshot(row, facts)));
        }
        return Optional.ofNullable(named.get(ref));
    }
}
