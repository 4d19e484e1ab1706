package org.billhook.store.internal.repository;

import java.util.ArrayList;
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

/** What a transaction wrote of the tables that the chain of events holds. Rows that follow one another are covered together. */
final class Covers {

    private static final int MOST_TOGETHER = 1000;

    private final Map<Covered, Map<Long, Digests>> rows = new EnumMap<>(Covered.class);
    private final Map<Covered, Set<Long>> alone = new EnumMap<>(Covered.class);
    private final Map<Covered, Set<Long>> changed = new EnumMap<>(Covered.class);
    private final RowDigests digests = new RowDigests();

    /** A row that was inserted, with its columns in the order of the table. */
    void add(Covered table, long id, Object[] row) {
        add(table, 0, id, row);
    }

    void add(Covered table, long group, long id, Object[] row) {
        begin(table, group).add(id, digests.of(table, row));
    }

    /** A group, which may stay without rows. */
    Digests begin(Covered table, long group) {
        return rows.computeIfAbsent(table, key -> new TreeMap<>()).computeIfAbsent(group, key -> new Digests());
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
        changed.forEach((table, ids) -> {
            Digests now = begin(table, 0).without(ids);
            ids.forEach(id -> read(session, digests, table, 0, id, id, now));
            rows.get(table).put(0L, now);
        });
        List<Cover> covers = new ArrayList<>();
        rows.forEach((table, groups) -> groups.forEach((group, found) -> covers.addAll(
                table.isWhole() ? whole(table, group, found.sorted()) : covers(table, group, found.sorted()))));
        return covers.isEmpty() ? Optional.empty() : Optional.of(Cover.text(covers));
    }

    private List<Cover> covers(Covered table, long group, Digests found) {
        Set<Long> single = alone.getOrDefault(table, Set.of());
        List<Cover> covers = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= found.size(); i++) {
            if (i == found.size() || !follows(table, single, found, from, i)) {
                covers.add(cover(table, group, found.key(from), found.key(i - 1), found, from, i));
                from = i;
            }
        }
        return covers;
    }

    private static boolean follows(Covered table, Set<Long> single, Digests found, int from, int index) {
        long last = found.key(index - 1);
        long key = found.key(index);
        return key == last
                || key - last <= table.gap()
                        && index - from < MOST_TOGETHER
                        && !single.contains(key)
                        && !single.contains(last);
    }

    /** From the least to the greatest key that there can be, so that no other row can be between them. */
    private List<Cover> whole(Covered table, long group, Digests found) {
        List<Cover> covers = new ArrayList<>();
        int from = 0;
        long first = 0;
        for (int i = MOST_TOGETHER; i < found.size(); i++) {
            if (i - from >= MOST_TOGETHER && found.key(i) != found.key(i - 1)) {
                covers.add(cover(table, group, first, found.key(i) - 1, found, from, i));
                from = i;
                first = found.key(i);
            }
        }
        covers.add(cover(table, group, first, Cover.LAST, found, from, found.size()));
        return covers;
    }

    private Cover cover(Covered table, long group, long first, long last, Digests found, int from, int to) {
        return new Cover(table.cover(), group, first, last, digests.of(found, from, to));
    }

    /** Adds digests of rows as they are stored, in the order of their keys. */
    private static void read(
            Session session, RowDigests digests, Covered covered, long group, long first, long last, Digests found) {
        List<Object> parameters = new ArrayList<>();
        if (covered.hasGroups()) {
            parameters.add(group);
        }
        parameters.add(first);
        parameters.add(last);
        int key = covered.table().width() + 1;
        session.sql()
                .list(
                        covered.query(session.dialect()),
                        row -> {
                            found.add(row.number(key), digests.of(covered, covered.values(row)));
                            return found;
                        },
                        parameters);
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
            Digests read = new Digests();
            read(session, digests, table.get(), sorted.get(from).group(), first, last, read);
            Digests found = read.sorted();
            for (Cover cover : sorted.subList(from, to)) {
                int start = found.from(cover.first());
                int end = Math.max(start, found.from(cover.last() + 1));
                stored.put(cover.rows(), new StoredRows(end - start, digests.of(found, start, end)));
            }
            from = to;
        }
    }
}
