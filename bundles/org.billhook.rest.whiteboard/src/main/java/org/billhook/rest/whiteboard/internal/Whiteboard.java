package org.billhook.rest.whiteboard.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the services that offer themselves and keeps the current generation. Changes that come close together make
 * one generation. Services are fetched, and generations built, on a thread of its own: never inside the registration, and
 * none while a service with {@code billhook.opening=true} is there: what depends on that one is being activated, and the
 * component runtime gives a component up for good whose services two threads ask for at once for too long.
 */
final class Whiteboard implements ServiceTrackerCustomizer<Object, ServiceReference<Object>> {

    private static final Logger LOG = LoggerFactory.getLogger(Whiteboard.class);
    /** Names of the extensions that decide who may call what: without them nothing is served. */
    private static final Set<String> GUARDS = Set.of("billhook.login", "billhook.roles");

    private static final String OFFERS = "(|(%s=true)(%s=true))".formatted(Offer.RESOURCE, Offer.EXTENSION);
    private static final String OPENING = "(billhook.opening=true)";

    private static final long DEBOUNCE_MILLIS = 30;
    private static final long LATE_RELEASE_MILLIS = 2_000;
    private static final long CALLERS_WAIT_MILLIS = 2_000;

    private final BundleContext context;
    private final Admission admission;
    private final ServiceTracker<Object, ServiceReference<Object>> tracker;
    /** The tracker itself knows a service only after it was told of it. */
    private final Set<ServiceReference<Object>> offers = ConcurrentHashMap.newKeySet();

    private final ServiceTracker<Object, ServiceReference<Object>> opening;
    private final ScheduledThreadPoolExecutor builder;
    private final AtomicBoolean pending = new AtomicBoolean();
    private final AtomicBoolean changed = new AtomicBoolean(true);
    private final AtomicReference<Generation> current = new AtomicReference<>();
    private final Turns turns = new Turns(Duration.ofMillis(CALLERS_WAIT_MILLIS));

    /** These are used by the builder alone. */
    private final Map<ServiceReference<Object>, Offer> held = new HashMap<>();

    private final Retries<ServiceReference<Object>> retries = new Retries<>();

    Whiteboard(BundleContext context, Function<Selection, Endpoint> endpoints) {
        this.context = context;
        this.admission = new Admission(endpoints);
        this.tracker = new ServiceTracker<>(context, filter(OFFERS), this);
        this.opening = new ServiceTracker<>(context, filter(OPENING), new Opening());
        this.builder = new ScheduledThreadPoolExecutor(1, Whiteboard::thread, new DiscardPolicy());
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "rest-whiteboard");
        thread.setDaemon(true);
        return thread;
    }

    private static Filter filter(String text) {
        try {
            return FrameworkUtil.createFilter(text);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    void open() {
        opening.open();
        tracker.open();
        rebuildAfter(0);
    }

    void close() {
        tracker.close();
        opening.close();
        builder.shutdownNow();
        awaitBuilder();
        Generation last = current.getAndSet(null);
        if (last != null) {
            last.retire();
        }
    }

    private void awaitBuilder() {
        try {
            if (!builder.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("The builder of resources is still at work");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The current generation with the caller counted in, or null when nothing is served. Whoever comes after a service came or went is
     * served as that left it: waits a moment until it counts.
     */
    Generation enter() {
        turns.await();
        Generation generation = current.get();
        while (generation != null && !generation.enter()) {
            generation = current.get();
        }
        return generation;
    }

    @Override
    public ServiceReference<Object> addingService(ServiceReference<Object> reference) {
        offers.add(reference);
        changes(DEBOUNCE_MILLIS);
        return reference;
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, ServiceReference<Object> same) {
        changed.set(true);
        changes(DEBOUNCE_MILLIS);
    }

    @Override
    public void removedService(ServiceReference<Object> reference, ServiceReference<Object> same) {
        offers.remove(reference);
        changes(0);
    }

    private void changes(long millis) {
        turns.changed();
        rebuildAfter(millis);
    }

    private void rebuildAfter(long millis) {
        if (pending.compareAndSet(false, true)) {
            builder.schedule(this::rebuild, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void rebuild() {
        pending.set(false);
        long seen = turns.changes();
        try {
            Set<ServiceReference<Object>> offered = Set.copyOf(offers);
            releaseAllBut(offered);
            if (opening.isEmpty()) {
                fetch(offered);
            }
            if (changed.getAndSet(false)) {
                serve();
            }
        } catch (RuntimeException | LinkageError e) {
            changed.set(true);
            LOG.error("Resources could not be rebuilt, the ones before keep serving", e);
        } finally {
            turns.served(seen);
        }
    }

    private void serve() {
        if (isGuarded()) {
            swap(new Generation(admission.build(held.values())));
        } else {
            LOG.debug("Serving nothing before the extensions that guard it are there needed='{}'", GUARDS);
            swap(null);
        }
    }

    /** Those that do not start are asked again by one timer, however many they are. */
    private void fetch(Set<ServiceReference<Object>> offered) {
        Set<ServiceReference<Object>> failed = new HashSet<>();
        offered.stream()
                .filter(reference -> !held.containsKey(reference) && !hold(reference))
                .forEach(failed::add);
        if (retries.failed(failed)) {
            LOG.warn("Services do not start, they are asked again every few seconds services='{}'", failed);
        }
        retries.next().ifPresent(pause -> builder.schedule(this::retry, pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void retry() {
        retries.due();
        rebuildAfter(0);
    }

    private void releaseAllBut(Set<ServiceReference<Object>> offered) {
        Set<ServiceReference<Object>> gone = new HashSet<>(held.keySet());
        gone.removeAll(offered);
        gone.forEach(reference -> {
            held.remove(reference);
            changed.set(true);
            builder.schedule(() -> release(reference), LATE_RELEASE_MILLIS, TimeUnit.MILLISECONDS);
        });
    }

    private void release(ServiceReference<Object> reference) {
        try {
            context.ungetService(reference);
        } catch (IllegalStateException e) {
            LOG.debug("Released by the framework already service='{}'", reference);
        }
    }

    /** @return false if the service does not start; true if it is held now, or has gone meanwhile */
    private boolean hold(ServiceReference<Object> reference) {
        Object service = context.getService(reference);
        Bundle bundle = reference.getBundle();
        if (service != null && bundle != null) {
            held.put(reference, Offer.of(reference, bundle, service));
            changed.set(true);
        }
        return service != null || bundle == null;
    }

    private boolean isGuarded() {
        Set<Object> names = new HashSet<>();
        held.keySet().forEach(reference -> names.add(reference.getProperty(Offer.NAME)));
        return names.containsAll(GUARDS);
    }

    private void swap(Generation next) {
        Generation last = current.getAndSet(next);
        if (last != null) {
            last.retire();
        }
        if (next != null) {
            LOG.info("Serving offers='{}'", held.size());
        }
    }

    /** What is being opened: when the last one is open, what waited for it is fetched. */
    private final class Opening implements ServiceTrackerCustomizer<Object, ServiceReference<Object>> {

        @Override
        public ServiceReference<Object> addingService(ServiceReference<Object> reference) {
            return reference;
        }

        @Override
        public void modifiedService(ServiceReference<Object> reference, ServiceReference<Object> same) {
            // it is still being opened
        }

        @Override
        public void removedService(ServiceReference<Object> reference, ServiceReference<Object> same) {
            rebuildAfter(DEBOUNCE_MILLIS);
        }
    }
}
