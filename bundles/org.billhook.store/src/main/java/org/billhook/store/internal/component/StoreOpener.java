package org.billhook.store.internal.component;

import java.sql.SQLException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.Transactions;
import org.billhook.store.internal.Stores;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the store on the pool and registers it when the schema is up to date. A database that is away is tried again every
 * few seconds; a schema that does not fit stays closed.
 */
@Component(service = {})
public final class StoreOpener {

    private static final Logger LOG = LoggerFactory.getLogger(StoreOpener.class);
    private static final long SECONDS_BETWEEN = 3;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "billhook-store-opener"));
    private final BundleContext context;
    private final DataSource source;
    private Stores store;
    private ServiceRegistration<Transactions> registration;
    private boolean stopped;

    @Activate
    public StoreOpener(BundleContext context, @Reference(target = "(name=billhook)") DataSource source) {
        this.context = context;
        this.source = source;
        thread.execute(this::open);
    }

    private void open() {
        try {
            while (!Thread.currentThread().isInterrupted() && !opened()) {
                TimeUnit.SECONDS.sleep(SECONDS_BETWEEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("The store stays closed", e);
        }
    }

    private boolean opened() {
        try {
            register(Stores.open(source));
            return true;
        } catch (SQLException | StoreException e) {
            LOG.warn("The database can't be opened, trying again seconds='{}'", SECONDS_BETWEEN, e);
            return false;
        }
    }

    private synchronized void register(Stores opened) {
        if (stopped) {
            opened.close();
            return;
        }
        store = opened;
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("database", opened.database()));
        registration = context.registerService(Transactions.class, opened, properties);
        LOG.info("The store is open database='{}'", opened.database());
    }

    @Deactivate
    synchronized void stop() {
        stopped = true;
        thread.shutdownNow();
        if (registration != null) {
            registration.unregister();
            store.close();
        }
    }
}
