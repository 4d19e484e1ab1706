package org.billhook.engine.internal.objects;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;

/** A row as plugins see it. What takes a query is read when it is first asked for; for one transaction. */
final class RowSnapshot implements ObjectSnapshot {

    private final ObjectRow row;
    private final Supplier<Optional<ObjectRef>> root;
    private final Supplier<Boolean> billed;
    private final Supplier<Optional<LocalDate>> firstActual;

    RowSnapshot(Store store, ObjectRow row) {
        this.row = row;
        root = new Once<>(() -> row.root().flatMap(id -> id == row.id() ? Optional.of(row.ref()) : ref(store, id)));
        billed = new Once<>(() -> billed(store, row));
        firstActual = new Once<>(() -> firstActual(store, row));
    }

    @Override
    public ObjectRef ref() {
        return row.ref();
    }

    @Override
    public String name() {
        return row.name();
    }

    @Override
    public String status() {
        return row.status();
    }

    @Override
    public Phase phase() {
        return row.phase();
    }

    @Override
    public Optional<ObjectRef> root() {
        return root.get();
    }

    @Override
    public Map<String, String> attributes() {
        return row.attributes();
    }

    @Override
    public boolean billed() {
        return billed.get();
    }

    @Override
    public Optional<LocalDate> firstActualPosting() {
        return firstActual.get();
    }

    static Optional<ObjectRef> ref(Store store, long id) {
        return Optional.ofNullable(store.objects().byId(Set.of(id)).get(id)).map(ObjectRow::ref);
    }

    private static boolean billed(Store store, ObjectRow row) {
        return store.objects().billed(Set.of(row.id())).contains(row.id())
                || (row.item().isPresent() && store.requests().stands(row.id()));
    }

    private static Optional<LocalDate> firstActual(Store store, ObjectRow row) {
        Optional<LocalDate> inHierarchy = row.item()
                .flatMap(ObjectRow.Item::billsRoot)
                .flatMap(id -> store.objects().firstActualUnder(id));
        return Stream.concat(row.firstActual().stream(), inHierarchy.stream()).min(LocalDate::compareTo);
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
