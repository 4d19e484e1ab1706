package org.billhook.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Jobs.Job;
import org.billhook.core.api.Jobs.State;
import org.billhook.engine.internal.jobs.JobStates;
import org.billhook.engine.port.JobStore;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;

/** Two change the state of a job: the second one writes between what the first one read and what it writes. */
class JobStatesTest {

    private static final Instant LATER = Fixture.NOON.plusSeconds(60);

    @OnEachDatabase
    void cancellationIsNotOverwrittenByAJobThatIsToWaitAgain(Database database) {
        Job job = stored(database, State.RUNNING);
        JobStates states = interrupted(database, other -> other.cancel(job.id(), LATER));

        assertThat(states.put(in(job, State.WAITING)).state()).isEqualTo(State.CANCELLED);
        assertThat(now(database, job)).isEqualTo(State.CANCELLED);
    }

    @OnEachDatabase
    void cancellationIsNotOverwrittenByAJobThatBegins(Database database) {
        Job job = stored(database, State.WAITING);
        JobStates states = interrupted(database, other -> other.cancel(job.id(), LATER));

        assertThat(states.put(in(job, State.RUNNING)).state()).isEqualTo(State.CANCELLED);
        assertThat(now(database, job)).isEqualTo(State.CANCELLED);
    }

    @OnEachDatabase
    void jobThatWaitsAgainMeanwhileIsCancelled(Database database) {
        Job job = stored(database, State.RUNNING);
        JobStates states = interrupted(database, other -> other.put(in(job, State.WAITING)));

        assertThat(states.cancel(job.id(), LATER).state()).isEqualTo(State.CANCELLED);
        assertThat(now(database, job)).isEqualTo(State.CANCELLED);
    }

    @OnEachDatabase
    void jobThatEndsMeanwhileIsNotCancelled(Database database) {
        Job job = stored(database, State.RUNNING);
        JobStates states = interrupted(database, other -> other.put(in(job, State.DONE)));

        assertThatThrownBy(() -> states.cancel(job.id(), LATER))
                .isInstanceOf(BillhookException.class)
                .hasMessage("Job %d is DONE and can't be cancelled".formatted(job.id()));
        assertThat(now(database, job)).isEqualTo(State.DONE);
    }

    @OnEachDatabase
    void endThatIsStoredTwiceIsStoredOnce(Database database) {
        Job job = stored(database, State.RUNNING);
        JobStates states = interrupted(database, other -> other.put(in(job, State.DONE)));

        assertThat(states.put(in(job, State.DONE)).state()).isEqualTo(State.DONE);
        assertThat(states.put(in(job, State.WAITING)).state()).as("it is over").isEqualTo(State.DONE);
        assertThat(now(database, job)).isEqualTo(State.DONE);
    }

    private static Job stored(Database database, State state) {
        Job draft =
                new Job(0, "import", "4", state, 0, Optional.empty(), "ann", Fixture.NOON, Optional.empty(), List.of());
        return database.stores().call(store -> store.jobs()
                .find(store.jobs().insert(draft, Optional.empty()))
                .orElseThrow());
    }

    private static Job in(Job job, State state) {
        return new Job(
                job.id(),
                job.kind(),
                job.subject(),
                state,
                job.done() + 1,
                job.total(),
                job.actor(),
                job.createdAt(),
                state == State.DONE ? Optional.of(LATER) : Optional.empty(),
                job.findings());
    }

    private static State now(Database database, Job job) {
        return database.stores()
                .call(store -> store.jobs().find(job.id()).orElseThrow().state());
    }

    /** States of which the first write waits until the other one has done its own, in a transaction of its own. */
    private static JobStates interrupted(Database database, Function<JobStates, Job> other) {
        AtomicReference<Function<JobStates, Job>> once = new AtomicReference<>(other);
        Runnable beforeWriting = () -> Optional.ofNullable(once.getAndSet(null))
                .ifPresent(work -> CompletableFuture.supplyAsync(() -> work.apply(new JobStates(database.stores())))
                        .join());
        return new JobStates(new Transactions() {
            @Override
            public <T> T call(Function<Store, T> work) {
                return database.stores().call(store -> work.apply(withJobs(store, beforeWriting)));
            }

            @Override
            public String database() {
                return database.name();
            }
        });
    }

    private static Store withJobs(Store store, Runnable beforeWriting) {
        JobStore jobs = around(JobStore.class, store.jobs(), name -> {
            if (name.equals("update")) {
                beforeWriting.run();
            }
            return Optional.empty();
        });
        return around(Store.class, store, name -> name.equals("jobs") ? Optional.of(jobs) : Optional.empty());
    }

    /** @param instead asked for each call by its name: what to answer with, or nothing to go on */
    private static <P> P around(Class<P> port, P real, Function<String, Optional<Object>> instead) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, args) -> {
            Optional<Object> answer = instead.apply(method.getName());
            if (answer.isPresent()) {
                return answer.get();
            }
            try {
                return method.invoke(real, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
