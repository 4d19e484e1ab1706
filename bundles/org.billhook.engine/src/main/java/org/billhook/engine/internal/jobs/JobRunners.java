package org.billhook.engine.internal.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.billhook.core.api.JobRunner;
import org.billhook.core.api.Roles;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Who does jobs of which kind now. */
final class JobRunners implements ServiceTrackerCustomizer<JobRunner, JobRunner> {

    private static final List<String> ADMINISTRATORS = List.of(Roles.ADMINISTRATOR);

    private final Map<String, JobRunner> byKind = new ConcurrentHashMap<>();
    private final Map<String, List<String>> roles = new ConcurrentHashMap<>();
    private final BundleContext context;
    private final Runnable added;
    private final Consumer<JobRunner> removed;
    private final ServiceTracker<JobRunner, JobRunner> tracker;

    /**
     * @param added called when a kind has a runner that had none
     * @param removed called while the runner is being unregistered; returns when it is not used any more
     */
    JobRunners(BundleContext context, Runnable added, Consumer<JobRunner> removed) {
        this.context = context;
        this.added = added;
        this.removed = removed;
        tracker = new ServiceTracker<>(context, JobRunner.class, this);
    }

    void open() {
        tracker.open();
    }

    void close() {
        tracker.close();
    }

    Optional<JobRunner> find(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** Roles of which one is needed to start or cancel a job of a kind; those of administrators while nobody says. */
    List<String> roles(String kind) {
        return roles.getOrDefault(kind, ADMINISTRATORS);
    }

    @Override
    public JobRunner addingService(ServiceReference<JobRunner> reference) {
        JobRunner runner = context.getService(reference);
        if (runner != null && reference.getProperty(JobRunner.KIND) instanceof String kind) {
            roles.put(kind, roles(reference.getProperty(JobRunner.ROLES), ADMINISTRATORS));
            byKind.put(kind, runner);
            added.run();
        }
        return runner;
    }

    private static List<String> roles(Object property, List<String> otherwise) {
        if (property instanceof String one) {
            return List.of(one);
        }
        return property instanceof String[] several ? List.of(several) : otherwise;
    }

    @Override
    public void modifiedService(ServiceReference<JobRunner> reference, JobRunner runner) {
        // the kind of a runner never changes
    }

    @Override
    public void removedService(ServiceReference<JobRunner> reference, JobRunner runner) {
        byKind.entrySet().removeIf(found -> {
            boolean gone = found.getValue() == runner;
            if (gone) {
                roles.remove(found.getKey());
            }
            return gone;
        });
        removed.accept(runner);
        context.ungetService(reference);
    }
}
