package org.billhook.engine.internal.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.internal.audit.LedgerAudit;
import org.billhook.engine.internal.duties.Duties;
import org.billhook.engine.internal.log.Sequencer;
import org.billhook.engine.internal.registry.PluginRegistry;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The clerk's acts, root by root. */
@Component
public final class StoredLedger implements LedgerCommands {

    private static final int MOST = 1000;

    private final Transactions transactions;
    private final PluginRegistry plugins;
    private final CurrentPrice prices;
    private final Sequencer sequencer;
    private final Duties duties;
    private final Clock clock;

    @Activate
    public StoredLedger(
            @Reference Transactions transactions,
            @Reference PluginRegistry plugins,
            @Reference CurrentPrice prices,
            @Reference Sequencer sequencer,
            @Reference Duties duties) {
        this(transactions, plugins, prices, sequencer, duties, Clock.systemDefaultZone());
    }

    public StoredLedger(
            Transactions transactions,
            PluginRegistry plugins,
            CurrentPrice prices,
            Sequencer sequencer,
            Duties duties,
            Clock clock) {
        this.transactions = transactions;
        this.plugins = plugins;
        this.prices = prices;
        this.sequencer = sequencer;
        this.duties = duties;
        this.clock = clock;
    }

    @Override
    public List<Result> apply(List<Command> commands, Actor actor) {
        if (commands.size() > MOST) {
            throw new BillhookException(
                    BillhookException.Type.UNREADABLE,
                    Finding.error("TOO_MANY", "%d commands in one call, 1000 are allowed".formatted(commands.size())));
        }
        Result[] results = new Result[commands.size()];
        Map<Long, SourceRow> sources = sources(commands, results);
        Map<Long, List<Integer>> byRoot = new TreeMap<>();
        for (int i = 0; i < results.length; i++) {
            if (results[i] == null) {
                SourceRow source = sources.get(commands.get(i).source());
                // a source without a root is a unit of its own
                byRoot.computeIfAbsent(source.root().orElse(-source.id()), root -> new ArrayList<>())
                        .add(i);
            }
        }
        plugins.call(snapshot -> {
            byRoot.values().forEach(indexes -> applyToRoot(commands, indexes, results, snapshot, actor));
            return null;
        });
        sequencer.wake();
        return List.of(results);
    }

    private Map<Long, SourceRow> sources(List<Command> commands, Result[] results) {
        Set<Long> ids = commands.stream().map(Command::source).collect(Collectors.toSet());
        Map<Long, SourceRow> sources =
                Retry.call(transactions, store -> store.sources().byId(ids));
        for (int i = 0; i < results.length; i++) {
            Command command = commands.get(i);
            List<Finding> findings = unfit(command, sources);
            if (!findings.isEmpty()) {
                results[i] = new Result(command.source(), Optional.empty(), Optional.empty(), findings);
            }
        }
        return sources;
    }

    /** What is wrong with a command before its source is looked at. */
    static List<Finding> unfit(Command command, Map<Long, SourceRow> known) {
        return known.containsKey(command.source())
                ? CommandCheck.form(command)
                : List.of(Finding.error("UNKNOWN", "source", "There is no source %d".formatted(command.source())));
    }

    private void applyToRoot(
            List<Command> commands, List<Integer> indexes, Result[] results, Snapshot snapshot, Actor actor) {
        List<Command> ofRoot = indexes.stream().map(commands::get).toList();
        Set<Long> ids = ofRoot.stream().map(Command::source).collect(Collectors.toSet());
        Set<ObjectRef> named =
                ofRoot.stream().flatMap(command -> command.target().stream()).collect(Collectors.toSet());
        List<Result> done = Retry.call(transactions, store -> {
            LockedRoots locked = LockedRoots.lock(store, ids, named);
            Instant now = clock.instant();
            LocalDate today = LocalDate.ofInstant(now, clock.getZone());
            Gate gate = Gate.direct(duties, actor);
            List<Result> ended =
                    new RootCommands(store, snapshot, prices, locked, actor, now, today, gate).apply(ofRoot);
            store.log().putEvents(Corrections.settled(ofRoot, ended, actor, Optional.empty(), now));
            return ended;
        });
        for (int i = 0; i < done.size(); i++) {
            results[indexes.get(i)] = done.get(i);
        }
    }

    @Override
    public List<Entry> entries(long source) {
        return Retry.call(transactions, store -> {
            if (store.sources().byId(List.of(source)).isEmpty()) {
                throw BillhookException.unknown("source", source);
            }
            return store.ledger().entries(source).stream()
                    .map(row -> new Entry(
                            row.act(),
                            row.seq(),
                            row.kind(),
                            row.share(),
                            row.value(),
                            row.document(),
                            row.position(),
                            row.actor(),
                            row.reason(),
                            row.at(),
                            row.releasedBy()))
                    .toList();
        });
    }

    @Override
    public List<Finding> audit() {
        return new LedgerAudit(transactions).findings(ids -> true);
    }
}
