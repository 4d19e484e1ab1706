package org.billhook.engine.internal.plugins;

import org.apache.karaf.features.BootFinished;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Waits until all features of the distribution are installed and started, which Karaf tells by a service. */
final class Boot extends ServiceTracker<BootFinished, BootFinished> {

    private final Runnable action;

    private Boot(BundleContext context, Runnable action) {
        super(context, BootFinished.class, null);
        this.action = action;
    }

    /** @param action called once it is so, which may be now; it must not wait */
    static Boot afterwards(BundleContext context, Runnable action) {
        Boot boot = new Boot(context, action);
        boot.open();
        return boot;
    }

    @Override
    public BootFinished addingService(ServiceReference<BootFinished> reference) {
        action.run();
        return super.addingService(reference);
    }
}
