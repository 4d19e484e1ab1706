package org.billhook.rest.internal.operation;

import java.util.concurrent.atomic.AtomicReference;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Jobs;
import org.billhook.core.api.Page;
import org.osgi.service.component.annotations.Component;

/** Whether the server takes calls: one answer for {@code /ready} and {@code /health}. */
@Component(service = Readiness.class)
public final class Readiness {

    private static final Page.Request ANY = Page.Request.first(1);

    private final AtomicReference<Jobs> work = new AtomicReference<>();

    /** Everything that requests need is there. */
    void complete(Jobs jobs) {
        work.set(jobs);
    }

    /** Something of it goes. */
    void incomplete(Jobs jobs) {
        work.compareAndSet(jobs, null);
    }

    boolean isComplete() {
        return work.get() != null;
    }

    /**
     * Asks the database.
     *
     * @throws BillhookException UNAVAILABLE while it does not answer
     */
    boolean isReady() {
        Jobs jobs = work.get();
        if (jobs != null) {
            jobs.list(ANY);
        }
        return jobs != null;
    }
}
