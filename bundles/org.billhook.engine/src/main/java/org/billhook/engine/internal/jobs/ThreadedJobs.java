package org.billhook.engine.internal.jobs;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Gauges;
import org.billhook.core.api.JobRunner;
import org.billhook.core.api.Jobs;
import org.billhook.core.api.Page;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.calls.CallName;
import org.billhook.engine.internal.registry.LoggedThrowable;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.Transactions;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs on a few threads of this server, oldest first. A job whose runner is away waits. What was running when the server
 * died is run again.
 */
@Component(configurationPid = "org.billhook.jobs")
@Designate(ocd = ThreadedJobs.Config.class)
public final class ThreadedJobs implements Jobs, Gauges {

    /** Settings of jobs. */
    @ObjectClassDefinition(name = "Billhook: jobs")
    public @interface Config {
        @AttributeDefinition(
                name = "Threads",
                description = "How many jobs run at once, 1 to 64",
                min = "1",
                max = "64")
        int threads() default 4;

        @AttributeDefinition(
                name = "Interval",
                description = "How often progress is stored, in milliseconds",
                min = "10",
                max = "60000")
        int intervalMillis() default 1000;

        @AttributeDefinition(
                name = "Patience",
                description = "How long a stop waits for jobs to end their unit, in milliseconds",
                min = "0",
                max = "600000")
        int patienceMillis() default 10_000;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ThreadedJobs.class);
    private static final Finding BROKE = Finding.error("INCIDENT", "The job broke; the log has more");

    private final Transactions transactions;
    private final JobStates states;
    private final Clock clock;
    private final Config config;
    private final JobRunners runners;
    private final ExecutorService threads;
    private final ScheduledExecutorService clerk;
    private final Map<Long, RunningJob> running = new ConcurrentHashMap<>();
    private final Map<Long, JobRunner> runnerOf = new ConcurrentHashMap<>();
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final int most;
    private final Object saving = new Object();
    private int busy;
    private boolean stopping;

    @Activate
    public ThreadedJobs(BundleContext context, @Reference Transactions transactions, Config config) {
        this(context, transactions, config, Clock.systemUTC());
    }

