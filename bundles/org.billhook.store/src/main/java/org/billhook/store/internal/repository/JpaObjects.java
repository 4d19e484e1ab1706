package org.billhook.store.internal.repository;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.Page;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.ObjectStore;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.StoreException.Reason;
import org.billhook.store.internal.dialect.Dialect;
import org.billhook.store.internal.jpa.ObjectEntity;
import org.billhook.store.internal.repository.Ids.Sequence;
import org.billhook.store.internal.sql.Cursor;
import org.billhook.store.internal.sql.Sql;

/** Billing objects: rows as entities, what is searched by as rows of their own. */
final class JpaObjects implements ObjectStore {

    private static final int MOST_NAMED_BY = 1000;

    private final Session session;
    private final HeldObjects held;
    private final ObjectSearch search;

    JpaObjects(Session session) {
        this.session = session;
        search = new ObjectSearch(session.sql());
        held = session.heldObjects();
    }

    @Override
    public long nextId() {
        return session.id(Sequence.BILLING_OBJECT_ID);
    }

    @Override
    public ObjectRow insert(ObjectRow row, Map<String, String> indexed, Map<String, ObjectRef> references) {
        ObjectEntity entity = session.insert(new ObjectEntity(row));
        search.insert(row.id(), indexed, references);
        return held(entity.row());
    }

    @Override
    public ObjectRow update(ObjectRow row, Map<String, String> indexed, Map<String, ObjectRef> references) {
        ObjectEntity changed = session.changeVersion(ObjectEntity.class, row.id(), entity -> {
            if (entity.version() != row.version()) {
                throw new StoreException(
                        Reason.STALE,
                        "%s has version %d, not %d".formatted(row.ref(), entity.version(), row.version()),
                        null);
            }
            entity.take(row);
        });
        search.update(row.id(), indexed, references);
        return held(changed.row());
    }

    @Override
    public Hanging hanging(ObjectRow row) {
        long id = row.id();
        return new Hanging(
                session.sql().number("SELECT COUNT(*) FROM source WHERE object_id = ?", id),
                session.sql()
                        .number(
                                "SELECT COUNT(DISTINCT request_id) FROM request_item"
                                        + " WHERE item_id = ? OR root_id = ? OR receiver_id = ?",
                                id,
                                id,
                                id),
                row.root().equals(Optional.of(id))
                        ? session.sql().number("SELECT COUNT(*) FROM run_root WHERE root_id = ?", id)
                        : 0);
    }

    @Override
    public void delete(ObjectRow row) {
        held.forget();
        search.delete(row.id());
        session.sql().update("DELETE FROM opened WHERE root_id = ?", row.id());
        int deleted = session.sql()
                .update("DELETE FROM billing_object WHERE id = ? AND version = ?", row.id(), row.version());
        if (deleted != 1) {
            throw new StoreException(Reason.STALE, "%s is not at version %d".formatted(row.ref(), row.version()), null);
        }
    }

    private ObjectRow held(ObjectRow row) {
        held.put(row);
        return row;
    }

    @Override
    public Optional<ObjectRow> find(ObjectRef ref) {
        return Optional.ofNullable(find(Set.of(ref)).get(ref));
    }

    @Override
    public Map<ObjectRef, ObjectRow> find(Collection<ObjectRef> refs) {
        Map<ObjectRef, ObjectRow> found = new LinkedHashMap<>();
        refs.forEach(ref -> held.of(ref).ifPresent(row -> found.put(ref, row)));
        Map<String, List<String>> keysByKind = refs.stream()
                .filter(ref -> !found.containsKey(ref))
                .collect(Collectors.groupingBy(
                        ObjectRef::kind, TreeMap::new, Collectors.mapping(ObjectRef::key, Collectors.toList())));
        keysByKind.forEach((kind, keys) -> session.byKey(
                        ObjectRows.COLUMNS + " WHERE kind = ? AND object_key %s", List.of(kind), keys, ObjectRows::read)
                .forEach(row -> found.put(row.ref(), row)));
        return found;
    }

    @Override
    public Map<Long, ObjectRow> byId(Collection<Long> ids) {
        Map<Long, ObjectRow> found = new LinkedHashMap<>();
        rows(ids).forEach(row -> found.put(row.id(), row));
        return found;
    }

