package org.billhook.core.api;

import java.util.List;
import org.billhook.core.model.Finding;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Does the jobs of one kind; a service with property {@link #KIND}. A job that was running when the server died is run
 * again from its beginning, so the runner must find out from what is stored where it was.
 */
@ConsumerType
public interface JobRunner {

    /** Service property, String, required: kind of the jobs. */
    String KIND = "billhook.job.kind";

    /**
     * Service property, String or several: the roles of which one is needed to start such a job. Who may start one may cancel
     * one; without it, only an administrator may.
     */
    String ROLES = "billhook.job.roles";

    /** The running job, as its runner sees it; used on the thread of the job only. */
    @ProviderType
    interface Progress {

        Jobs.Job job();

        void total(long units);

        /** Sets the number of units done so far; stored now and then, not each time. */
        void done(long units);

        /** Whether the job should end after the unit it is at. */
        boolean cancelled();

        /**
         * Whether the job should end after the unit it is at because the server or the runner is being stopped. Nothing is
         * to be marked as ended then: the job waits, and is run again like one whose server died.
         */
        boolean suspended();
    }

    /**
     * Runs on a thread of its own.
     *
     * @return findings to show; an error makes the job FAILED
     * @throws Exception makes the job FAILED, with an incident id as finding
     */
    List<Finding> run(Progress progress) throws Exception;
}
