package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.billhook.engine.inmemory.Installation.CLOCK;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.billhook.core.api.BillingRuns.Run;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Page;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run whose plugin is stopped by force waits with a reason, and goes on by itself when that version is back. */
@Timeout(60)
class WaitingRunsTest {

    private final Billing billing = new Billing();
    private WaitingRuns waiting;

    @BeforeEach
    void twoProjects() {
        billing.hours(billing.project("W"), "a", "8");
        billing.hours(billing.project("V"), "b", "1");
        waiting = new WaitingRuns(billing.here.store, billing.here.plugins, billing.jobs, CLOCK);
    }

    @AfterEach
    void close() throws Exception {
        waiting.close();
    }

    /** Bills one root; at the second its bundle is stopped. */
    private Run stoppedMidway() {
        AtomicInteger calls = new AtomicInteger();
        billing.relevance(Relevances.of((item, out) -> {
            if (calls.incrementAndGet() == 2) {
                billing.here.plugins.stop(Spi.RELEVANCE, "itemized");
                throw new NoClassDefFoundError("its classes are gone");
            }
            item.openSources().forEach(open -> out.propose(org.billhook.core.spi.relevance.DynamicItem.of(open)));
        }));
        return billing.run();
    }

    private void start(String version, BillingRelevance relevance) {
        billing.here.plugins.with(Spi.RELEVANCE, "itemized", relevance, version, 0);
    }

    private Run find(Run run) {
        return billing.runs.find(run.id()).orElseThrow();
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Test
    void itGoesOnByItselfWhenTheVersionIsBack() throws Exception {
        Run run = stoppedMidway();
        assertThat(run.state()).isEqualTo(State.WAITING);
        assertThat(run.rootsByState()).isEqualTo(Map.of(State.DONE, 1L, State.PLANNED, 1L));
        assertThat(run.findings()).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("goes on by itself")
                .contains("resume"));

        start("1.0.0", Relevances.itemized());

        until(() -> find(run).state() == State.DONE);
        assertThat(find(run).rootsByState()).isEqualTo(Map.of(State.DONE, 2L));
        assertThat(find(run).findings()).isEmpty();
        assertThat(find(run).generation()).isEqualTo(run.generation());
        assertThat(billing.requests()).hasSize(2);
        assertThat(billing.here.plugins.leases()).isZero();
    }

    @Test
    void anotherVersionDoesNotSendItOnButAPersonDoes() throws Exception {
        Run run = stoppedMidway();
        start("2.0.0", Relevances.itemized());
        waiting.close(); // which ends what the change has begun

        assertThat(find(run).state()).isEqualTo(State.WAITING);
        assertThat(find(run).rootsByState()).isEqualTo(Map.of(State.DONE, 1L, State.PLANNED, 1L));
        billing.runs.resume(run.id(), Installation.CLERK);
        assertThat(find(run).state()).isEqualTo(State.DONE);
        assertThat(find(run).plugins()).containsEntry("relevance/itemized", "test.itemized 2.0.0");
    }

    @Test
    void aVersionThatIsBackWhileTheWaitIsWrittenIsNotMissed() throws Exception {
        waiting.close(); // nobody hears of this change: it is before the run is seen to wait
        AtomicInteger returns = new AtomicInteger();
        billing.here.store.failWith(name -> {
            boolean waits = name.equals("commit")
                    && billing.here
                            .store
                            .runs()
                            .find(1)
                            .filter(run -> run.state() == State.WAITING)
                            .isPresent();
            if (waits && returns.getAndIncrement() == 0) {
                start("1.0.0", Relevances.itemized());
            }
        });

        Run run = stoppedMidway();

        assertThat(run.state()).isEqualTo(State.DONE);
        assertThat(run.rootsByState()).isEqualTo(Map.of(State.DONE, 2L));
    }

