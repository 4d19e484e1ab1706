package org.billhook.store.internal.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.billhook.core.api.Jobs.Job;
import org.billhook.core.api.Jobs.State;

/** A job. */
@Entity(name = "Job")
@Table(name = "job")
public class JobEntity {

    @Id
    private long id;

    private String kind;
    private String subject;
    private String state;
    private long done;
    private Long total;
    private String actor;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    private String findings;

    @Column(name = "call_name")
    private String call;

    protected JobEntity() {}

    /** @param call name of the call that began it; null if none did */
    public JobEntity(long id, Job job, String call) {
        this.id = id;
        this.call = call;
        take(job);
    }

    public final void take(Job job) {
        kind = job.kind();
        subject = job.subject();
        state = job.state().name();
        done = job.done();
        total = job.total().orElse(null);
        actor = job.actor();
        createdAt = job.createdAt();
        endedAt = job.endedAt().orElse(null);
        findings = Findings.json(job.findings());
    }

    public long id() {
        return id;
    }

    public Optional<String> call() {
        return Optional.ofNullable(call);
    }

    public Job job() {
        return new Job(
                id,
                kind,
                subject,
                State.valueOf(state),
                done,
                Optional.ofNullable(total),
                actor,
                createdAt,
                Optional.ofNullable(endedAt),
                Findings.of(findings));
    }
}
