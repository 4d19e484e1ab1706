package org.billhook.engine.internal.objects;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;

/**
 * What is known of rows beyond the rows themselves. Each kind of fact is read when it is first asked for, for all rows at
 * once: the number of queries does not depend on how many rows there are. For one transaction.
 */
final class RowFacts {

    private final Supplier<Map<Long, ObjectRef>> refs;
    private final Supplier<Set<Long>> billed;
    private final Supplier<Map<Long, LocalDate>> firstActual;

    RowFacts(Store store, Collection<ObjectRow> rows) {
        refs = new Once<>(() -> refs(store, rows));
        billed = new Once<>(() -> billed(store, rows, store.objects().billed(ids(rows, row -> Stream.of(row.id())))));
        firstActual = new Once<>(() -> firstActual(store, rows));
    }

    /** @param billedBySource those of the rows of which a line that stands bills a source */
    RowFacts(Store store, Collection<ObjectRow> rows, Set<Long> billedBySource) {
        refs = new Once<>(() -> refs(store, rows));
        billed = new Once<>(() -> billed(store, rows, billedBySource));
        firstActual = new Once<>(() -> firstActual(store, rows));
    }

    Optional<ObjectRef> above(ObjectRow row) {
        return row.above().map(refs.get()::get);
    }

    Optional<ObjectRef> root(ObjectRow row) {
        return row.root().map(id -> id == row.id() ? row.ref() : refs.get().get(id));
    }

    /** Whether a line that stands bills a source of it, or was created for it as the item. */
    boolean billed(ObjectRow row) {
        return billed.get().contains(row.id());
    }

    /** For an item also in the hierarchy that it bills. */
    Optional<LocalDate> firstActual(ObjectRow row) {
        Optional<LocalDate> inHierarchy = billsRoot(row).map(firstActual.get()::get);
        return Stream.concat(row.firstActual().stream(), inHierarchy.stream()).min(LocalDate::compareTo);
    }

    private static Optional<Long> billsRoot(ObjectRow row) {
        return row.item().flatMap(ObjectRow.Item::billsRoot);
    }

    private static Map<Long, ObjectRef> refs(Store store, Collection<ObjectRow> rows) {
        Map<Long, ObjectRef> refs = new HashMap<>();
        rows.forEach(row -> refs.put(row.id(), row.ref()));
        Set<Long> others = ids(rows, row -> Stream.concat(row.above().stream(), row.root().stream()));
        others.removeAll(refs.keySet());
        if (!others.isEmpty()) {
            store.objects().byId(others).values().forEach(row -> refs.put(row.id(), row.ref()));
        }
        return refs;
    }

    private static Set<Long> billed(Store store, Collection<ObjectRow> rows, Set<Long> bySource) {
        Set<Long> billed = new HashSet<>(bySource);
        Set<Long> items = ids(rows, row -> row.item().stream().map(item -> row.id()));
        if (!items.isEmpty()) {
            billed.addAll(store.requests().standing(items).keySet());
        }
        return billed;
    }

    private static Map<Long, LocalDate> firstActual(Store store, Collection<ObjectRow> rows) {
        Set<Long> roots = ids(rows, row -> billsRoot(row).stream());
        return roots.isEmpty() ? Map.of() : store.objects().firstActualUnder(roots);
    }

    private static Set<Long> ids(Collection<ObjectRow> rows, Function<ObjectRow, Stream<Long>> of) {
        return rows.stream().flatMap(of).collect(Collectors.toCollection(HashSet::new));
    }

    private static final class Once<T> implements Supplier<T> {

        private Supplier<T> read;
        private T value;

        Once(Supplier<T> read) {
            this.read = read;
        }

        @Override
        public synchronized T get() {
            if (read != null) {
                value = read.get();
                read = null;
            }
            return value;
        }
    }
}
