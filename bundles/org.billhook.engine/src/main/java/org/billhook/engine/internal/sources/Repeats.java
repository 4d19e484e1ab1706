package org.billhook.engine.internal.sources;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.billhook.core.api.ImportJournal.Changed;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.ledger.Corrections;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;

/**
 * Tells the rows of a page that were sent before from those that are new, and settles what becomes of a row whose external id
 * was sent with other content: refused, or posted in the place of what was there, which must be reversed then.
 */
final class Repeats {

    private final Store store;
    private final String origin;
    private final Changed changed;

    Repeats(Store store, String origin, Changed changed) {
        this.store = store;
        this.origin = origin;
        this.changed = changed;
    }

    /** @param rows none of them decided */
    void find(List<PageRow> rows) {
        Map<String, PageRow> byId = inPage(rows);
        if (!byId.isEmpty()) {
            ofStored(byId);
        }
    }

    private static Map<String, PageRow> inPage(List<PageRow> rows) {
        Map<String, PageRow> byId = new HashMap<>(rows.size() * 2);
        for (PageRow row : rows) {
            PageRow first = byId.putIfAbsent(row.draft.externalId(), row);
            if (first != null && Arrays.equals(first.fingerprint, row.fingerprint)) {
                row.repeats(first);
            } else if (first != null) {
                row.refuse(contradiction(row, "an earlier row of the same page"));
            }
        }
        return byId;
    }

    private void ofStored(Map<String, PageRow> byId) {
        Map<String, SourceRow> stored = store.sources().byExternalId(origin, byId.keySet());
        Set<Long> reversed = Corrections.reversed(
                store, stored.values().stream().map(SourceRow::id).toList());
        stored.forEach((externalId, source) -> {
            PageRow row = byId.get(externalId);
            boolean wasReversed = reversed.contains(source.id());
            if (Arrays.equals(source.fingerprint(), row.fingerprint)) {
                row.unchanged(source.id());
                if (wasReversed) {
                    row.warn(Finding.warning(
                                    "WAS_REVERSED",
                                    "Source %d has this content and was reversed, so nothing is posted; other content would be"
                                            .formatted(source.id()))
                            .withField("externalId"));
                }
            } else if (wasReversed) {
                row.replaces(source, false);
            } else if (changed == Changed.CORRECT) {
                row.replaces(source, true);
            } else {
                row.refuse(contradiction(
                        row, "source %d; reverse it, then this row can be posted in its place".formatted(source.id())));
            }
        });
    }

    private static Finding contradiction(PageRow row, String what) {
        return Finding.error(
                "CONTRADICTS",
                "externalId",
                "External id '%s' was sent before with other content: %s".formatted(row.draft.externalId(), what));
    }

    /** Those of the rows that take the place of a posting. */
    static List<PageRow> replacing(Collection<PageRow> rows) {
        return rows.stream().filter(row -> row.before != null).toList();
    }

    /** What must be reversed for the rows. */
    static List<SourceRow> corrected(Collection<PageRow> rows) {
        return replacing(rows).stream()
                .filter(row -> row.corrects)
                .map(row -> row.before)
                .toList();
    }

    /** What must be locked for the rows besides their objects: heads of roots, or objects without a root. */
    static Stream<Long> locks(Collection<PageRow> rows) {
        return corrected(rows).stream().map(source -> source.root().orElse(source.object()));
    }

    /** Refuses the rows whose place is not to be had; what they replace is locked. */
    void refuse(List<PageRow> rows, Corrections corrections) {
        List<SourceRow> sources = corrected(rows);
        if (sources.isEmpty()) {
            return;
        }
        Map<Long, SourceRow> now =
                store.sources().byId(sources.stream().map(SourceRow::id).toList());
        Map<Long, Finding> refusals = corrections.refusals(now.values());
        for (PageRow row : rows) {
            if (row.before == null || !row.corrects) {
                continue;
            }
            if (!row.before.root().equals(now.get(row.before.id()).root())) {
                throw new StoreException(
                        StoreException.Reason.RETRY,
                        "Source %d moved to another root meanwhile".formatted(row.before.id()),
                        null);
            }
            Finding refusal = refusals.get(row.before.id());
            if (refusal != null) {
                row.refuse(List.of(contradiction(row, "source " + row.before.id()), refusal));
            }
        }
    }

    /** Reverses what is corrected and frees the external ids; what the rows say afterwards stands in their findings. */
    void replace(List<PageRow> rows, Corrections corrections) {
        List<PageRow> replacing = replacing(rows);
        if (replacing.isEmpty()) {
            return;
        }
        Map<Long, Long> reversals =
                corrections.reverse(corrected(rows), "Corrected by a row of " + origin + " with other content");
        store.sources().supersede(replacing.stream().map(row -> row.before.id()).toList());
        for (PageRow row : replacing) {
            long before = row.before.id();
            String how = row.corrects ? "reversed now by source " + reversals.get(before) : "reversed before";
            row.warn(replaced(row, how));
        }
    }

    /** The same in words, where nothing is to be posted. */
    static void announce(List<PageRow> rows) {
        replacing(rows)
                .forEach(row -> row.warn(replaced(row, row.corrects ? "which would be reversed" : "reversed before")));
    }

    private static Finding replaced(PageRow row, String how) {
        return Finding.warning(
                        "CORRECTS",
                        "Takes the place of source %d (%s of %s), %s"
                                .formatted(row.before.id(), row.before.posted(), row.before.serviceDate(), how))
                .withField("externalId");
    }
}
