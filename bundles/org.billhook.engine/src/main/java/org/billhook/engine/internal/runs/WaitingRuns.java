package org.billhook.engine.internal.runs;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Jobs;
import org.billhook.engine.internal.registry.PluginRegistry;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.RunStore.RunRow;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends runs on that wait for the plugin versions they began with, as soon as these are back. It also takes up runs that have
 * no job: the server died between the two, or the database was away so long that their job gave up.
 */
@Component(service = {})
public final class WaitingRuns {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingRuns.class);
    private static final long SECONDS_BETWEEN = 10;

    private final Transactions transactions;
    private final PluginRegistry plugins;
    private final Jobs jobs;
    private final Clock clock;
    private final Instant started;
    private final AutoCloseable heard;
    private final Set<Long> withoutJob = new HashSet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread named = new Thread(work, "billhook-waiting-runs");
        named.setDaemon(true);
        return named;
    });

    @Activate
    public WaitingRuns(@Reference Transactions transactions, @Reference PluginRegistry plugins, @Reference Jobs jobs) {
        this(transactions, plugins, jobs, Clock.systemDefaultZone());
    }

    WaitingRuns(Transactions transactions, PluginRegistry plugins, Jobs jobs, Clock clock) {
        this.transactions = transactions;
        this.plugins = plugins;
        this.jobs = jobs;
        this.clock = clock;
        started = clock.instant();
        heard = plugins.onChange(() -> later(this::sendOn));
        later(this::sendOn);
        thread.scheduleWithFixedDelay(() -> guarded(this::takeUp), 0, SECONDS_BETWEEN, TimeUnit.SECONDS);
    }

    @Deactivate
    void close() throws Exception {
        heard.close();
        end();
        thread.awaitTermination(10, TimeUnit.SECONDS);
    }

    private synchronized void end() {
        thread.shutdown();
    }

    private synchronized void later(Runnable work) {
        if (!thread.isShutdown()) {
            thread.execute(() -> guarded(work));
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) { // or it would never look again
            LOG.error("Runs that wait can't be read now; the next try is in seconds='{}'", SECONDS_BETWEEN, e);
        }
    }

    private void sendOn() {
        String generation = plugins.generation();
        List<RunRow> waiting = Retry.call(transactions, store -> store.runs().inState(Set.of(State.WAITING)));
        for (RunRow run : waiting) {
            Optional<RunRow> running =
                    Retry.call(transactions, store -> RunRows.goOn(store, run.id(), generation, clock.instant()));
            running.ifPresent(sent -> {
                LOG.info("Plugins of a run are back, it goes on run='{}' generation='{}'", sent.id(), generation);
                submit(sent);
            });
        }
    }

    private void takeUp() {
        List<RunRow> orphans = Retry.call(transactions, store -> {
            Set<String> inWork = store.jobs().inState(EnumSet.of(Jobs.State.WAITING, Jobs.State.RUNNING)).stream()
                    .filter(job -> job.kind().equals(RunJob.KIND))
                    .map(Jobs.Job::subject)
                    .collect(Collectors.toSet());
            return store.runs().inState(EnumSet.of(State.PLANNED, State.RUNNING)).stream()
                    .filter(run -> !inWork.contains(Long.toString(run.id())))
                    .toList();
        });
        Set<Long> before = Set.copyOf(withoutJob);
        withoutJob.clear();
        for (RunRow run : orphans) {
            // one that is being started now gets its job in a moment
            if (run.createdAt().isBefore(started) || before.contains(run.id())) {
                LOG.warn("Run has no job, it gets one run='{}' state='{}'", run.id(), run.state());
                submit(run);
            } else {
                withoutJob.add(run.id());
            }
        }
    }

    private void submit(RunRow run) {
        jobs.submit(RunJob.KIND, Long.toString(run.id()), new Actor(run.actor()));
    }
}
