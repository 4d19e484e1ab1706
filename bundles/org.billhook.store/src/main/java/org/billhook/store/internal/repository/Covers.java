package org.billhook.store.internal.repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.billhook.engine.port.AuditStore.StoredRows;
import org.billhook.engine.port.Cover;
import org.billhook.store.internal.sql.Table;

/** What a transaction wrote of the tables that the chain of events holds. Rows that follow one another are covered together. */
final class Covers {

    private static final int MOST_TOGETHER = 1000;

    private final Map<Covered, Map<Long, TreeMap<Long, byte[]>>> rows = new EnumMap<>(Covered.class);
    private final Map<Covered, Set<Long>> alone = new EnumMap<>(Covered.class);
    private final Map<Covered, Set<Long>> changed = new EnumMap<>(Covered.class);
    private final RowDigests digests = new RowDigests();

    /** A row that was inserted, with its columns in the order of the table. */
    void add(Covered table, long id, Object[] row) {
        add(table, 0, id, row);
    }

    void add(Covered table, long group, long id, Object[] row) {
        rows.computeIfAbsent(table, key -> new TreeMap<>())
                .computeIfAbsent(group, key -> new TreeMap<>())
                .merge(id, digests.of(table, row), Covers::both);
    }

    /** A row that is changed later is covered by itself, now and then. */
    void addAlone(Covered table, long id, Object[] row) {
        add(table, id, row);
        alone.computeIfAbsent(table, key -> new HashSet<>()).add(id);
    }

    /** A row that was changed, or inserted by others: it is read at the end of the transaction. */
    void changed(Covered table, long id) {
        changed.computeIfAbsent(table, key -> new TreeSet<>()).add(id);
        alone.computeIfAbsent(table, key -> new HashSet<>()).add(id);
    }

    /** All of it, as text for the event; empty if nothing was written. */
    Optional<String> text(Session session) {
        changed.forEach((table, ids) -> ids.forEach(id -> read(session, digests, table, 0, id, id)
                .forEach((key, digest) -> rows.computeIfAbsent(table, covered -> new TreeMap<>())
                        .computeIfAbsent(0L, group -> new TreeMap<>())
                        .put(key, digest))));
        List<Cover> covers = new ArrayList<>();
        rows.forEach((table, groups) -> groups.forEach((group, byId) -> covers.addAll(covers(table, group, byId))));
        return covers.isEmpty() ? Optional.empty() : Optional.of(Cover.text(covers));
    }

    private List<Cover> covers(Covered table, long group, TreeMap<Long, byte[]> byId) {
        Set<Long> single = alone.getOrDefault(table, Set.of());
        List<Cover> covers = new ArrayList<>();
        List<byte[]> together = new ArrayList<>();
        long first = 0;
        long last = 0;
        for (Map.Entry<Long, byte[]> row : byId.entrySet()) {
            long id = row.getKey();
            boolean follows = !together.isEmpty()
                    && id - last <= table.gap()
                    && together.size() < MOST_TOGETHER
                    && !single.contains(id)
                    && !single.contains(last);
            if (!follows) {
                close(covers, table, group, first, last, together);
                first = id;
            }
            together.add(row.getValue());
            last = id;
        }
        close(covers, table, group, first, last, together);
        return covers;
    }

    private void close(List<Cover> covers, Covered table, long group, long first, long last, List<byte[]> together) {
        if (!together.isEmpty()) {
            covers.add(new Cover(table.table().name(), group, first, last, digests.of(together)));
            together.clear();
        }
    }

    /** Digests of rows as they are stored, by their keys. */
    private static TreeMap<Long, byte[]> read(
            Session session, RowDigests digests, Covered covered, long group, long first, long last) {
        Table table = covered.table();
        List<Object> parameters = new ArrayList<>();
        if (covered.hasGroups()) {
            parameters.add(group);
        }
        parameters.add(first);
        parameters.add(last);
        TreeMap<Long, byte[]> found = new TreeMap<>();
        session.sql()
                .list(
                        "SELECT %s, %s FROM %s%sWHERE %s"
                                .formatted(
                                        table.columnList(),
                                        covered.key(),
                                        table.name(),
                                        session.dialect().by(covered.primaryKey()),
                                        covered.condition()),
                        row -> found.merge(
                                row.number(table.width() + 1), digests.of(covered, covered.values(row)), Covers::both),
                        parameters);
        return found;
    }

    /** Of one key, in their order. */
    private static byte[] both(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /**
     * What rows come to that events once covered, as they are stored now. Those of a table that stand close together are read
     * together.
     *
     * @return number of rows and their digest, by {@link Cover#rows()}; nothing for a table that is none of the covered ones
     */
    static Map<String, StoredRows> stored(Session session, Collection<Cover> covers) {
        Map<String, StoredRows> stored = new HashMap<>();
        RowDigests digests = new RowDigests();
        Map<String, List<Cover>> byTable = new TreeMap<>();
        covers.forEach(cover -> byTable.computeIfAbsent(cover.table() + " " + cover.group(), key -> new ArrayList<>())
                .add(cover));
        byTable.values().forEach(list -> stored(session, digests, list, stored));
        return stored;
    }

    private static void stored(
            Session session, RowDigests digests, List<Cover> ofGroup, Map<String, StoredRows> stored) {
        Optional<Covered> table = Covered.of(ofGroup.get(0).table());
        if (table.isEmpty()) {
            return;
        }
        List<Cover> sorted =
                ofGroup.stream().sorted(Comparator.comparingLong(Cover::first)).toList();
        int from = 0;
        while (from < sorted.size()) {
            long first = sorted.get(from).first();
            long last = sorted.get(from).last();
            int to = from + 1;
            while (to < sorted.size() && Math.max(last, sorted.get(to).last()) - first < 2 * MOST_TOGETHER) {
                last = Math.max(last, sorted.get(to).last());
                to++;
            }
            TreeMap<Long, byte[]> rows =
                    read(session, digests, table.get(), sorted.get(from).group(), first, last);
            for (Cover cover : sorted.subList(from, to)) {
                Collection<byte[]> of = cover.last() < cover.first()
                        ? List.of()
                        : rows.subMap(cover.first(), true, cover.last(), true).values();
                stored.put(cover.rows(), new StoredRows(of.size(), digests.of(of)));
            }
            from = to;
        }
    }
}
