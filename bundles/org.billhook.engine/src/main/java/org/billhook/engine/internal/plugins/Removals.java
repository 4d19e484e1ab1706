package org.billhook.engine.internal.plugins;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.billhook.engine.internal.registry.Inventory;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes bundles that are noted as leftovers, each on a thread of its own: one that hangs in its code does not let itself be stopped,
 * and nothing else may wait for that. What is not removed now goes at the next start.
 */
final class Removals implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Removals.class);

    /** How long a stop waits for a removal in work, which else goes on at the next start. */
    private static final int CLOSE_SECONDS = 5;

    private final PluginBundles bundles;
    private final Inventory inventory;
    private final Leftovers leftovers;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "billhook-plugin-removal");
        thread.setDaemon(true);
        return thread;
    });

    Removals(PluginBundles bundles, Inventory inventory, Leftovers leftovers) {
        this.bundles = bundles;
        this.inventory = inventory;
        this.leftovers = leftovers;
    }

    Future<?> remove(Bundle bundle) {
        return threads.submit(() -> removeNow(bundle));
    }

    void removeWhenDrained(Bundle bundle) {
        inventory.drained(bundle.getBundleId()).thenRun(() -> {
            if (!threads.isShutdown()) {
                remove(bundle);
            }
        });
    }

    private void removeNow(Bundle bundle) {
        try {
            bundles.remove(bundle);
            inventory.forget(bundle.getBundleId());
            leftovers.change(Set.of(), Set.of(bundle.getBundleId()));
        } catch (IOException | RuntimeException e) {
            LOG.error("A bundle could not be removed; that is tried again at the next start bundle='{}'", bundle, e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