    @Override
    public Map<Long, ObjectRow> lock(Collection<Long> ids) {
        List<Long> ascending = List.copyOf(new TreeSet<>(ids));
        List<Long> free = ascending.stream().filter(id -> held.of(id).isEmpty()).toList();
        session.dialect().lock(session.sql(), "billing_object", free);
        rows(free).forEach(held::put);
        return byId(ascending);
    }

    @Override
    public Page<ObjectRow> list(BillingObjects.Query query, Page.Request page) {
        ObjectFilter filter = new ObjectFilter();
        query.kind().ifPresent(kind -> filter.and("kind = ?", kind));
        query.status().ifPresent(status -> filter.and("status = ?", status));
        query.above().ifPresent(above -> filter.and("above_id = (" + ObjectFilter.ID + ")", above.kind(), above.key()));
        query.root().ifPresent(root -> filter.and("root_id = (" + ObjectFilter.ID + ")", root.kind(), root.key()));
        query.attributes().forEach((name, value) -> filter.and(ObjectFilter.ATTRIBUTE, name, value));
        query.changedSince().ifPresent(moment -> filter.and("changed_at >= ?", moment));
        return switch (query.sort()) {
            case KEY -> byKey(filter, page, ">", "");
            case KEY_DESCENDING -> byKey(filter, page, "<", " DESC");
            case CHANGED -> byChange(filter, page, ">", "");
            case CHANGED_DESCENDING -> byChange(filter, page, "<", " DESC");
        };
    }

    private Page<ObjectRow> byKey(ObjectFilter filter, Page.Request page, String beyond, String direction) {
        Cursor.read(page, 2)
                .ifPresent(after -> filter.and(
                        "object_key %1$s= ? AND (object_key %1$s ? OR (object_key = ? AND kind %1$s ?))"
                                .formatted(beyond),
                        after.text(0),
                        after.text(0),
                        after.text(0),
                        after.text(1)));
        return page(
                filter,
                " ORDER BY object_key%1$s, kind%1$s".formatted(direction),
                page,
                row -> Cursor.of(row.ref().key(), row.ref().kind()));
    }

    private Page<ObjectRow> byChange(ObjectFilter filter, Page.Request page, String beyond, String direction) {
        Cursor.read(page, 2)
                .ifPresent(after -> filter.and(
                        "changed_at %1$s= ? AND (changed_at %1$s ? OR (changed_at = ? AND id %1$s ?))"
                                .formatted(beyond),
                        after.moment(0),
                        after.moment(0),
                        after.moment(0),
                        after.number(1)));
        return page(
                filter,
                " ORDER BY changed_at%1$s, id%1$s".formatted(direction),
                page,
                row -> Cursor.of(row.changedAt(), row.id()));
    }

    @Override
    public Page<ObjectRow> hierarchy(long root, Page.Request page) {
        ObjectFilter filter = new ObjectFilter();
        filter.and("root_id = ?", root);
        Cursor.read(page, 1).ifPresent(after -> filter.and("path > ?", after.text(0)));
        List<ObjectRow> rows = session.sql()
                .list(
                        ObjectRows.COLUMNS + filter.where() + " ORDER BY path FETCH FIRST ? ROWS ONLY",
                        ObjectRows::read,
                        filter.with(page.limit() + 1));
        return Cursor.page(rows, page, row -> Cursor.of(row.path()));
    }

    private Page<ObjectRow> page(
            ObjectFilter filter,
            String order,
            Page.Request page,
            java.util.function.Function<ObjectRow, String> cursor) {
        List<Long> ids = session.sql()
                .list(
                        filter.ids() + order + " FETCH FIRST ? ROWS ONLY",
                        row -> row.number(1),
                        filter.with(page.limit() + 1));
        return Cursor.page(rows(ids), page, cursor);
    }

    @Override
    public List<ObjectRef> namedBy(ObjectRef ref) {
        List<ObjectRef> refs = session.sql()
                .list(
                        "SELECT o.kind, o.object_key FROM billing_object o WHERE o.id IN"
                                + " (SELECT r.object_id FROM object_reference r WHERE r.target_kind = ? AND r.target_key = ?)"
                                + " ORDER BY o.object_key, o.kind FETCH FIRST ? ROWS ONLY",
                        row -> new ObjectRef(row.text(1), row.text(2)),
                        ref.kind(),
                        ref.key(),
                        MOST_NAMED_BY);
        return List.copyOf(refs);
    }

