package org.billhook.engine.internal.sources;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.billhook.core.api.Actor;
import org.billhook.core.api.ImportJournal.Changed;
import org.billhook.core.api.ImportJournal.Turn;
import org.billhook.core.api.Sources;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.engine.internal.hash.Fingerprint;
import org.billhook.engine.internal.json.Json;
import org.billhook.engine.internal.ledger.Apportioning;
import org.billhook.engine.internal.ledger.Corrections;
import org.billhook.engine.internal.ledger.KnownSums;
import org.billhook.engine.internal.ledger.RootRoom;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.LogStore.Unnumbered;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;

/** Posts one page of rows in the transaction it is given: checks, repeats, kinds, then all that is taken at once. */
final class PostingPage {

    private final Store store;
    private final Snapshot plugins;
    private final String origin;
    private final Actor actor;
    private final Clock clock;
    private final LocalDate today;
    private final Repeats repeats;
    private final RootRoom room;
    /** When the roots were locked: later than all bills of them that stand (G-16). */
    private Instant now;

    private Corrections corrections;
    private Apportioning apportioning;

    PostingPage(
            Store store, Snapshot plugins, String origin, Changed changed, Actor actor, Clock clock, KnownSums sums) {
        this.store = store;
        this.room = new RootRoom(store, sums);
        this.plugins = plugins;
        this.origin = origin;
        this.actor = actor;
        this.clock = clock;
        today = LocalDate.now(clock);
        repeats = new Repeats(store, origin, changed);
    }

    /** @param turn when it may lock roots, as others may post on them at the same time */
    List<Sources.Result> post(List<SourceDraft> drafts, Turn turn) {
        List<PageRow> rows = read(drafts);
        repeats.find(undecided(rows));
        turn.awaitLocks();
        Map<ObjectRef, ObjectRow> objects = locked(rows);
        turn.locked();
        begin();
        refuseWithoutObject(rows, objects, Set.of());
        new KindChecks(plugins).check(undecided(rows));
        repeats.refuse(undecided(rows), corrections);
        refuseWithoutRoom(undecided(rows), objects);
        insert(undecided(rows), objects);
        room.posted();
        return rows.stream().map(PageRow::result).toList();
    }

    /**
     * The same without posting anything and without a lock.
     *
     * @param created objects that don't count as missing
     */
    List<Sources.Result> check(List<SourceDraft> drafts, Set<ObjectRef> created) {
        List<PageRow> rows = read(drafts);
        begin();
        repeats.find(undecided(rows));
        Set<ObjectRef> refs = refs(rows);
        Map<ObjectRef, ObjectRow> objects =
                refs.isEmpty() ? Map.of() : store.objects().find(refs);
        refuseWithoutObject(rows, objects, created);
        new KindChecks(plugins).check(undecided(rows));
        repeats.refuse(undecided(rows), corrections);
        refuseWithoutRoom(undecided(rows), objects);
        Repeats.announce(undecided(rows));
        undecided(rows).forEach(PageRow::postable);
        return rows.stream().map(PageRow::result).toList();
    }

    private void begin() {
        now = clock.instant();
        corrections = new Corrections(store, actor, now, today);
    }

    private static List<PageRow> read(List<SourceDraft> drafts) {
        Fingerprint fingerprint = new Fingerprint();
        List<PageRow> rows = new ArrayList<>(drafts.size());
        for (SourceDraft draft : drafts) {
            PageRow row = new PageRow(draft, fingerprint.of(draft));
            List<Finding> findings = DraftLimits.check(draft);
            if (!findings.isEmpty()) {
                row.refuse(findings);
            }
            rows.add(row);
        }
        return rows;
    }

    private static Set<ObjectRef> refs(List<PageRow> rows) {
        Set<ObjectRef> refs = new LinkedHashSet<>();
        undecided(rows).forEach(row -> refs.add(row.draft.object()));
        return refs;
    }

    private static void refuseWithoutObject(
            List<PageRow> rows, Map<ObjectRef, ObjectRow> found, Set<ObjectRef> created) {
        for (PageRow row : undecided(rows)) {
            ObjectRow object = found.get(row.draft.object());
            if (object == null && !created.contains(row.draft.object())) {
                row.refuse(Finding.error(
                        "UNKNOWN_OBJECT", "object", "There is no billing object '%s'".formatted(row.draft.object())));
            } else if (object != null && object.phase() == Phase.CLOSED) {
                row.refuse(Finding.error(
                        "OBJECT_CLOSED",
                        "object",
                        "%s is in status %s and takes no postings".formatted(object.ref(), object.status())));
            }
        }
    }

