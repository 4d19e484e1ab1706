package org.billhook.engine.internal.runs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.JobRunner;
import org.billhook.core.api.Roles;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.dip.ProfileTables;
import org.billhook.engine.internal.duties.Duties;
import org.billhook.engine.internal.log.Sequencer;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.PluginRegistry;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.internal.registry.Work;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.internal.sources.PriceTables;
import org.billhook.engine.port.RunStore.RunRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off the roots of a run. Run again after a kill it finds in the database where it was: roots that are done are skipped
 * by their state. It ends on the plugin versions it began with, or waits; one that has only been planned takes those that stand.
 */
@Component(
        service = JobRunner.class,
        configurationPid = RunSettings.PID,
        property = {JobRunner.KIND + "=" + RunJob.KIND, JobRunner.ROLES + "=" + Roles.BILLING_CLERK})
public final class RunJob implements JobRunner {

    static final String KIND = "billing-run";
    private static final Logger log = LoggerFactory.getLogger(RunJob.class);
    private static final long LOOK_MILLIS = 100;
    private static final int MOST_PATIENCE = 2;
    private static final Finding INTERNAL = Finding.error(
            "INTERNAL", "The engine broke on this run; the log has the reason. What it billed stands: resume it");

    private final Transactions transactions;
    private final PluginRegistry plugins;
    private final Sequencer sequencer;
    private final OrderStake stakes;
    private final RunSettings settings;
    private final Clock clock;
    private final PriceTables prices = new PriceTables();

    @Activate
    public RunJob(
            @Reference Transactions transactions,
            @Reference PluginRegistry plugins,
            @Reference Sequencer sequencer,
            @Reference Duties duties,
            RunSettings settings) {
        this(transactions, plugins, sequencer, duties, settings, Clock.systemDefaultZone());
    }