    @Test
    void aPluginThatIsThereButNeverAnswersEndsInAWaitAndDoesNotSpin() {
        billing.here.plugins.stopAll();
        billing.patience = 1;
        long begin = System.nanoTime();
        Run run = billing.run();

        assertThat(System.nanoTime() - begin).isBetween(1_000_000_000L, 20_000_000_000L);
        assertThat(run.state()).isEqualTo(State.WAITING);
        assertThat(run.findings()).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("does not answer"));
        assertThat(billing.here.plugins.leases()).isZero();
    }

    @Test
    void aRunThatWaitsForItsPluginCanBeCancelledAtOnce() {
        billing.patience = 3600;
        billing.here.plugins.stopAll();
        Thread clerk = new Thread(() -> {
            try {
                until(() -> !billing.runs.list(Page.Request.first(1)).items().isEmpty());
                billing.jobs.cancelled = true;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        clerk.start();
        assertThat(billing.run().state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void aRunWhoseRootsWaitForAMissingPluginIsLeftToAPerson() throws Exception {
        billing.here.plugins.remove(Spi.PRICE, "list");
        Run run = billing.run();
        assertThat(run.state()).isEqualTo(State.WAITING);
        int jobs = billing.jobs.ended.size();
        waiting.close();

        waiting = new WaitingRuns(billing.here.store, billing.here.plugins, billing.jobs, CLOCK);
        waiting.close(); // which ends what the start has begun

        assertThat(billing.jobs.ended).as("it would end as it did before").hasSize(jobs);
        assertThat(find(run).state()).isEqualTo(State.WAITING);
    }

    @Test
    void aRunThatIsPostedBeforeASwapTakesWhatStandsAndDoesNotWait() {
        billing.patience = 60;
        billing.jobs.paused = true;
        Run posted = billing.run();
        start("2.0.0", Relevances.itemized());
        long begin = System.nanoTime();
        billing.jobs.again(posted.id());

        assertThat(System.nanoTime() - begin).as("without waiting").isLessThan(1_900_000_000L);
        assertThat(find(posted).state()).isEqualTo(State.DONE);
        assertThat(find(posted).generation()).isNotEqualTo(posted.generation());
        assertThat(find(posted).plugins()).containsEntry("relevance/itemized", "test.itemized 2.0.0");
        assertThat(billing.requests()).hasSize(2);
    }

    @Test
    void aRunWhoseVersionsAreGoneKeepsItsThreadForTwoSecondsAtMost() {
        billing.patience = 3600;
        long begin = System.nanoTime();
        Run run = stoppedMidway();

        assertThat(System.nanoTime() - begin).isBetween(1_900_000_000L, 10_000_000_000L);
        assertThat(run.state()).isEqualTo(State.WAITING);
        assertThat(run.findings()).hasSize(1);
    }

    @Test
    void aPlannedRunGivesAPluginThatLeftJustNowAMoment() throws Exception {
        billing.patience = 60;
        billing.jobs.paused = true;
        Run posted = billing.run();
        billing.here.plugins.away(Spi.RELEVANCE, "itemized", CLOCK.instant());
        Thread update = new Thread(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(300);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            start("2.0.0", Relevances.itemized());
        });
        update.start();
        billing.jobs.again(posted.id());
        update.join();

        assertThat(find(posted).state()).isEqualTo(State.DONE);
        assertThat(billing.requests()).hasSize(2);
    }

    @Test
    void aRunWithoutJobIsTakenUpAtTheStart() throws Exception {
        waiting.close();
        AtomicInteger acts = new AtomicInteger();
        billing.here.store.failWith(name -> {
            // from the second root on nothing reaches the database any more, as after kill -9
            if (name.equals("ledger.act") && acts.incrementAndGet() > 1 || acts.get() > 1) {
                throw new StoreException(StoreException.Reason.BROKEN, "dead", null);
            }
        });
        assertThatThrownBy(billing::run).hasMessageContaining("dead");
        billing.here.store.failWith(name -> {});
        Run run = billing.runs.list(Page.Request.first(1)).items().get(0);
        assertThat(run.state()).isEqualTo(State.RUNNING);

        Clock later = Clock.offset(CLOCK, Duration.ofSeconds(1));
        waiting = new WaitingRuns(billing.here.store, billing.here.plugins, billing.jobs, later);

        until(() -> find(run).state() == State.DONE);
        assertThat(find(run).rootsByState()).isEqualTo(Map.of(State.DONE, 2L));
    }
}