    private void refuseWithoutRoom(List<PageRow> rows, Map<ObjectRef, ObjectRow> objects) {
        for (PageRow row : rows) {
            Optional.ofNullable(objects.get(row.draft.object()))
                    .flatMap(object -> room.refusal(object.id(), object.root(), row.draft.posted(), "posted"))
                    .ifPresent(row::refuse);
        }
    }

    /**
     * Finds the objects and locks the heads of their roots, so that no object moves away under its new source, and what the rows
     * correct likewise.
     */
    private Map<ObjectRef, ObjectRow> locked(List<PageRow> rows) {
        Set<ObjectRef> refs = refs(rows);
        if (refs.isEmpty()) {
            return Map.of();
        }
        Map<ObjectRef, ObjectRow> found = store.objects().find(refs);
        apportioning = new Apportioning(store, found.values());
        Set<Long> ids = new TreeSet<>(apportioning.locks());
        Repeats.locks(undecided(rows)).forEach(ids::add);
        found.values().forEach(object -> {
            ids.add(object.id());
            object.root().ifPresent(ids::add);
        });
        Map<Long, ObjectRow> locked = store.objects().lock(ids);
        apportioning.confirm(locked);
        Map<ObjectRef, ObjectRow> current = new HashMap<>();
        for (ObjectRow object : locked.values()) {
            if (found.containsKey(object.ref())) {
                if (object.root().isPresent() && !ids.contains(object.root().get())) {
                    throw new StoreException(
                            StoreException.Reason.RETRY, object.ref() + " moved to another root meanwhile", null);
                }
                current.put(object.ref(), object);
            }
        }
        return current;
    }

    private void insert(List<PageRow> rows, Map<ObjectRef, ObjectRow> objects) {
        if (rows.isEmpty()) {
            return;
        }
        repeats.replace(rows, corrections);
        long id = store.sources().nextIds(rows.size());
        long first = id;
        List<SourceRow> sources = new ArrayList<>(rows.size());
        Map<Long, PageRow> byId = new HashMap<>(rows.size() * 2);
        Map<Long, LocalDate> actuals = new HashMap<>();
        Set<String> kinds = new HashSet<>();
        for (PageRow row : rows) {
            ObjectRow object = objects.get(row.draft.object());
            sources.add(row(row, id, object));
            byId.put(id, row);
            row.posted(id++);
            kinds.add(row.draft.kind());
            if (row.actual) {
                actuals.merge(object.id(), row.draft.serviceDate(), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        long act = store.ledger().act(new Act(Optional.empty(), actor.name(), "Posted from " + origin, now));
        store.sources().insert(sources, act);
        if (!actuals.isEmpty()) {
            store.objects().notePosting(actuals);
        }
        int apportioned = apportioning.run(sources, actor, now, today, (source, warning) -> byId.get(source)
                .warn(warning));
        store.log().putEvents(List.of(event(first, rows.size(), apportioned)));
    }

    private SourceRow row(PageRow row, long id, ObjectRow object) {
        SourceDraft draft = row.draft;
        return new SourceRow(
                id,
                draft.kind(),
                origin,
                draft.externalId(),
                object.id(),
                object.root(),
                draft.serviceDate(),
                draft.postingDate().orElse(today),
                now,
                draft.posted(),
                draft.text(),
                draft.billable(),
                row.actual,
                draft.characteristics(),
                draft.cost(),
                Optional.empty(),
                row.fingerprint);
    }

    private Unnumbered event(long first, int count, int apportioned) {
        String json = Json.text(Json.object()
                .put("origin", origin)
                .put("first", first)
                .put("count", count)
                .put("apportioned", apportioned)
                .put("actor", actor.name()));
        return new Unnumbered(0, "sources.posted", "source/" + first, json, now);
    }

    private static List<PageRow> undecided(List<PageRow> rows) {
        return rows.stream().filter(PageRow::undecided).toList();
    }
}
