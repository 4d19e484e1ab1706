package org.billhook.imports.internal.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Actor;
import org.billhook.core.api.JobRunner;
import org.billhook.core.api.Jobs;
import org.billhook.core.api.Page;

/** Jobs that wait until a test runs them. */
final class FakeJobs implements Jobs {

    final List<Job> submitted = new ArrayList<>();

    /** Progress of one run of a job. */
    static final class FakeProgress implements JobRunner.Progress {

        long done = -1;
        long total = -1;
        long cancelAt = Long.MAX_VALUE;
        long suspendAt = Long.MAX_VALUE;
        private final Job job;

        FakeProgress(Job job) {
            this.job = job;
        }

        @Override
        public Job job() {
            return job;
        }

        @Override
        public void total(long units) {
            total = units;
        }

        @Override
        public void done(long units) {
            done = units;
        }

        @Override
        public boolean cancelled() {
            return done >= cancelAt;
        }

        @Override
        public boolean suspended() {
            return done >= suspendAt;
        }
    }

    @Override
    public Job submit(String kind, String subject, Actor actor) {
        Job job = new Job(
                submitted.size() + 1L,
                kind,
                subject,
                State.WAITING,
                0,
                Optional.empty(),
                actor.name(),
                Instant.EPOCH,
                Optional.empty(),
                List.of());
        submitted.add(job);
        return job;
    }

    FakeProgress lastProgress() {
        return new FakeProgress(submitted.get(submitted.size() - 1));
    }

    @Override
    public Optional<Job> find(long id) {
        return submitted.stream().filter(job -> job.id() == id).findFirst();
    }

    @Override
    public Page<Job> list(Page.Request page) {
        return new Page<>(submitted, Optional.empty());
    }

    @Override
    public List<Job> of(String kind, String subject) {
        return submitted.stream()
                .filter(job -> job.kind().equals(kind) && job.subject().equals(subject))
                .toList();
    }

    @Override
    public Job cancel(long id, Actor actor) {
        Job job = find(id).orElseThrow();
        Job cancelled = new Job(
                id,
                job.kind(),
                job.subject(),
                State.CANCELLED,
                0,
                Optional.empty(),
                job.actor(),
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                List.of());
        submitted.set(submitted.indexOf(job), cancelled);
        return cancelled;
    }
}
