package org.billhook.engine.internal.audit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.billhook.core.api.Events.Event;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.AuditStore.Moved;
import org.billhook.engine.port.AuditStore.StoredRows;
import org.billhook.engine.port.Cover;
import org.billhook.engine.port.Transactions;

/**
 * Compares rows with what the events that cover them say they were. A row that is changed is covered anew, so the last event counts: what
 * differs is kept until one says so too. Not for more than one thread.
 */
final class CoverAudit {

    private static final int MOST = 100;
    private static final int IDS = 10_000;
    private static final long RANGE = 50_000;
    private static final String SOURCES = "source";
    private static final String ENTRIES = "entry";
    private static final String ACTS = "act";

    private final Transactions transactions;
    private final SourceAudit sources;
    private final Map<String, BitSet> covered = new TreeMap<>();
    /** By act, the first and last sources of ranges of entries. */
    private final Map<Long, NavigableMap<Long, Long>> coveredEntries = new HashMap<>();

    private final Map<String, Differing> differing = new LinkedHashMap<>();
    private final List<Finding> unreadable = new ArrayList<>();

    /** @param event that covers the rows */
    private record Differing(long event, Cover cover, StoredRows stored) {}

    CoverAudit(Transactions transactions) {
        this.transactions = transactions;
        this.sources = new SourceAudit(transactions);
    }

    void next(List<Event> page) {
        Map<String, Cover> newest = new LinkedHashMap<>();
        Map<String, Long> eventOf = new HashMap<>();
        for (Event event : page) {
            for (Cover cover : covers(event)) {
                newest.put(cover.rows(), cover);
                eventOf.put(cover.rows(), event.number());
            }
        }
        if (newest.isEmpty()) {
            return;
        }
        Map<String, StoredRows> stored = stored(newest.values().stream().toList());
        newest.forEach((rows, cover) -> compare(eventOf.get(rows), cover, stored.get(rows)));
    }

    private List<Cover> covers(Event event) {
        try {
            return event.covers().map(Cover::parse).orElse(List.of());
        } catch (IllegalArgumentException e) {
            unreadable.add(
                    Finding.error("ROWS_CHANGED", "What rows event %d covers can't be read".formatted(event.number())));
            return List.of();
        }
    }

    private Map<String, StoredRows> stored(List<Cover> covers) {
        return Retry.call(transactions, store -> store.audit().covered(covers));
    }

    private void compare(long event, Cover cover, StoredRows stored) {
        if (cover.table().equals(ENTRIES)) {
            coveredEntries
                    .computeIfAbsent(cover.group(), act -> new TreeMap<>())
                    .put(cover.first(), cover.last());
        } else if (cover.group() == 0 && cover.last() < Integer.MAX_VALUE && cover.first() <= cover.last()) {
            covered.computeIfAbsent(cover.table(), table -> new BitSet())
                    .set((int) cover.first(), (int) cover.last() + 1);
        }
        if (stored != null && stored.digest().equals(cover.digest())) {
            differing.remove(cover.rows());
        } else {
            differing.put(cover.rows(), new Differing(event, cover, stored));
        }
    }

    /** What differs now, to be given back to {@link #findings} when all events of before are read. */
    Set<String> differing() {
        return new TreeSet<>(differing.keySet());
    }

    /** Rows that no event covers though older ones of their table are covered; likewise to be given back. */
    List<Cover> uncovered() {
        List<Cover> uncovered = new ArrayList<>();
        covered.forEach((table, ids) -> {
            long after = ids.nextSetBit(0);
            List<Long> page = ids(table, after);
            while (!page.isEmpty() && uncovered.size() < MOST) {
                for (long id : page) {
                    if (!isCovered(table, id)) {
                        uncovered.add(new Cover(table, 0, id, id, ""));
                    }
                }
                page = ids(table, page.get(page.size() - 1));
            }
        });
        if (covered.containsKey(ACTS)) {
            uncovered.addAll(uncoveredEntries(covered.get(ACTS).nextSetBit(0)));
        }
        return uncovered;
    }