    ThreadedJobs(BundleContext context, Transactions transactions, Config config, Clock clock) {
        this.transactions = transactions;
        this.states = new JobStates(transactions);
        this.clock = clock;
        this.config = config;
        most = Math.max(1, Math.min(64, config.threads()));
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(work -> daemon(work, "billhook-job-" + number.incrementAndGet()));
        clerk = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "billhook-jobs"));
        runners = new JobRunners(context, this::startWaiting, this::suspend);
        runners.open();
        clerk.execute(this::takeUpAgain);
        clerk.scheduleWithFixedDelay(
                this::save, config.intervalMillis(), config.intervalMillis(), TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
        synchronized (this) {
            stopping = true;
            waiting.clear();
        }
        running.values().forEach(RunningJob::suspend);
        await(() -> running.values().stream().allMatch(RunningJob::ended));
        clerk.shutdownNow();
        save();
        threads.shutdown();
        runners.close();
    }

    @Override
    public synchronized Map<String, Long> values() {
        return Map.of(
                "jobs.running", (long) running.size(), "jobs.waiting", (long) waiting.size(), "jobs.threads", (long)
                        most);
    }

    @Override
    public Job submit(String kind, String subject, Actor actor) {
        Job draft = new Job(
                0,
                kind,
                subject,
                State.WAITING,
                0,
                Optional.empty(),
                actor.name(),
                clock.instant(),
                Optional.empty(),
                List.of());
        Job stored = states.insert(draft, CallName.current());
        enqueue(List.of(stored));
        return stored;
    }

    @Override
    public Optional<Job> find(long id) {
        RunningJob here = running.get(id);
        return here != null ? Optional.of(here.job()) : states.find(id);
    }

    @Override
    public Page<Job> list(Page.Request page) {
        Page<Job> stored = Retry.call(transactions, store -> store.jobs().list(page));
        return new Page<>(ofNow(stored.items()), stored.next());
    }

    @Override
    public List<Job> of(String kind, String subject) {
        return ofNow(Retry.call(transactions, store -> store.jobs().of(kind, subject)));
    }

    private List<Job> ofNow(List<Job> stored) {
        return stored.stream()
                .map(job -> Optional.ofNullable(running.get(job.id()))
                        .map(RunningJob::job)
                        .orElse(job))
                .toList();
    }

    @Override
    public Job cancel(long id, Actor actor) {
        Job asked = find(id).orElseThrow(() -> BillhookException.unknown("job", id));
        actor.requireOneOf(runners.roles(asked.kind()));
        Optional<Job> here = Optional.ofNullable(running.get(id)).flatMap(job -> job.cancel(clock.instant()));
        Job cancelled = here.orElseGet(() -> cancelStored(id));
        saveSoon();
        LOG.info(
                "Job is asked to stop job='{}' kind='{}' state='{}' by='{}'",
                id,
                cancelled.kind(),
                cancelled.state(),
                actor.name());
        return cancelled;
    }

    private Job cancelStored(long id) {
        Job cancelled = states.cancel(id, clock.instant());
        synchronized (this) {
            waiting.removeIf(job -> job.id() == id);
        }
        Optional.ofNullable(running.get(id)).ifPresent(started -> started.overtakenBy(cancelled));
        return cancelled;
    }

    /** What the server left when it died or was stopped. */
    private void takeUpAgain() {
        try {
            enqueue(states.open().stream()
                    .filter(job -> !running.containsKey(job.id()))
                    .toList());
        } catch (BillhookException e) {
            LOG.error("Jobs that were left can't be read, will try again", e);
            clerk.schedule(this::takeUpAgain, 5, TimeUnit.SECONDS);
        }
    }

    private void enqueue(List<Job> jobs) {
        synchronized (this) {
            for (Job job : jobs) {
                if (!stopping
                        && !running.containsKey(job.id())
                        && waiting.stream().noneMatch(w -> w.id() == job.id())) {
                    waiting.add(job);
                }
            }
        }
        startWaiting();
    }

    private synchronized void startWaiting() {
        for (Job job : List.copyOf(waiting)) {
            Optional<JobRunner> runner = stopping || busy >= most ? Optional.empty() : runners.find(job.kind());
            if (runner.isPresent()) {
                start(job, runner.get());
            }
        }
    }

    /** It waits on if the machine has no thread for it now. */
    private void start(Job job, JobRunner runner) {
        RunningJob started = new RunningJob(job);
        running.put(job.id(), started);
        runnerOf.put(job.id(), runner);
        try {
            threads.execute(() -> run(started, runner));
        } catch (OutOfMemoryError e) {
            running.remove(job.id());
            runnerOf.remove(job.id());
            LOG.error("Job can't be begun now job='{}'", job.id(), e);
            return;
        }
        waiting.remove(job);
        busy++;
    }

    private Optional<String> callOf(Job job) {
        try {
            return states.callOf(job.id());
        } catch (BillhookException e) {
            return Optional.empty(); // what the job does tells that the database is away
        }
    }

    /** Whatever happens, the job ends and its slot is free. */
    private void run(RunningJob job, JobRunner runner) {
        try {
            CallName.during(callOf(job.job()), () -> beginAndWork(job, runner));
        } catch (Throwable e) {
            job.end(List.of(BROKE), clock.instant());
            LOG.error("Job broke job='{}'", job.job().id(), LoggedThrowable.of(e));
        } finally {
            runnerOf.remove(job.job().id());
            synchronized (this) {
                busy--;
            }
        }
        saveSoon();
        startWaiting();
    }

    private void beginAndWork(RunningJob job, JobRunner runner) {
        if (begins(job)) {
            work(job, runner);
        } else {
            job.dismiss();
            running.remove(job.job().id());
        }
    }

    private void work(RunningJob job, JobRunner runner) {
        List<Finding> findings;
        try {
            findings = runner.run(job);
        } catch (Throwable e) { // its runner may be a plugin's
            findings = List.of(incident(job.job(), e));
        }
        job.end(findings, clock.instant());
        Job ended = job.job();
        LOG.info(
                "Job has ended job='{}' kind='{}' subject='{}' state='{}'",
                ended.id(),
                ended.kind(),
                ended.subject(),
                ended.state());
    }

    /** Stores that a job runs; false if it was cancelled, or has ended, since it was read as one that waits. */
    private boolean begins(RunningJob job) {
        try {
            return states.put(job.job()).state() == State.RUNNING;
        } catch (BillhookException e) {
            job.begin(); // what the job does tells that the database is away
            return true;
        }
    }

    private synchronized void saveSoon() {
        if (!stopping) {
            clerk.execute(this::save);
        }
    }

    /** Stores what changed; what can't be stored now is tried again next time. */
    private void save() {
        synchronized (saving) {
            running.values().forEach(this::save);
        }
        startWaiting();
    }

    private void save(RunningJob job) {
        try {
            job.takeUnsaved().ifPresent(unsaved -> {
                Job stored = states.put(unsaved);
                if (stored.state() != unsaved.state()) {
                    job.overtakenBy(stored);
                }
            });
            job.leave().ifPresent(ended -> {
                running.remove(ended.id());
                waitAgain(ended);
            });
        } catch (RuntimeException | Error e) {
            job.saveAgain();
            LOG.warn(
                    "State of a job can't be stored now, will try again job='{}'",
                    job.job().id(),
                    e);
        }
    }

    private synchronized void waitAgain(Job job) {
        if (job.state() == State.WAITING && !stopping) {
            waiting.addFirst(job);
        }
    }

    /** A runner goes: its jobs end their unit and wait for the next one. */
    private void suspend(JobRunner runner) {
        Set<Long> ids = Set.copyOf(runnerOf.entrySet().stream()
                .filter(entry -> entry.getValue() == runner)
                .map(Map.Entry::getKey)
                .toList());
        ids.stream().map(running::get).filter(job -> job != null).forEach(RunningJob::suspend);
        await(() -> ids.stream().noneMatch(runnerOf::containsKey));
    }

    private void await(BooleanSupplier ended) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(config.patienceMillis());
        while (!ended.getAsBoolean() && System.nanoTime() < end) {
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static Finding incident(Job job, Throwable thrown) {
        String incident = UUID.randomUUID().toString();
        LOG.error(
                "Job broke job='{}' kind='{}' subject='{}' incident='{}'",
                job.id(),
                job.kind(),
                job.subject(),
                incident,
                LoggedThrowable.of(thrown));
        return Finding.error(
                "INCIDENT", "Job %d broke; the log has more under incident %s".formatted(job.id(), incident));
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
