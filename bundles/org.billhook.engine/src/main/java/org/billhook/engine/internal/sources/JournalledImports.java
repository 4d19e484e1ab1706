package org.billhook.engine.internal.sources;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.ImportJournal;
import org.billhook.core.api.ImportJournal.RowResult.Outcome;
import org.billhook.core.api.Page;
import org.billhook.core.api.Sources;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.engine.internal.ledger.KnownSums;
import org.billhook.engine.internal.log.Sequencer;
import org.billhook.engine.internal.registry.PluginRegistry;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Imports whose rows and postings are one transaction per page. Rows that are journalled already are posted again without a
 * trace: being repeats they change nothing, so an import that was killed is simply sent once more.
 */
@Component
public final class JournalledImports implements ImportJournal {

    /** Stands where an actor must, in a check that writes nothing. */
    private static final Actor CHECKER = new Actor("check");

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    private final Transactions transactions;
    private final PluginRegistry plugins;
    private final Sequencer sequencer;
    private final Clock clock;
    private final KnownSums sums;

    @Activate
    public JournalledImports(
            @Reference Transactions transactions, @Reference PluginRegistry plugins, @Reference Sequencer sequencer) {
        this(transactions, plugins, sequencer, Clock.systemDefaultZone());
    }

    public JournalledImports(Transactions transactions, PluginRegistry plugins, Sequencer sequencer, Clock clock) {
        this.transactions = transactions;
        this.plugins = plugins;
        this.sequencer = sequencer;
        this.clock = clock;
        sums = new KnownSums(clock);
    }

    @Override
    public Import open(String mapping, long mappingVersion, String file, String checksum, Actor actor) {
        Instant now = clock.instant();
        return Retry.call(transactions, store -> {
            Import fresh = new Import(
                    0,
                    mapping,
                    mappingVersion,
                    file,
                    checksum,
                    State.RUNNING,
                    0,
                    0,
                    0,
                    0,
                    0,
                    actor.name(),
                    now,
                    Optional.empty());
            long id = store.imports().insert(fresh);
            return required(store, id);
        });
    }

    @Override
    public List<RowResult> post(long importId, String origin, List<Row> rows, Changed changed, Turn turn) {
        PostedSources.PostingRules.check(origin, rows.size());
        List<RowResult> results = plugins.call(snapshot -> {
            AtomicBoolean again = new AtomicBoolean();
            return Retry.call(transactions, store -> {
                if (again.getAndSet(true)) {
                    // something was in the way, which the page before may have been
                    turn.comes(FOREVER);
                }
                return post(store, snapshot, importId, origin, rows, changed, turn);
            });
        });
        sequencer.wake();
        return results;
    }

    @Override
    public List<RowResult> check(String origin, List<Row> rows, Changed changed, Set<ObjectRef> created) {
        PostedSources.PostingRules.check(origin, rows.size());
        return plugins.call(snapshot -> Retry.call(
                transactions,
                store -> results(
                        rows, page(store, snapshot, origin, changed, CHECKER).check(drafts(rows), created))));
    }

    private PostingPage page(Store store, Snapshot snapshot, String origin, Changed changed, Actor actor) {
        return new PostingPage(store, snapshot, origin, changed, actor, clock, sums);
    }

    /**
     * The page before may need something that this one has, an external id for example, and wait for it, while this one waits for its
     * turn: so the wait is short, or as long as this page itself took where all is slow, and this one gives up what it has then and
     * begins anew.
     */
    private List<RowResult> post(
            Store store, Snapshot snapshot, long importId, String origin, List<Row> rows, Changed changed, Turn turn) {
        Actor actor = new Actor(running(store, importId).actor());
        PostingPage page = page(store, snapshot, origin, changed, actor);
        long begun = System.nanoTime();
        List<RowResult> results = results(rows, page.post(drafts(rows), turn));
        Duration own = Duration.ofNanos(System.nanoTime() - begun);
        if (!turn.comes(own.compareTo(SHORT) > 0 ? own : SHORT)) {
            throw new StoreException(StoreException.Reason.RETRY, "The page before is not journalled yet", null);
        }
        Import running = running(store, importId);
        List<RowResult> fresh = results.stream()
                .filter(result -> result.number() > running.rows())
                .toList();
        if (!fresh.isEmpty()) {
            store.imports().insertResults(importId, fresh);
            store.imports().update(counted(running, fresh));
        }
        return results;
    }

