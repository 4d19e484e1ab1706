package org.billhook.engine.internal.registry;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.billhook.core.model.Finding;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the services of one SPI: gets one instance of each, so that SCR does not drop a delayed component, checks it and
 * tells the registry. One that takes too long to come up is broken until it has.
 */
final class SpiTracker<S> implements ServiceTrackerCustomizer<S, SpiTracker.Tracked<S>> {

    private static final Logger LOG = LoggerFactory.getLogger(SpiTracker.class);

    /** Where the registry hears of them. */
    interface Registry {
        void added(Provider<?> provider);

        /** The same service under other properties, or with an instance after it had none. */
        void changed(Provider<?> before, Provider<?> after);

        /** Called while the service is being unregistered: returns when the instance is not called any more. */
        void removed(Provider<?> provider);
    }

    /** What became of an attempt to get an instance: it, or why there is none. */
    private record Activated<S>(List<Finding> findings, S instance) {}

    /** A tracked service; what it says of itself may change, and its instance may come late. */
    static final class Tracked<S> {
        private final ServiceObjects<S> objects;
        private final Bundle bundle;
        private Provider<S> provider;
        private S instance;
        private boolean left;

        /** @param bundle that of the service, which a service that was unregistered does not tell any more */
        Tracked(ServiceObjects<S> objects, Bundle bundle) {
            this.objects = objects;
            this.bundle = bundle;
        }
    }

    private final BundleContext context;
    private final Spi<S> spi;
    private final Registry registry;
    private final Activations activations;
    private final Duration patience;
    private final ServiceTracker<S, Tracked<S>> tracker;

    /** @param patience how long one that did not come with the server may take before others go on without it */
    SpiTracker(BundleContext context, Spi<S> spi, Registry registry, Activations activations, Duration patience) {
        this.context = context;
        this.spi = spi;
        this.registry = registry;
        this.activations = activations;
        this.patience = patience;
        tracker = new ServiceTracker<>(context, spi.type(), this);
    }

    void open() {
        tracker.open();
    }

    void close() {
        tracker.close();
    }

    @Override
    public Tracked<S> addingService(ServiceReference<S> reference) {
        ServiceObjects<S> objects = context.getServiceObjects(reference);
        Bundle bundle = reference.getBundle();
        if (objects == null || bundle == null) {
            return null;
        }
        Tracked<S> tracked = new Tracked<>(objects, bundle);
        List<Finding> findings = SelfCheck.id(spi, reference.getProperty(spi.idProperty()));
        if (!findings.isEmpty()) {
            add(tracked, reference, new Activated<>(findings, null));
        } else if (activations.isForeign(bundle)) {
            activateApart(tracked, reference);
        } else {
            add(tracked, reference, activate(objects, reference));
        }
        return tracked;
    }

    private void add(Tracked<S> tracked, ServiceReference<S> reference, Activated<S> activated) {
        tracked.instance = activated.instance();
        tracked.provider = provider(tracked, reference, activated.findings(), new Gate<>(activated.instance()));
        registry.added(tracked.provider);
    }

    private void activateApart(Tracked<S> tracked, ServiceReference<S> reference) {
        CompletableFuture<Activated<S>> activation = activations.run(
                tracked.bundle,
                "activating %s '%s'".formatted(spi.name(), id(reference)),
                () -> activate(tracked.objects, reference));
        Optional<Activated<S>> inTime = await(activation);
        add(tracked, reference, inTime.orElseGet(() -> new Activated<>(List.of(activating(reference)), null)));
        if (inTime.isEmpty()) {
            activation.thenAccept(late -> cameLate(tracked, reference, late));
        }
    }

    private Activated<S> activate(ServiceObjects<S> objects, ServiceReference<S> reference) {
        AtomicReference<S> instance = new AtomicReference<>();
        List<Finding> findings = SelfCheck.instance(spi, id(reference), () -> {
            instance.set(objects.getService());
            return instance.get();
        });
        return new Activated<>(findings, instance.get());
    }

    private Optional<Activated<S>> await(CompletableFuture<Activated<S>> activation) {
        try {
            return Optional.of(activation.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause()); // the self-check lets nothing through
        }
    }

    private void cameLate(Tracked<S> tracked, ServiceReference<S> reference, Activated<S> late) {
        synchronized (tracked) {
            if (!tracked.left) {
                Provider<S> before = tracked.provider;
                tracked.instance = late.instance();
                tracked.provider = provider(tracked, reference, late.findings(), new Gate<>(late.instance()));
                registry.changed(before, tracked.provider);
                LOG.info(
                        "A plugin came up late spi='{}' id='{}' bundle='{}'",
                        spi.name(),
                        id(reference),
                        before.bundle());
                return;
            }
        }
        if (late.instance() != null) {
            tracked.objects.ungetService(late.instance());
        }
    }

    private Finding activating(ServiceReference<S> reference) {
        return Finding.error(
                Activations.ACTIVATING,
                "%s '%s' has not come up after %d s; it decides as soon as it has"
                        .formatted(spi.name(), id(reference), patience.toSeconds()));
    }

    @Override
    public void modifiedService(ServiceReference<S> reference, Tracked<S> tracked) {
        synchronized (tracked) {
            Provider<S> before = tracked.provider;
            List<Finding> findings = SelfCheck.id(spi, reference.getProperty(spi.idProperty()));
            tracked.provider =
                    provider(tracked, reference, findings.isEmpty() ? before.broken() : findings, before.gate());
            registry.changed(before, tracked.provider);
        }
    }

    @Override
    public void removedService(ServiceReference<S> reference, Tracked<S> tracked) {
        Provider<S> last;
        S instance;
        synchronized (tracked) {
            tracked.left = true;
            last = tracked.provider;
            instance = tracked.instance;
        }
        if (instance == null) {
            activations.interrupt(tracked.bundle);
        }
        registry.removed(last);
        if (instance != null) {
            tracked.objects.ungetService(instance);
        }
    }

    private Provider<S> provider(
            Tracked<S> tracked, ServiceReference<S> reference, List<Finding> findings, Gate<S> gate) {
        Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
        return new Provider<>(
                spi,
                id(reference),
                tracked.bundle.getSymbolicName(),
                tracked.bundle.getVersion(),
                tracked.bundle.getBundleId(),
                (Long) reference.getProperty(Constants.SERVICE_ID),
                ranking instanceof Integer number ? number : 0,
                Digests.settings(reference, spi.idProperty()),
                findings,
                gate);
    }

    private String id(ServiceReference<S> reference) {
        Object id = reference.getProperty(spi.idProperty());
        return id instanceof Object[] several ? Arrays.toString(several) : String.valueOf(id);
    }
}
