package org.billhook.engine.internal.registry;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.billhook.core.model.Finding;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Follows the services of one SPI: gets one instance of each, so that SCR does not drop a delayed component, checks it and
 * tells the registry.
 */
final class SpiTracker<S> implements ServiceTrackerCustomizer<S, SpiTracker.Tracked<S>> {

    /** Where the registry hears of them. */
    interface Registry {
        void added(Provider<?> provider);

        /** The same instance under other properties. */
        void changed(Provider<?> before, Provider<?> after);

        /** Called while the service is being unregistered: returns when the instance is not called any more. */
        void removed(Provider<?> provider);
    }

    /** A tracked service; what it says of itself may change. */
    record Tracked<S>(AtomicReference<Provider<S>> provider, ServiceObjects<S> objects, S instance) {}

    private final BundleContext context;
    private final Spi<S> spi;
    private final Registry registry;
    private final ServiceTracker<S, Tracked<S>> tracker;

    SpiTracker(BundleContext context, Spi<S> spi, Registry registry) {
        this.context = context;
        this.spi = spi;
        this.registry = registry;
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
        if (objects == null) {
            return null;
        }
        AtomicReference<S> instance = new AtomicReference<>();
        List<Finding> findings = SelfCheck.id(spi, reference.getProperty(spi.idProperty()));
        if (findings.isEmpty()) {
            findings = SelfCheck.instance(spi, id(reference), () -> {
                instance.set(objects.getService());
                return instance.get();
            });
        }
        Provider<S> provider = provider(reference, findings, new Gate<>(instance.get()));
        registry.added(provider);
        return new Tracked<>(new AtomicReference<>(provider), objects, instance.get());
    }

    @Override
    public void modifiedService(ServiceReference<S> reference, Tracked<S> tracked) {
        Provider<S> before = tracked.provider().get();
        List<Finding> findings = SelfCheck.id(spi, reference.getProperty(spi.idProperty()));
        Provider<S> after = provider(reference, findings.isEmpty() ? before.broken() : findings, before.gate());
        tracked.provider().set(after);
        registry.changed(before, after);
    }

    @Override
    public void removedService(ServiceReference<S> reference, Tracked<S> tracked) {
        registry.removed(tracked.provider().get());
        if (tracked.instance() != null) {
            tracked.objects().ungetService(tracked.instance());
        }
    }

    private Provider<S> provider(ServiceReference<S> reference, List<Finding> findings, Gate<S> gate) {
        Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
        return new Provider<>(
                spi,
                id(reference),
                reference.getBundle().getSymbolicName(),
                reference.getBundle().getVersion(),
                reference.getBundle().getBundleId(),
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
