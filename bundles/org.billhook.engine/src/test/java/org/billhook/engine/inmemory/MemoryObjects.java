package org.billhook.engine.inmemory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.Page;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.ObjectStore;
import org.billhook.engine.port.StoreException;

final class MemoryObjects implements ObjectStore {

    private final Undo.Table<Long, ObjectRow> rows;
    private final Undo.Table<Long, Map<String, ObjectRef>> references;
    private final MemoryStore store;
    private final Map<ObjectRef, Long> ids = new HashMap<>();
    private long next = 1;

    MemoryObjects(Undo undo, MemoryStore store) {
        rows = undo.table();
        references = undo.table();
        this.store = store;
    }

    @Override
    public long nextId() {
        return next++;
    }

    @Override
    public ObjectRow insert(ObjectRow row, Map<String, String> indexed, Map<String, ObjectRef> refs) {
        if (find(row.ref()).isPresent()) {
            throw new StoreException(StoreException.Reason.DUPLICATE, row.ref() + " exists", null);
        }
        long id = row.id();
        ObjectRow stored = copy(row, id, row.root(), row.path(), row.firstActual(), 1);
        rows.put(id, stored);
        ids.put(row.ref(), id);
        references.put(id, Map.copyOf(refs));
        return stored;
    }

    @Override
    public ObjectRow update(ObjectRow row, Map<String, String> indexed, Map<String, ObjectRef> refs) {
        if (rows.get(row.id()).version() != row.version()) {
            throw new StoreException(StoreException.Reason.STALE, row.ref() + " was changed", null);
        }
        ObjectRow stored = copy(row, row.id(), row.root(), row.path(), row.firstActual(), row.version() + 1);
        rows.put(row.id(), stored);
        references.put(row.id(), Map.copyOf(refs));
        return stored;
    }

    @Override
    public Hanging hanging(ObjectRow row) {
        long sources = store.sources.all().stream()
                .filter(source -> source.object() == row.id())
                .count();
        return new Hanging(sources, 0, 0);
    }

    @Override
    public void delete(ObjectRow row) {
        rows.remove(row.id());
        references.remove(row.id());
    }

    private static ObjectRow copy(
            ObjectRow row, long id, Optional<Long> root, String path, Optional<LocalDate> first, long version) {
        return new ObjectRow(
                id,
                row.ref(),
                row.name(),
                row.status(),
                row.phase(),
                row.above(),
                root,
                path,
                row.executes(),
                row.attributes(),
                row.characteristics(),
                row.item(),
                first,
                row.warnings(),
                version,
                row.changedAt());
    }

    ObjectRow row(long id) {
        return rows.get(id);
    }

    @Override
    public Optional<ObjectRow> find(ObjectRef ref) {
        return Optional.ofNullable(ids.get(ref)).map(rows::get);
    }

    @Override
    public Map<ObjectRef, ObjectRow> find(Collection<ObjectRef> refs) {
        Map<ObjectRef, ObjectRow> found = new LinkedHashMap<>();
        refs.forEach(ref -> find(ref).ifPresent(row -> found.put(ref, row)));
        return found;
    }

    @Override
    public Map<Long, ObjectRow> byId(Collection<Long> wanted) {
        Map<Long, ObjectRow> found = new LinkedHashMap<>();
        for (Long id : new TreeSet<>(wanted)) {
            if (rows.get(id) != null) {
                found.put(id, rows.get(id));
            }
        }
        return found;
    }

    @Override
    public Map<Long, ObjectRow> lock(Collection<Long> wanted) {
        return byId(wanted);
    }

    @Override
    public Page<ObjectRow> list(BillingObjects.Query query, Page.Request page) {
        return Pages.of(
                all().filter(row -> query.kind().isEmpty()
                                || query.kind().get().equals(row.ref().kind()))
                        .filter(row ->
                                query.status().isEmpty() || query.status().get().equals(row.status()))
                        .filter(row -> query.root().isEmpty()
                                || Optional.ofNullable(ids.get(query.root().get()))
                                        .equals(row.root()))
                        .filter(row -> query.above().isEmpty()
                                || Optional.ofNullable(ids.get(query.above().get()))
                                        .equals(row.above()))
                        .filter(row -> row.attributes()
                                .entrySet()
                                .containsAll(query.attributes().entrySet()))
                        .filter(row -> query.changedSince()
                                .filter(row.changedAt()::isBefore)
                                .isEmpty())
                        .sorted(order(query.sort()))
                        .toList(),
                page);
    }

    private static Comparator<ObjectRow> order(BillingObjects.Sort sort) {
        Comparator<ObjectRow> byKey = Comparator.comparing(row -> row.ref().toString());
        Comparator<ObjectRow> byChange =
                Comparator.comparing(ObjectRow::changedAt).thenComparing(ObjectRow::id);
        return switch (sort) {
            case KEY -> byKey;
            case KEY_DESCENDING -> byKey.reversed();
            case CHANGED -> byChange;
            case CHANGED_DESCENDING -> byChange.reversed();
        };
    }

    @Override
    public Page<ObjectRow> hierarchy(long root, Page.Request page) {
        return Pages.of(
                all().filter(row -> row.root().equals(Optional.of(root)))
                        .sorted(Comparator.comparing(ObjectRow::path))
                        .toList(),
                page);
    }

