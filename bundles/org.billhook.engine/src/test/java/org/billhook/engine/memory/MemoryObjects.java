package org.billhook.engine.memory;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.Page;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.ObjectStore;
import org.billhook.engine.port.StoreException;

/** Billing objects. */
final class MemoryObjects implements ObjectStore {

    private final TreeMap<Long, ObjectRow> rows = new TreeMap<>();
    private final Map<Long, Map<String, String>> indexed = new HashMap<>();
    private final Map<Long, Map<String, ObjectRef>> references = new HashMap<>();
    private MemorySources sources;
    private long ids;

    void seeing(MemorySources those) {
        sources = those;
    }

    MemoryObjects copy() {
        MemoryObjects copy = new MemoryObjects();
        copy.rows.putAll(rows);
        copy.indexed.putAll(indexed);
        copy.references.putAll(references);
        copy.ids = ids;
        return copy;
    }

    @Override
    public long nextId() {
        return ++ids;
    }

    @Override
    public ObjectRow insert(ObjectRow row, Map<String, String> index, Map<String, ObjectRef> named) {
        if (find(row.ref()).isPresent()) {
            throw new StoreException(StoreException.Reason.DUPLICATE, row.ref() + " is taken", null);
        }
        return put(with(row, row.id(), row.root(), row.path(), 1), index, named);
    }

    @Override
    public ObjectRow update(ObjectRow row, Map<String, String> index, Map<String, ObjectRef> named) {
        if (rows.get(row.id()).version() != row.version()) {
            throw new StoreException(StoreException.Reason.STALE, row.ref() + " was changed", null);
        }
        return put(with(row, row.id(), row.root(), row.path(), row.version() + 1), index, named);
    }

    private ObjectRow put(ObjectRow row, Map<String, String> index, Map<String, ObjectRef> named) {
        rows.put(row.id(), row);
        indexed.put(row.id(), Map.copyOf(index));
        references.put(row.id(), Map.copyOf(named));
        return row;
    }

    @Override
    public Optional<ObjectRow> find(ObjectRef ref) {
        return where(row -> row.ref().equals(ref)).stream().findFirst();
    }

    @Override
    public Map<ObjectRef, ObjectRow> find(Collection<ObjectRef> refs) {
        return where(row -> refs.contains(row.ref())).stream().collect(Collectors.toMap(ObjectRow::ref, row -> row));
    }

    @Override
    public Map<Long, ObjectRow> byId(Collection<Long> ids) {
        return where(row -> ids.contains(row.id())).stream().collect(Collectors.toMap(ObjectRow::id, row -> row));
    }

    @Override
    public Map<Long, ObjectRow> lock(Collection<Long> ids) {
        return byId(ids);
    }

    @Override
    public Page<ObjectRow> list(BillingObjects.Query query, Page.Request page) {
        return new Page<>(
                where(row -> (query.kind().isEmpty()
                                || query.kind().get().equals(row.ref().kind()))
                        && (query.status().isEmpty() || query.status().get().equals(row.status()))
                        && (query.above().isEmpty()
                                || query.above()
                                        .flatMap(this::find)
                                        .map(ObjectRow::id)
                                        .equals(row.above()))
                        && (query.root().isEmpty()
                                || query.root()
                                        .flatMap(this::find)
                                        .map(ObjectRow::id)
                                        .equals(row.root()))
                        && indexed.get(row.id())
                                .entrySet()
                                .containsAll(query.attributes().entrySet())),
                Optional.empty());
    }

    @Override
    public Page<ObjectRow> hierarchy(long root, Page.Request page) {
        return new Page<>(
                where(row -> row.root().equals(Optional.of(root))).stream()
                        .sorted(Comparator.comparing(ObjectRow::path))
                        .toList(),
                Optional.empty());
    }

    @Override
    public List<ObjectRef> namedBy(ObjectRef ref) {
        return where(row -> references.get(row.id()).containsValue(ref)).stream()
                .map(ObjectRow::ref)
                .toList();
    }

    @Override
    public List<ObjectRow> itemsBilling(ObjectRef element) {
        Optional<Long> id = find(element).map(ObjectRow::id);
        return where(row -> row.item()
                .filter(item -> item.bills().equals(Optional.of(element))
                        || (id.isPresent() && item.billsRoot().equals(id)))
                .isPresent());
    }

    @Override
    public Map<Long, List<ObjectRow>> itemsByRoot(Collection<Long> roots) {
        return where(row -> row.item()
                        .flatMap(ObjectRow.Item::billsRoot)
                        .filter(roots::contains)
                        .isPresent())
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row.item().orElseThrow().billsRoot().orElseThrow()));
    }

    @Override
    public List<ObjectRow> children(long id) {
        return where(row -> row.above().equals(Optional.of(id)));
    }

    @Override
    public void move(String oldPath, String newPath, Optional<Long> oldRoot, Optional<Long> newRoot) {
        Set<Long> moved = new HashSet<>();
        for (ObjectRow row : where(row -> row.path().startsWith(oldPath))) {
            Optional<Long> root = row.root().equals(oldRoot) ? newRoot : row.root();
            rows.put(
                    row.id(),
                    with(row, row.id(), root, newPath + row.path().substring(oldPath.length()), row.version()));
            moved.add(row.id());
        }
        sources.follow(moved);
    }

    @Override
    public Set<Long> billed(Collection<Long> ids) {
        return sources.billed(ids);
    }

    @Override
    public Optional<ObjectRef> firstBilled(String path, Optional<Long> root) {
        List<ObjectRow> beneath =
                where(row -> row.path().startsWith(path) && row.root().equals(root));
        Set<Long> billed = billed(beneath.stream().map(ObjectRow::id).toList());
        return beneath.stream()
                .filter(row -> billed.contains(row.id()))
                .min(Comparator.comparing(ObjectRow::path))
                .map(ObjectRow::ref);
    }

    @Override
    public Optional<LocalDate> firstActualUnder(long root) {
        return where(row -> row.root().equals(Optional.of(root))).stream()
                .flatMap(row -> row.firstActual().stream())
                .min(Comparator.naturalOrder());
    }

    @Override
    public void notePosting(Map<Long, LocalDate> firstActualByObject) {
        firstActualByObject.forEach((id, date) -> rows.computeIfPresent(id, (key, row) -> {
            LocalDate first = row.firstActual().filter(date::isAfter).orElse(date);
            return new ObjectRow(
                    row.id(),
                    row.ref(),
                    row.name(),
                    row.status(),
                    row.phase(),
                    row.above(),
                    row.root(),
                    row.path(),
                    row.attributes(),
                    row.characteristics(),
                    row.item(),
                    Optional.of(first),
                    row.warnings(),
                    row.version());
        }));
    }

    private List<ObjectRow> where(Predicate<ObjectRow> condition) {
        return rows.values().stream()
                .filter(condition)
                .sorted(Comparator.comparing(row -> row.ref().key()))
                .toList();
    }

    private static ObjectRow with(ObjectRow row, long id, Optional<Long> root, String path, long version) {
        return new ObjectRow(
                id,
                row.ref(),
                row.name(),
                row.status(),
                row.phase(),
                row.above(),
                root,
                path,
                row.attributes(),
                row.characteristics(),
                row.item(),
                row.firstActual(),
                row.warnings(),
                version);
    }
}