    RunJob(
            Transactions transactions,
            PluginRegistry plugins,
            Sequencer sequencer,
            Duties duties,
            RunSettings settings,
            Clock clock) {
        this.transactions = transactions;
        this.plugins = plugins;
        this.sequencer = sequencer;
        this.stakes = new OrderStake(duties);
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<Finding> run(Progress progress) throws InterruptedException {
        long id = Long.parseLong(progress.job().subject());
        RunRow run = Retry.call(transactions, store -> store.runs().find(id))
                .orElseThrow(() -> BillhookException.unknown("run", id));
        if (!EnumSet.of(State.PLANNED, State.RUNNING).contains(run.state())) {
            return run.findings();
        }
        try {
            return workOff(run, progress);
        } catch (RuntimeException | Error e) {
            return ended(run, e);
        } finally {
            sequencer.wake();
        }
    }

    private List<Finding> workOff(RunRow run, Progress progress) throws InterruptedException {
        RunRow running = run;
        long goneSince = 0;
        long left = -1;
        while (true) {
            Optional<Snapshot> snapshot = generation(running, progress);
            if (snapshot.isEmpty()) {
                List<Finding> reason = stopped(running, progress);
                Optional<RunRow> again = cameBack(running, progress);
                if (again.isEmpty()) {
                    return reason;
                }
                running = again.get();
                continue;
            }
            try (Snapshot frozen = snapshot.get()) {
                RunInputs inputs = inputs(running, frozen);
                RunRow begun = running;
                running = Work.apart(() -> plan(begun, inputs, progress));
                Workers.End end = work(running, inputs, progress);
                if (end == Workers.End.ALL_TAKEN) {
                    return ended(running);
                }
                if (end == Workers.End.STOPPED) {
                    return stopped(running, progress);
                }
            }
            log.warn("A plugin of the run was stopped run='{}' generation='{}'", run.id(), running.generation());
            long now = System.nanoTime();
            long leftNow = left(running);
            goneSince = leftNow == left ? goneSince : now;
            left = leftNow;
            boolean silent = now - goneSince >= patience().toNanos() && isActive(running);
            if (silent || progress.cancelled() || progress.suspended()) {
                return stopped(running, progress);
            }
            // what was stopped may not have left the registry yet
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /**
     * The plugins the run began with, or those that stand if nothing of it was billed yet. Empty if they did not come back in a
     * moment, or the job is to stop: then the run waits without a thread.
     */
    private Optional<Snapshot> generation(RunRow run, Progress progress) throws InterruptedException {
        long end = System.nanoTime() + patience().toNanos();
        while (true) {
            Snapshot snapshot = plugins.freeze();
            boolean late = System.nanoTime() - end >= 0;
            boolean fits = run.state() == State.PLANNED
                    ? late || !isBeingExchanged(snapshot)
                    : snapshot.generation().equals(run.generation());
            if (fits) {
                return Optional.of(snapshot);
            }
            snapshot.close();
            if (late || progress.cancelled() || progress.suspended()) {
                return Optional.empty();
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Whether a plugin has left just now: one that is updated in place is back in a moment. */
    private boolean isBeingExchanged(Snapshot snapshot) {
        Instant before = clock.instant().minus(patience());
        return Spi.ALL.stream().flatMap(spi -> snapshot.vacant(spi).stream()).anyMatch(vacancy -> vacancy.since()
                .isAfter(before));
    }

    /** The versions may have come back while the wait was written, before anybody could see that the run waits for them. */
    private Optional<RunRow> cameBack(RunRow run, Progress progress) {
        if (progress.cancelled() || progress.suspended()) {
            return Optional.empty();
        }
        String now = plugins.generation();
        return Retry.call(transactions, store -> RunRows.goOn(store, run.id(), now, clock.instant()));
    }

    private Duration patience() {
        return Duration.ofSeconds(Math.max(0, Math.min(MOST_PATIENCE, settings.patienceSeconds())));
    }

    private long left(RunRow run) {
        var counts = Retry.call(transactions, store -> store.runs().countByState(run.id()));
        return counts.getOrDefault(State.PLANNED, 0L) + counts.getOrDefault(State.RUNNING, 0L);
    }

    private RunInputs inputs(RunRow run, Snapshot frozen) {
        return new RunInputs(
                OrderJson.read(run.orderJson()),
                frozen,
                Deciders.of(frozen, run.deciders()),
                Retry.call(transactions, store -> prices.at(store.settings(), run.prices())),
                Retry.call(
                        transactions, store -> ProfileTables.at(store.settings(), Deciders.profiles(run.deciders()))),
                Math.max(10, Math.min(1000, settings.pageSize())),
                settings.allowEarlierDate());
    }

    /** Plans all roots in the transaction that sets the run going, so that a run is planned wholly or not at all. */
    private RunRow plan(RunRow run, RunInputs inputs, Progress progress) {
        if (run.state() != State.PLANNED) {
            return run.job() == progress.job().id()
                    ? run
                    : taken(run, progress.job().id());
        }
        return Retry.call(transactions, store -> {
            RootPlan.tidyPages(store, inputs, roots -> store.runs().plan(run.id(), roots));
            RunRow running = RunRows.with(
                    run,
                    progress.job().id(),
                    State.RUNNING,
                    inputs.plugins().generation(),
                    inputs.deciders.all(),
                    List.of(),
                    Optional.empty());
            store.runs().update(running);
            return running;
        });
    }

    /** The run in the hands of another job than the one that began it. */
    private RunRow taken(RunRow run, long job) {
        RunRow taken =
                RunRows.with(run, job, run.state(), run.generation(), run.deciders(), run.findings(), run.endedAt());
        return Retry.call(transactions, store -> {
            store.runs().update(taken);
            return taken;
        });
    }

    private Workers.End work(RunRow run, RunInputs inputs, Progress progress) throws InterruptedException {
        var counts = Retry.call(transactions, store -> store.runs().countByState(run.id()));
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long left = counts.getOrDefault(State.PLANNED, 0L) + counts.getOrDefault(State.RUNNING, 0L);
        progress.total(all);
        AtomicLong done = new AtomicLong(all - left);
        RunFacts facts = new RunFacts(transactions, inputs, run.id());
        // whoever may not give up alone could not start the run
        Optional<String> releasedBy = stakes.mayGiveUp(inputs.order) ? Optional.of(run.actor()) : Optional.empty();
        RootWork work = new RootWork(
                transactions,
                inputs,
                facts,
                run.id(),
                run.actor(),
                releasedBy,
                Math.max(1, settings.attempts()),
                clock);
        return new Workers(new RootQueue(transactions, inputs, run.id(), facts), work, done)
                .run(Math.max(1, Math.min(64, settings.workers())), progress);
    }

    private List<Finding> stopped(RunRow run, Progress progress) {
        if (progress.suspended() && !progress.cancelled()) {
            return List.of();
        }
        Finding reason = progress.cancelled()
                ? Finding.warning("CANCELLED", "The run was cancelled; what it billed stands")
                : Finding.warning("PLUGINS_CHANGED", away(run));
        State state = progress.cancelled() ? State.CANCELLED : State.WAITING;
        return close(run, state, List.of(reason));
    }

    private boolean isActive(RunRow run) {
        return plugins.generation().equals(run.generation());
    }

    private String away(RunRow run) {
        return isActive(run)
                ? "A plugin of generation %s was stopped and does not answer; resume the run when it does"
                        .formatted(run.generation())
                : ("The plugin versions of generation %s are not there any more, now it is %s; the run goes on by itself"
                                + " when they come back: resume it to go on with those that are there now")
                        .formatted(run.generation(), plugins.generation());
    }

    /**
     * Something failed that is no failure of a root: no run is left that looks as if it were in work. What is billed stands. If not
     * even that can be written, the run gets another job later.
     */
    private List<Finding> ended(RunRow run, Throwable thrown) {
        try {
            return thrown instanceof RuntimeException e && mayGoOn(e) ? waits(run, e) : failed(run, thrown);
        } catch (RuntimeException | Error e) {
            e.addSuppressed(thrown);
            throw e;
        }
    }

    private static boolean mayGoOn(RuntimeException thrown) {
        return Retry.storeFailure(thrown).isPresent() || thrown instanceof PluginBroke broke && broke.gone();
    }

    /** For its database, or for a plugin that was stopped. */
    private List<Finding> waits(RunRow run, RuntimeException thrown) {
        List<Finding> findings = List.of(finding(thrown));
        Retry.call(transactions, store -> {
            // one whose roots were not planned yet still has that to do
            boolean planned = store.runs().find(run.id()).orElseThrow().state() == State.PLANNED;
            update(store, run, planned ? State.PLANNED : State.WAITING, findings, Optional.empty());
            return null;
        });
        log.warn("Run waits run='{}' reason='{}'", run.id(), findings.get(0).message(), thrown);
        return findings;
    }

    private List<Finding> failed(RunRow run, Throwable thrown) {
        List<Finding> findings =
                new ArrayList<>(thrown instanceof RuntimeException e ? findings(e) : List.of(INTERNAL));
        log.error("Run has failed run='{}'", run.id(), thrown);
        return close(run, State.FAILED, findings);
    }

    private static List<Finding> findings(RuntimeException thrown) {
        return thrown instanceof BillhookException refused ? refused.findings() : List.of(finding(thrown));
    }

    private static Finding finding(RuntimeException thrown) {
        if (thrown instanceof PluginBroke broke) {
            return broke.finding();
        }
        return Retry.storeFailure(thrown).map(Retry::finding).orElse(INTERNAL);
    }

    private List<Finding> ended(RunRow run) {
        ControlTotals.End end = Retry.call(transactions, store -> ControlTotals.end(store, run.id()));
        return close(run, end.state(), end.findings());
    }

    private List<Finding> close(RunRow run, State state, List<Finding> findings) {
        Optional<Instant> at = state == State.WAITING ? Optional.empty() : Optional.of(clock.instant());
        Retry.call(transactions, store -> {
            update(store, run, state, findings, at);
            return null;
        });
        return findings;
    }

    private void update(Store store, RunRow run, State state, List<Finding> findings, Optional<Instant> at) {
        RunRow now = store.runs().find(run.id()).orElseThrow();
        List<Finding> all = new ArrayList<>(findings);
        store.runs().update(RunRows.with(now, now.job(), state, now.generation(), now.deciders(), all, at));
        store.log().putEvents(List.of(RunRows.event(run, state, clock.instant())));
    }
}
