package org.billhook.engine.internal.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Jobs.Job;
import org.billhook.core.api.Jobs.State;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;

/**
 * Jobs as they are stored. A state is changed only from the one that was read, so that of two who change it at the same time
 * the second sees what the first did; and what is over stays as it is.
 */
public final class JobStates {

    private static final Set<State> OPEN = Set.of(State.WAITING, State.RUNNING);

    private final Transactions transactions;

    public JobStates(Transactions transactions) {
        this.transactions = transactions;
    }

    Job insert(Job draft, Optional<String> call) {
        return Retry.call(transactions, store -> {
            long id = store.jobs().insert(draft, call);
            return store.jobs().find(id).orElseThrow();
        });
    }

    Optional<Job> find(long id) {
        return Retry.call(transactions, store -> store.jobs().find(id));
    }

    Optional<String> callOf(long id) {
        return Retry.call(transactions, store -> store.jobs().callOf(id));
    }

    /** What waits, and what was running when a server died. */
    List<Job> open() {
        return Retry.call(transactions, store -> store.jobs().inState(OPEN));
    }

    /**
     * Stores how far a job is.
     *
     * @return what is stored now: what was given, unless the job was over before in another way
     */
    public Job put(Job job) {
        return Retry.call(transactions, store -> {
            Job before = required(store, job.id());
            while (OPEN.contains(before.state()) || before.state() == job.state()) {
                if (store.jobs().update(job, before.state())) {
                    return job;
                }
                before = required(store, job.id());
            }
            return before;
        });
    }

    /**
     * Cancels a job that nobody works on.
     *
     * @throws BillhookException UNKNOWN; CONFLICT if it is over
     */
    public Job cancel(long id, Instant now) {
        return Retry.call(transactions, store -> {
            while (true) {
                Job before = required(store, id);
                if (!OPEN.contains(before.state())) {
                    throw over(before);
                }
                Job cancelled = cancelled(before, now);
                if (store.jobs().update(cancelled, before.state())) {
                    return cancelled;
                }
            }
        });
    }

    private static Job required(Store store, long id) {
        return store.jobs().find(id).orElseThrow(() -> BillhookException.unknown("job", id));
    }

    static Job cancelled(Job job, Instant now) {
        return RunningJob.with(job, State.CANCELLED, job.done(), job.total(), Optional.of(now), job.findings());
    }

    static BillhookException over(Job job) {
        return new BillhookException(
                BillhookException.Type.CONFLICT,
                Finding.error("ENDED", "Job %d is %s and can't be cancelled".formatted(job.id(), job.state())));
    }
}
