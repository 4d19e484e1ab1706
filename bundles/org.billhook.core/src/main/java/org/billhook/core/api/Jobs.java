package org.billhook.core.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.osgi.annotation.versioning.ProviderType;

/** Long work: it shows its progress, can be cancelled, and goes on after the server was killed. */
@ProviderType
public interface Jobs {

    /** State of a job. */
    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    /**
     * @param kind which {@link JobRunner} does it
     * @param subject what it works on, for example the id of a run
     * @param done units of work done
     * @param total units of work in all; empty while unknown
     */
    record Job(
            long id,
            String kind,
            String subject,
            State state,
            long done,
            Optional<Long> total,
            String actor,
            Instant createdAt,
            Optional<Instant> endedAt,
            List<Finding> findings) {}

    /** Stores the job and starts it as soon as a thread is free and the runner of its kind is there. */
    Job submit(String kind, String subject, Actor actor);

    /** With the progress of now; empty if there is none. */
    Optional<Job> find(long id);

    /** Newest first. */
    Page<Job> list(Page.Request page);

    /** All of a kind that work, worked or will work on a subject, however old; newest first, with the progress of now. */
    List<Job> of(String kind, String subject);

    /**
     * Asks the job to stop after the unit it is at; one that waits does not begin.
     *
     * @throws BillhookException CONFLICT if it has ended; FORBIDDEN if the actor has none of the roles that start its kind, see
     *     {@link JobRunner#ROLES}; while the runner of its kind is away, administrators may
     */
    Job cancel(long id, Actor actor);
}
