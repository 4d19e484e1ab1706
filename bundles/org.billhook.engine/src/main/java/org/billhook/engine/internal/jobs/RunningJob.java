package org.billhook.engine.internal.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.JobRunner;
import org.billhook.core.api.Jobs.Job;
import org.billhook.core.api.Jobs.State;
import org.billhook.core.model.Finding;

/**
 * A job in this server's memory, from its start until its end is stored. Progress is set here without any transaction, so
 * a runner may tell it from inside of one; whoever stores takes it from here.
 */
final class RunningJob implements JobRunner.Progress {

    private Job job;
    private boolean dirty;
    private boolean cancelled;
    private boolean left;
    private volatile boolean suspended;

    /** Nothing of it is stored before {@link #begin}: what is stored may be that the job was cancelled. */
    RunningJob(Job waiting) {
        job = with(waiting, State.RUNNING, waiting.done(), waiting.total(), Optional.empty(), List.of());
    }

    /** Its work begins, which could not be stored and is to be. */
    synchronized void begin() {
        dirty = true;
    }

    @Override
    public synchronized Job job() {
        return job;
    }

    @Override
    public synchronized void total(long units) {
        set(with(job, job.state(), job.done(), Optional.of(units), job.endedAt(), job.findings()));
    }

    @Override
    public synchronized void done(long units) {
        set(with(job, job.state(), units, job.total(), job.endedAt(), job.findings()));
    }

    @Override
    public synchronized boolean cancelled() {
        return cancelled;
    }

    @Override
    public boolean suspended() {
        return suspended;
    }

    /**
     * Asks it to stop; one that ended to be run again is cancelled at once.
     *
     * @return the job then; empty if it took leave, so that it is cancelled where it is stored
     * @throws BillhookException CONFLICT if it is over
     */
    synchronized Optional<Job> cancel(Instant now) {
        if (left) {
            return Optional.empty();
        }
        switch (job.state()) {
            case RUNNING -> cancelled = true;
            case WAITING -> set(JobStates.cancelled(job, now));
            case DONE, FAILED, CANCELLED -> throw JobStates.over(job);
        }
        return Optional.of(job);
    }

    /** It was cancelled where it is stored: it stops, or stays as it is stored. */
    synchronized void overtakenBy(Job stored) {
        cancelled = true;
        if (ended()) {
            job = stored;
            dirty = false;
        }
    }

    /**
     * Takes leave once it has ended and all of it is stored: from then on what is stored counts.
     *
     * @return how it ended; empty if it stays
     */
    synchronized Optional<Job> leave() {
        left |= ended() && !dirty;
        return left ? Optional.of(job) : Optional.empty();
    }

    /** It never began, for it is over where it is stored. */
    synchronized void dismiss() {
        left = true;
    }

    void suspend() {
        suspended = true;
    }

    synchronized boolean ended() {
        return job.state() != State.RUNNING;
    }

    /** Ends it, as cancelled, failed or done; a suspended one waits to be run again. */
    synchronized void end(List<Finding> findings, Instant now) {
        State state = State.DONE;
        if (cancelled) {
            state = State.CANCELLED;
        } else if (suspended) {
            state = State.WAITING;
        } else if (findings.stream().anyMatch(Finding::isError)) {
            state = State.FAILED;
        }
        Optional<Instant> endedAt = state == State.WAITING ? Optional.empty() : Optional.of(now);
        set(with(job, state, job.done(), job.total(), endedAt, findings));
    }

    /** What must be stored, once. */
    synchronized Optional<Job> takeUnsaved() {
        boolean unsaved = dirty;
        dirty = false;
        return unsaved ? Optional.of(job) : Optional.empty();
    }

    synchronized void saveAgain() {
        dirty = true;
    }

    private void set(Job next) {
        job = next;
        dirty = true;
    }

    static Job with(
            Job job, State state, long done, Optional<Long> total, Optional<Instant> endedAt, List<Finding> findings) {
        return new Job(
                job.id(),
                job.kind(),
                job.subject(),
                state,
                done,
                total,
                job.actor(),
                job.createdAt(),
                endedAt,
                List.copyOf(findings));
    }
}