    private List<Cover> uncoveredEntries(long firstAct) {
        List<Cover> uncovered = new ArrayList<>();
        long last = Retry.call(transactions, store -> store.ledger().lastSource());
        for (long after = 0; after < last && uncovered.size() < MOST; after += RANGE) {
            long from = after;
            for (Moved entry : Retry.call(
                    transactions, store -> store.audit().moved(firstAct, from, Math.min(last, from + RANGE)))) {
                Cover one = new Cover(ENTRIES, entry.act(), entry.source(), entry.source(), "");
                if (!isCovered(one)) {
                    uncovered.add(one);
                }
            }
        }
        return uncovered;
    }

    private List<Long> ids(String table, long after) {
        return Retry.call(transactions, store -> store.audit().coverable(table, after, IDS));
    }

    private boolean isCovered(String table, long id) {
        return id >= Integer.MAX_VALUE || covered.get(table).get((int) id);
    }

    /** @param one of one key */
    private boolean isCovered(Cover one) {
        if (!one.table().equals(ENTRIES)) {
            return isCovered(one.table(), one.first());
        }
        Map.Entry<Long, Long> range = coveredEntries
                .getOrDefault(one.group(), Collections.emptyNavigableMap())
                .floorEntry(one.first());
        return range != null && one.first() <= range.getValue();
    }

    /** Ids of the sources that events cover. */
    BitSet coveredSources() {
        return covered.getOrDefault(SOURCES, new BitSet());
    }

    /**
     * Looks once more at what differs.
     *
     * @param before what differed before the last events were read
     * @param uncovered what no event covered then
     */
    List<Finding> findings(Set<String> before, List<Cover> uncovered) {
        List<Differing> left = differing.values().stream()
                .filter(row -> before.contains(row.cover().rows()))
                .limit(MOST)
                .toList();
        Map<String, StoredRows> again =
                stored(left.stream().map(Differing::cover).toList());
        List<Finding> findings = new ArrayList<>(unreadable);
        for (Differing row : left) {
            StoredRows stored = again.get(row.cover().rows());
            if (stored == null || !stored.digest().equals(row.cover().digest())) {
                findings.add(finding(row.event(), row.cover(), stored == null ? 0 : stored.count()));
            }
        }
        uncovered.stream()
                .filter(row -> !isCovered(row))
                .limit(MOST)
                .forEach(row -> findings.add(Finding.error(
                        "ROWS_WITHOUT_EVENT", "%s: no event says that this was written".formatted(rows(row)))));
        return findings;
    }

    private Finding finding(long event, Cover cover, long there) {
        long wanted = cover.last() - cover.first() + 1;
        boolean isOfSources = cover.table().equals(ENTRIES) || cover.table().equals(Cover.BILLED);
        String what = there == wanted || isOfSources
                ? "not what was written with event %d".formatted(event)
                : "not all there: %d of %d that were written with event %d".formatted(there, wanted, event);
        return Finding.error("ROWS_CHANGED", "%s: %s".formatted(rows(cover), what) + named(cover));
    }

    /** Which of several sources it is, where their fingerprints tell. */
    private String named(Cover cover) {
        if (!cover.table().equals(SOURCES) || cover.first() == cover.last()) {
            return "";
        }
        List<Long> changed = sources.changed(cover.first() - 1, cover.last());
        return changed.isEmpty() ? "" : "; by its fingerprint source " + changed.get(0);
    }

    /** Nothing if all of them are covered together. */
    private static String ofSources(Cover cover) {
        if (cover.first() == 0 && cover.last() == Cover.LAST) {
            return "";
        }
        return cover.last() == Cover.LAST
                ? ", of sources from %d on".formatted(cover.first())
                : ", of sources %d to %d".formatted(cover.first(), cover.last());
    }

    private static String rows(Cover cover) {
        String range =
                cover.first() == cover.last() ? "" + cover.first() : "%d to %d".formatted(cover.first(), cover.last());
        return switch (cover.table()) {
            case SOURCES -> "Sources " + range;
            case ACTS -> "Acts " + range;
            case "change_log" -> "Changes " + range + " of the log of changes";
            case "proposal" -> "Proposals " + range;
            case "price_entry" -> "Prices " + range;
            case ENTRIES -> "Entries of sources %s by act %d".formatted(range, cover.group());
            case Cover.BILLED -> "Entries that bill by request %d%s".formatted(cover.group(), ofSources(cover));
            case "request_line" -> "Lines %s of request %d".formatted(range, cover.group());
            default -> "Rows %s of %s".formatted(range, cover.table());
        };
    }
}