    @Override
    public List<ObjectRow> mentioning(String kind, ObjectRef ref) {
        String text = new String(JsonStringEncoder.getInstance().quoteAsString(ref.toString()))
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return inOrderOfKeys(session.sql()
                .list(
                        "SELECT id FROM billing_object WHERE kind = ? AND attributes LIKE ? ESCAPE '!'",
                        row -> row.number(1),
                        kind,
                        "%" + text + "%"));
    }

    @Override
    public Set<Long> rootsOfItems(ObjectRef document) {
        return new TreeSet<>(session.sql()
                .list(
                        "SELECT DISTINCT COALESCE(o.root_id, o.bills_root_id) FROM billing_object o"
                                + " JOIN object_reference r ON r.object_id = o.id WHERE r.target_kind = ? AND r.target_key = ?"
                                + " AND r.name = ? AND o.relevance IS NOT NULL"
                                + " AND COALESCE(o.root_id, o.bills_root_id) IS NOT NULL",
                        row -> row.number(1),
                        document.kind(),
                        document.key(),
                        ItemTerms.DOCUMENT));
    }

    @Override
    public Map<Long, Set<ObjectRef>> documents(Collection<Long> roots) {
        Map<Long, Set<ObjectRef>> documents = new TreeMap<>();
        session.byKey(
                "SELECT o.bills_root_id, r.target_kind, r.target_key"
                        + session.dialect().from() + "billing_object o"
                        + session.dialect().byIndex("billing_object_by_bills_root") + "JOIN object_reference r"
                        + session.dialect().joinedBy("object_reference_pk")
                        + "ON r.object_id = o.id AND r.name = ? WHERE o.bills_root_id %s",
                List.of(ItemTerms.DOCUMENT),
                roots,
                row -> documents
                        .computeIfAbsent(row.number(1), root -> new HashSet<>())
                        .add(new ObjectRef(row.text(2), row.text(3))));
        return documents;
    }

    @Override
    public List<ObjectRow> itemsBilling(ObjectRef element) {
        Set<Long> ids = new LinkedHashSet<>(session.sql()
                .list(
                        "SELECT id FROM billing_object WHERE bills_kind = ? AND bills_key = ?",
                        row -> row.number(1),
                        element.kind(),
                        element.key()));
        ids.addAll(session.sql()
                .list(
                        "SELECT i.id FROM billing_object i JOIN billing_object e ON i.bills_root_id = e.id"
                                + " WHERE e.kind = ? AND e.object_key = ?",
                        row -> row.number(1),
                        element.kind(),
                        element.key()));
        return inOrderOfKeys(ids);
    }

    @Override
    public Map<Long, List<ObjectRow>> itemsByRoot(Collection<Long> roots) {
        List<Long> ids =
                session.in("SELECT id FROM billing_object WHERE bills_root_id IN %s", roots, row -> row.number(1));
        Map<Long, List<ObjectRow>> byRoot = new TreeMap<>();
        for (ObjectRow row : inOrderOfKeys(ids)) {
            long root = row.item().flatMap(ObjectRow.Item::billsRoot).orElseThrow();
            byRoot.computeIfAbsent(root, head -> new ArrayList<>()).add(row);
        }
        return byRoot;
    }

    @Override
    public Map<Long, List<ObjectRow>> executing(Collection<Long> items) {
        List<Long> ids = session.in(
                "SELECT id FROM billing_object WHERE above_id IN %s AND executes", items, row -> row.number(1));
        Map<Long, List<ObjectRow>> byItem = new TreeMap<>();
        for (ObjectRow row : inOrderOfKeys(ids)) {
            byItem.computeIfAbsent(row.above().orElseThrow(), item -> new ArrayList<>())
                    .add(row);
        }
        return byItem;
    }

    @Override
    public List<Long> under(String path, int limit) {
        ObjectFilter under = ObjectFilter.under(path);
        return session.sql()
                .list(under.ids() + " ORDER BY path FETCH FIRST ? ROWS ONLY", row -> row.number(1), under.with(limit));
    }

    @Override
    public List<ObjectRow> children(long id) {
        return inOrderOfKeys(
                session.sql().list("SELECT id FROM billing_object WHERE above_id = ?", row -> row.number(1), id));
    }