    @Override
    public List<ObjectRef> namedBy(ObjectRef ref) {
        return all().filter(row -> references.get(row.id()).containsValue(ref))
                .sorted(byKey())
                .map(ObjectRow::ref)
                .toList();
    }

    @Override
    public List<ObjectRow> mentioning(String kind, ObjectRef ref) {
        return all().filter(row -> row.ref().kind().equals(kind))
                .filter(row -> row.attributes().values().stream().anyMatch(value -> value.contains(ref.toString())))
                .sorted(byKey())
                .toList();
    }

    @Override
    public Set<Long> rootsOfItems(ObjectRef document) {
        return all().filter(row -> row.item().isPresent())
                .filter(row -> document.equals(references.get(row.id()).get(ItemTerms.DOCUMENT)))
                .flatMap(row -> row.root().or(() -> row.item().flatMap(ObjectRow.Item::billsRoot)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Map<Long, Set<ObjectRef>> documents(Collection<Long> roots) {
        Map<Long, Set<ObjectRef>> documents = new TreeMap<>();
        itemsByRoot(roots)
                .forEach((root, items) -> documents.put(
                        root,
                        items.stream()
                                .flatMap(item ->
                                        Optional.ofNullable(
                                                references.get(item.id()).get(ItemTerms.DOCUMENT))
                                                .stream())
                                .collect(Collectors.toSet())));
        return documents;
    }

    @Override
    public List<ObjectRow> itemsBilling(ObjectRef element) {
        return all().filter(row -> row.item()
                        .filter(item -> item.bills()
                                .map(element::equals)
                                .orElse(row.ref().equals(element)))
                        .isPresent())
                .sorted(byKey())
                .toList();
    }

    @Override
    public Map<Long, List<ObjectRow>> itemsByRoot(Collection<Long> roots) {
        return all().filter(row -> row.item()
                        .flatMap(ObjectRow.Item::billsRoot)
                        .filter(roots::contains)
                        .isPresent())
                .sorted(byKey())
                .collect(Collectors.groupingBy(
                        row -> row.item().orElseThrow().billsRoot().orElseThrow()));
    }

    private static Comparator<ObjectRow> byKey() {
        return Comparator.comparing(row -> row.ref().key());
    }

    @Override
    public Map<Long, List<ObjectRow>> executing(Collection<Long> items) {
        return all().filter(row -> row.executes() && items.contains(row.above().orElseThrow()))
                .collect(Collectors.groupingBy(row -> row.above().orElseThrow()));
    }

    @Override
    public List<Long> under(String path, int limit) {
        return all().filter(row -> row.path().startsWith(path))
                .sorted(Comparator.comparing(ObjectRow::path))
                .map(ObjectRow::id)
                .limit(limit)
                .toList();
    }

    @Override
    public List<ObjectRow> children(long id) {
        return all().filter(row -> row.above().equals(Optional.of(id))).toList();
    }

    @Override
    public void move(String oldPath, String newPath, Optional<Long> oldRoot, Optional<Long> newRoot) {
        for (ObjectRow row : new ArrayList<>(rows.rows().values())) {
            if (row.path().startsWith(oldPath)) {
                Optional<Long> root = row.root().equals(oldRoot) ? newRoot : row.root();
                String path = newPath + row.path().substring(oldPath.length());
                rows.put(row.id(), copy(row, row.id(), root, path, row.firstActual(), row.version()));
                store.memorySources().follow(row.id(), root);
            }
        }
    }

    @Override
    public Set<Long> billed(Collection<Long> objects) {
        return store.memorySources().all().stream()
                .filter(row -> objects.contains(row.object()))
                .filter(row -> !store.memoryLedger()
                        .balance(row.id())
                        .balance()
                        .get(Term.BILLED)
                        .isZero())
                .map(row -> row.object())
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<ObjectRef> firstBilled(String path, Optional<Long> root) {
        Set<Long> billed = billed(rows.rows().keySet());
        return all().filter(row -> row.path().startsWith(path) && row.root().equals(root))
                .filter(row -> billed.contains(row.id()))
                .min(Comparator.comparing(ObjectRow::path))
                .map(ObjectRow::ref);
    }

    @Override
    public Map<Long, LocalDate> firstActualUnder(Collection<Long> roots) {
        return all().filter(row -> row.firstActual().isPresent())
                .filter(row -> row.root().filter(roots::contains).isPresent())
                .collect(Collectors.toMap(
                        row -> row.root().orElseThrow(),
                        row -> row.firstActual().orElseThrow(),
                        (one, other) -> one.isBefore(other) ? one : other));
    }

    @Override
    public void notePosting(Map<Long, LocalDate> firstActualByObject) {
        firstActualByObject.forEach((id, date) -> {
            ObjectRow row = rows.get(id);
            if (row.firstActual().isEmpty() || row.firstActual().get().isAfter(date)) {
                rows.put(id, copy(row, id, row.root(), row.path(), Optional.of(date), row.version()));
            }
        });
    }

    private Stream<ObjectRow> all() {
        return rows.rows().values().stream();
    }
}
