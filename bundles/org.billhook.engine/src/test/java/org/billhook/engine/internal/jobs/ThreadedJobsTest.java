package org.billhook.engine.internal.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.JobRunner;
import org.billhook.core.api.Jobs.Job;
import org.billhook.core.api.Jobs.State;
import org.billhook.core.api.Roles;
import org.billhook.core.model.Finding;
import org.billhook.engine.inmemory.MemoryStore;
import org.billhook.engine.internal.calls.CallName;
import org.billhook.engine.internal.registry.TestFramework;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;

@Timeout(60)
class ThreadedJobsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Actor ANNA = new Actor("anna", Set.of(Roles.ADMINISTRATOR));

    @TempDir
    private Path storage;

    private final MemoryStore transactions = new MemoryStore();
    private TestFramework framework;
    private ThreadedJobs jobs;

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(storage);
        jobs = newJobs();
    }

    @AfterEach
    void stop() throws Exception {
        jobs.close();
        framework.close();
    }

    @Test
    void jobRunsAndKeepsItsProgressAndFindings() {
        runner("count", progress -> {
            progress.total(3);
            progress.done(3);
            return List.of(Finding.warning("ODD", "One row is odd"));
        });
        long id = jobs.submit("count", "run/7", ANNA).id();

        Job ended = awaitStored(id, State.DONE);
        assertThat(ended.done()).isEqualTo(3);
        assertThat(ended.total()).contains(3L);
        assertThat(ended.endedAt()).contains(NOW);
        assertThat(ended.findings()).extracting(Finding::code).containsExactly("ODD");
    }

    @Test
    void progressIsSeenWhileTheJobRuns() throws Exception {
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        runner("count", progress -> {
            progress.done(5);
            half.countDown();
            go.await();
            return List.of();
        });
        long id = jobs.submit("count", "x", ANNA).id();
        half.await();
        assertThat(jobs.find(id)).get().extracting(Job::state, Job::done).containsExactly(State.RUNNING, 5L);
        until(() -> stored(id).done() == 5);
        go.countDown();
        awaitStored(id, State.DONE);
    }

    @Test
    void exceptionFailsTheJobWithAnIncident() {
        runner("count", progress -> {
            throw new IllegalStateException("secret detail");
        });
        Job failed = awaitStored(jobs.submit("count", "x", ANNA).id(), State.FAILED);
        assertThat(failed.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("INCIDENT");
            assertThat(finding.message()).contains("incident").doesNotContain("secret");
        });
    }

    @Test
    void whateverIsThrownFreesTheThreadOfTheJob() {
        runner("errors", progress -> {
            throw new Error("boom");
        });
        runner("count", progress -> List.of());
        for (int job = 0; job < 5; job++) { // more than there are threads
            Job failed = awaitStored(jobs.submit("errors", "x", ANNA).id(), State.FAILED);
            assertThat(failed.findings()).extracting(Finding::code).containsExactly("INCIDENT");
        }

        awaitStored(jobs.submit("count", "x", ANNA).id(), State.DONE);
    }

    @Test
    void jobWhoseBeginCantBeStoredFreesItsThread() {
        runner("count", progress -> List.of());
        transactions.failWith(write -> {
            if (Thread.currentThread().getName().startsWith("billhook-job-")) {
                throw new OutOfMemoryError("Java heap space");
            }
        });
        for (int job = 0; job < 5; job++) {
            long id = jobs.submit("count", "x", ANNA).id();
            awaitStored(id, State.FAILED);
        }
        transactions.failWith(write -> {});

        awaitStored(jobs.submit("count", "x", ANNA).id(), State.DONE);
    }

    @Test
    void jobWaitsForItsRunner() {
        Job waiting = jobs.submit("late", "x", ANNA);
        assertThat(waiting.state()).isEqualTo(State.WAITING);
        runner("late", progress -> List.of());
        awaitStored(waiting.id(), State.DONE);
    }

    @Test
    void cancelledJobEndsAfterItsUnit() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        runner("endless", progress -> {
            started.countDown();
            while (!progress.cancelled()) {
                Thread.onSpinWait();
            }
            return List.of();
        });
        long id = jobs.submit("endless", "x", ANNA).id();
        started.await();
        jobs.cancel(id, ANNA);
        awaitStored(id, State.CANCELLED);
        assertThatThrownBy(() -> jobs.cancel(id, ANNA))
                .isInstanceOf(BillhookException.class)
                .hasMessage("Job %d is CANCELLED and can't be cancelled".formatted(id));
    }

    @Test
    void waitingJobIsCancelledAtOnce() {
        long id = jobs.submit("nobody", "x", ANNA).id();
        assertThat(jobs.cancel(id, ANNA).state()).isEqualTo(State.CANCELLED);
        AtomicInteger runs = new AtomicInteger();
        runner("nobody", progress -> {
            runs.incrementAndGet();
            return List.of();
        });
        assertThat(runs).hasValue(0);
    }

    @Test
    void jobThatWasReadBeforeItWasCancelledDoesNotRun() {
        Job waiting = jobs.submit("nobody", "x", ANNA);
        transactions.call(store -> {
            store.jobs()
                    .update(
                            RunningJob.with(waiting, State.CANCELLED, 0, Optional.empty(), Optional.of(NOW), List.of()),
                            State.WAITING);
            return true;
        });
        AtomicInteger runs = new AtomicInteger();
        runner("nobody", progress -> {
            runs.incrementAndGet();
            return List.of();
        });

        long next = jobs.submit("nobody", "y", ANNA).id();

        awaitStored(next, State.DONE);
        // another thread looks at the cancelled one, and may not have done so yet
        until(() -> jobs.find(waiting.id()).map(Job::state).equals(Optional.of(State.CANCELLED)));
        assertThat(runs).as("of the next job alone").hasValue(1);
    }

    @Test
    void jobThatHasNotBegunIsNotStoredAsRunning() {
        Job waiting = jobs.submit("nobody", "x", ANNA);
        RunningJob job = new RunningJob(waiting);

        assertThat(job.takeUnsaved()).as("it may have been cancelled meanwhile").isEmpty();
        job.begin();
        assertThat(job.takeUnsaved()).map(Job::state).hasValue(State.RUNNING);
    }

    @Test
    void jobThatWasRunningWhenTheServerDiedRunsAgain() {
        Job died = new Job(
                0,
                "count",
                "x",
                State.RUNNING,
                4,
                java.util.Optional.empty(),
                "anna",
                NOW,
                java.util.Optional.empty(),
                List.of());
        long id = transactions.call(store -> store.jobs().insert(died, Optional.empty()));
        jobs.close();
        jobs = newJobs();
        runner("count", progress -> List.of());
        awaitStored(id, State.DONE);
    }

    @Test
    void jobThatADeadServerLeftIsCancelledThoughItsRunnerIsAway() {
        long id = transactions.call(store -> store.jobs()
                .insert(
                        new Job(
                                0,
                                "away",
                                "x",
                                State.RUNNING,
                                4,
                                Optional.empty(),
                                "anna",
                                NOW,
                                Optional.empty(),
                                List.of()),
                        Optional.empty()));
        jobs.close();
        jobs = newJobs();

        assertThat(jobs.cancel(id, ANNA).state()).isEqualTo(State.CANCELLED);
        assertThat(stored(id).endedAt()).contains(NOW);
        AtomicInteger runs = new AtomicInteger();
        runner("away", progress -> {
            runs.incrementAndGet();
            return List.of();
        });
        awaitStored(jobs.submit("away", "y", ANNA).id(), State.DONE);
        assertThat(runs).as("of the next job alone").hasValue(1);
    }

    /** Its runner went away, and that it waits is being stored in the moment in which it is cancelled. */
    @Test
    void suspendedJobIsCancelledWhileThatItWaitsIsStored() throws Exception {
        jobs.close();
        HeldClerk held = new HeldClerk(transactions);
        jobs = new ThreadedJobs(framework.context(), held, config(), Clock.fixed(NOW, ZoneOffset.UTC));
        CountDownLatch started = new CountDownLatch(1);
        ServiceRegistration<JobRunner> old = runner("swap", progress -> {
            started.countDown();
            while (!progress.suspended()) {
                Thread.onSpinWait();
            }
            return List.of();
        });
        long id = jobs.submit("swap", "x", ANNA).id();
        started.await();
        held.hold();
        old.unregister();
        held.awaitStoring();

        assertThat(jobs.cancel(id, ANNA).state()).isEqualTo(State.CANCELLED);
        assertThat(jobs.find(id)).map(Job::state).hasValue(State.CANCELLED);
        held.goOn();
        awaitStored(id, State.CANCELLED);
        AtomicInteger runs = new AtomicInteger();
        runner("swap", progress -> {
            runs.incrementAndGet();
            return List.of();
        });
        awaitStored(jobs.submit("swap", "y", ANNA).id(), State.DONE);
        assertThat(runs).as("of the next job alone").hasValue(1);
        assertThat(stored(id).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void jobThatIsCancelledWhereItIsStoredStopsAndStaysCancelled() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        runner("endless", progress -> {
            started.countDown();
            for (long unit = 1; !progress.cancelled(); unit++) {
                progress.done(unit);
            }
            return List.of();
        });
        long id = jobs.submit("endless", "x", ANNA).id();
        started.await();

        new JobStates(transactions).cancel(id, NOW);

        until(() -> jobs.find(id).orElseThrow().state() == State.CANCELLED);
        until(() -> jobs.values().get("jobs.running") == 0);
        assertThat(stored(id).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void jobWorksForTheCallThatBeganIt() throws Exception {
        ThreadMdc.use();
        List<Optional<String>> calls = new CopyOnWriteArrayList<>();
        runner("count", progress -> {
            calls.add(CallName.current());
            return List.of();
        });
        CallName.during(
                Optional.of("month-end.7"),
                () -> awaitStored(jobs.submit("count", "x", ANNA).id(), State.DONE));
        awaitStored(jobs.submit("count", "y", ANNA).id(), State.DONE);

        assertThat(calls).containsExactly(Optional.of("month-end.7"), Optional.empty());
    }

    @Test
    void jobThatIsRunAgainByTheNextServerWorksForTheCallThatBeganIt() throws Exception {
        ThreadMdc.use();
        CallName.during(Optional.of("month-end.8"), () -> jobs.submit("late", "x", ANNA));
        jobs.close();
        jobs = newJobs();
        List<Optional<String>> calls = new CopyOnWriteArrayList<>();
        runner("late", progress -> {
            calls.add(CallName.current());
            return List.of();
        });

        until(() -> !calls.isEmpty());
        assertThat(calls).containsExactly(Optional.of("month-end.8"));
    }

    @Test
    void stoppedServerLeavesTheJobToBeRunAgain() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        runner("endless", progress -> {
            started.countDown();
            while (!progress.suspended()) {
                Thread.onSpinWait();
            }
            return List.of();
        });
        long id = jobs.submit("endless", "x", ANNA).id();
        started.await();
        jobs.close();
        assertThat(stored(id).state()).isEqualTo(State.WAITING);
        assertThat(stored(id).endedAt()).isEmpty();
    }

    @Test
    void jobGoesOnWithTheNextRunnerWhenItsRunnerIsReplaced() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        ServiceRegistration<JobRunner> old = runner("swap", progress -> {
            started.countDown();
            while (!progress.suspended()) {
                Thread.onSpinWait();
            }
            return List.of();
        });
        long id = jobs.submit("swap", "x", ANNA).id();
        started.await();
        old.unregister();
        runner("swap", progress -> List.of());
        awaitStored(id, State.DONE);
    }

    @Test
    void noMoreJobsRunAtOnceThanThereAreThreads() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        runner("count", progress -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            TimeUnit.MILLISECONDS.sleep(20);
            now.decrementAndGet();
            return List.of();
        });
        List<Long> ids = java.util.stream.LongStream.range(0, 8)
                .mapToObj(i -> jobs.submit("count", "x", ANNA).id())
                .toList();
        ids.forEach(id -> awaitStored(id, State.DONE));
        assertThat(most).hasValue(2);
    }

    @Test
    void jobIsCancelledByTheRolesThatStartIt() {
        framework
                .context()
                .registerService(
                        JobRunner.class,
                        progress -> {
                            while (!progress.cancelled()) {
                                Thread.onSpinWait();
                            }
                            return List.of();
                        },
                        new Hashtable<>(Map.of(JobRunner.KIND, "check", JobRunner.ROLES, Roles.AUDITOR)));
        long id = jobs.submit("check", "x", ANNA).id();
        awaitStored(id, State.RUNNING);

        assertThatThrownBy(() -> jobs.cancel(id, new Actor("clerk", Set.of(Roles.BILLING_CLERK, Roles.VIEWER))))
                .isInstanceOf(BillhookException.class)
                .hasMessage("This needs the role auditor")
                .extracting(refusal -> ((BillhookException) refusal).type())
                .isEqualTo(BillhookException.Type.FORBIDDEN);
        assertThat(stored(id).state()).as("it runs on").isEqualTo(State.RUNNING);

        jobs.cancel(id, new Actor("auditor", Set.of(Roles.AUDITOR)));
        awaitStored(id, State.CANCELLED);
    }

    @Test
    void jobWhoseRunnerIsAwayIsCancelledByAdministrators() {
        long id = jobs.submit("nobody-does-it", "x", ANNA).id();

        assertThatThrownBy(() -> jobs.cancel(id, new Actor("auditor", Set.of(Roles.AUDITOR))))
                .hasMessage("This needs the role administrator");
        assertThat(jobs.cancel(id, ANNA).state()).isEqualTo(State.CANCELLED);
    }

    private ServiceRegistration<JobRunner> runner(String kind, JobRunner runner) {
        return framework
                .context()
                .registerService(JobRunner.class, runner, new Hashtable<>(Map.of(JobRunner.KIND, kind)));
    }

    private ThreadedJobs newJobs() {
        return new ThreadedJobs(framework.context(), transactions, config(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Job stored(long id) {
        return transactions.call(store -> store.jobs().find(id)).orElseThrow();
    }

    private Job awaitStored(long id, State state) {
        until(() -> stored(id).state() == state);
        return stored(id);
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** Holds the thread that stores how far jobs are. */
    private static final class HeldClerk implements Transactions {

        private final Transactions store;
        private final CountDownLatch storing = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile boolean holds;

        HeldClerk(Transactions store) {
            this.store = store;
        }

        void hold() {
            holds = true;
        }

        void awaitStoring() throws InterruptedException {
            storing.await();
        }

        void goOn() {
            released.countDown();
        }

        @Override
        public <T> T call(Function<Store, T> work) {
            if (holds && Thread.currentThread().getName().equals("billhook-jobs")) {
                storing.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return store.call(work);
        }

        @Override
        public String database() {
            return store.database();
        }
    }

    private static ThreadedJobs.Config config() {
        return new ThreadedJobs.Config() {
            @Override
            public int threads() {
                return 2;
            }

            @Override
            public int intervalMillis() {
                return 20;
            }

            @Override
            public int patienceMillis() {
                return 5000;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return ThreadedJobs.Config.class;
            }
        };
    }
}