    @Override
    public void move(String oldPath, String newPath, Optional<Long> oldRoot, Optional<Long> newRoot) {
        held.forget();
        ObjectFilter moved = ObjectFilter.under(oldPath);
        moved.andRoot(oldRoot);
        if (!oldRoot.equals(newRoot)) {
            // objects first: this waits for whoever posts on one of them, so that the sources are all there after it
            session.sql()
                    .update("UPDATE billing_object SET root_id = ?" + moved.where(), moved.after(newRoot.orElse(null)));
            new OpenedRoots(session).note(List.of(newRoot.orElse(0L)));
            ObjectFilter arrived = ObjectFilter.under(oldPath);
            arrived.andRoot(newRoot);
            List<Long> ids = session.sql().list(arrived.ids(), row -> row.number(1), arrived.with());
            for (List<Long> part : Session.parts(ids)) {
                // not by a subquery: with that Derby reads every source there is
                List<Object> parameters = new ArrayList<>(List.of(newRoot.orElse(0L)));
                parameters.addAll(part);
                session.sql()
                        .update(
                                "UPDATE source SET root_id = ? WHERE object_id IN " + Sql.marks(part.size()),
                                parameters);
            }
        }
        if (oldPath.equals(newPath)) {
            return;
        }
        ObjectFilter under = ObjectFilter.under(oldPath);
        session.sql()
                .update(
                        "UPDATE billing_object SET path = CAST(? AS VARCHAR(800)) || SUBSTR(path, CAST(? AS INTEGER))"
                                + under.where(),
                        under.after(newPath, oldPath.length() + 1));
    }

    @Override
    public Set<Long> billed(Collection<Long> ids) {
        return new TreeSet<>(session.in(
                "SELECT o.id FROM billing_object o WHERE o.id IN %s AND " + anythingBilled(session.dialect(), "o"),
                ids,
                row -> row.number(1)));
    }

    @Override
    public Optional<ObjectRef> firstBilled(String path, Optional<Long> root) {
        ObjectFilter filter = ObjectFilter.under(path);
        filter.andRoot(root);
        filter.and(anythingBilled(session.dialect(), "billing_object"));
        return session
                .sql()
                .list(
                        "SELECT kind, object_key FROM billing_object" + filter.where()
                                + " ORDER BY path FETCH FIRST 1 ROWS ONLY",
                        row -> new ObjectRef(row.text(1), row.text(2)),
                        filter.with())
                .stream()
                .findFirst();
    }

    @Override
    public Map<Long, LocalDate> firstActualUnder(Collection<Long> roots) {
        return session
                .in(
                        "SELECT root_id, MIN(first_actual) FROM billing_object"
                                + " WHERE root_id IN %s AND first_actual IS NOT NULL GROUP BY root_id",
                        roots, row -> Map.entry(row.number(1), row.date(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void notePosting(Map<Long, LocalDate> firstActualByObject) {
        held.forget(firstActualByObject.keySet());
        List<List<Object>> rows = new ArrayList<>();
        new TreeMap<>(firstActualByObject).forEach((id, date) -> rows.add(List.of(date, id, date)));
        session.sql()
                .batch(
                        "UPDATE billing_object SET first_actual = ?"
                                + " WHERE id = ? AND (first_actual IS NULL OR first_actual > ?)",
                        rows);
    }

    /**
     * By the sources of the object alone: joined, the balances of all objects may be read for those that are billed, as long as the
     * optimizer takes them for few.
     */
    static String anythingBilled(Dialect dialect, String table) {
        return dialect.exists("SELECT 1" + dialect.from() + "source s" + dialect.byIndex("source_by_object")
                + "WHERE s.object_id = " + table + ".id AND 0 <> (SELECT b.billed" + dialect.from() + "balance b"
                + dialect.by("balance_pk") + "WHERE b.source_id = s.id)");
    }

    /** In the order of the ids. */
    private List<ObjectRow> rows(Collection<Long> ids) {
        Map<Long, ObjectRow> found = new HashMap<>();
        ids.forEach(id -> held.of(id).ifPresent(row -> found.put(id, row)));
        List<Long> others = ids.stream().filter(id -> !found.containsKey(id)).toList();
        session.byKey(ObjectRows.COLUMNS + " WHERE id %s", List.of(), others, ObjectRows::read)
                .forEach(row -> found.put(row.id(), row));
        return ids.stream()
                .distinct()
                .filter(found::containsKey)
                .map(found::get)
                .toList();
    }

    private List<ObjectRow> inOrderOfKeys(Collection<Long> ids) {
        return rows(ids).stream()
                .sorted(java.util.Comparator.comparing(
                                (ObjectRow row) -> row.ref().key())
                        .thenComparing(row -> row.ref().kind()))
                .toList();
    }
}