    private static List<SourceDraft> drafts(List<Row> rows) {
        List<SourceDraft> drafts = new ArrayList<>(rows.size());
        rows.forEach(row -> row.draft().filter(draft -> postable(row)).ifPresent(drafts::add));
        return drafts;
    }

    /** @param posted in the order of the rows that can be posted */
    private static List<RowResult> results(List<Row> rows, List<Sources.Result> posted) {
        List<RowResult> results = new ArrayList<>(rows.size());
        int next = 0;
        for (Row row : rows) {
            boolean wasPosted = row.draft().isPresent() && postable(row);
            results.add(wasPosted ? result(row, posted.get(next++)) : unposted(row));
        }
        return results;
    }

    private static boolean postable(Row row) {
        return !row.skipped() && row.findings().stream().noneMatch(Finding::isError);
    }

    private static RowResult result(Row row, Sources.Result result) {
        List<Finding> findings = new ArrayList<>(row.findings());
        findings.addAll(result.findings());
        return new RowResult(row.number(), Outcome.valueOf(result.outcome().name()), result.id(), findings);
    }

    private static RowResult unposted(Row row) {
        if (row.skipped()) {
            return new RowResult(row.number(), Outcome.SKIPPED, Optional.empty(), row.findings());
        }
        List<Finding> findings = row.findings().stream().anyMatch(Finding::isError)
                ? row.findings()
                : List.of(Finding.error("NO_POSTING", "Row %d has nothing to post".formatted(row.number())));
        return new RowResult(row.number(), Outcome.REFUSED, Optional.empty(), findings);
    }

    private static Import counted(Import before, List<RowResult> fresh) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        fresh.forEach(result -> counts.merge(result.outcome(), 1L, Long::sum));
        return new Import(
                before.id(),
                before.mapping(),
                before.mappingVersion(),
                before.file(),
                before.checksum(),
                before.state(),
                before.rows() + fresh.size(),
                before.posted() + counts.getOrDefault(Outcome.POSTED, 0L),
                before.unchanged() + counts.getOrDefault(Outcome.UNCHANGED, 0L),
                before.refused() + counts.getOrDefault(Outcome.REFUSED, 0L),
                before.skipped() + counts.getOrDefault(Outcome.SKIPPED, 0L),
                before.actor(),
                before.startedAt(),
                before.endedAt());
    }

    @Override
    public Import end(long importId, State state) {
        if (state == State.RUNNING) {
            throw new BillhookException(
                    BillhookException.Type.REFUSED,
                    Finding.error("STILL_RUNNING", "state", "An import does not end in state RUNNING"));
        }
        return Retry.call(transactions, store -> {
            Import running = required(store, importId);
            if (running.state() == state) {
                return running;
            }
            Import ended = ended(running(store, importId), state, clock.instant());
            store.imports().update(ended);
            return ended;
        });
    }

    private static Import ended(Import before, State state, Instant at) {
        return new Import(
                before.id(),
                before.mapping(),
                before.mappingVersion(),
                before.file(),
                before.checksum(),
                state,
                before.rows(),
                before.posted(),
                before.unchanged(),
                before.refused(),
                before.skipped(),
                before.actor(),
                before.startedAt(),
                Optional.of(at));
    }

    private static Import running(Store store, long id) {
        Import found = required(store, id);
        if (found.state() != State.RUNNING) {
            throw new BillhookException(
                    BillhookException.Type.CONFLICT,
                    Finding.error("IMPORT_ENDED", "Import %d has ended: %s".formatted(id, found.state())));
        }
        return found;
    }

    private static Import required(Store store, long id) {
        return store.imports().find(id).orElseThrow(() -> BillhookException.unknown("import", id));
    }

    @Override
    public Optional<Import> find(long importId) {
        return Retry.call(transactions, store -> store.imports().find(importId));
    }

    @Override
    public Page<Import> list(Page.Request page) {
        return Retry.call(transactions, store -> store.imports().list(page));
    }

    @Override
    public Page<RowResult> results(long importId, Optional<Outcome> outcome, Page.Request page) {
        return Retry.call(transactions, store -> store.imports().results(importId, outcome, page));
    }
}
