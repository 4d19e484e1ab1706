package org.billhook.store.internal.component;

import java.sql.SQLException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.billhook.core.api.HealthCheck;
import org.billhook.core.model.Finding;
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
@Component(service = HealthCheck.class, immediate = true)
public final class StoreOpener implements HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(StoreOpener.class);
    private static final long SECONDS_BETWEEN = 3;
    /** Service property: true while what depends on the service is being activated. */
    private static final String OPENING = "billhook.opening";

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "billhook-store-opener"));
    private final BundleContext context;
    private final DataSource source;
    private Stores store;
    private ServiceRegistration<Transactions> registration;
    private boolean stopped;
    private volatile List<Finding> problems =
            List.of(Finding.error("DATABASE_OPENING", "The database is being opened"));

    @Activate
    public StoreOpener(BundleContext context, @Reference(target = "(name=billhook)") DataSource source) {
        this.context = context;
        this.source = source;
        thread.execute(this::open);
    }

    @Override
    public List<Finding> problems() {
        return problems;
    }

    private void open() {
        try {
            while (!Thread.currentThread().isInterrupted() && !opened()) {
                TimeUnit.SECONDS.sleep(SECONDS_BETWEEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError e) {
            problems = List.of(Finding.error("DATABASE_REFUSED", "The database stays closed: " + reason(e)));
            LOG.error("The store stays closed", e);
        }
    }

    private boolean opened() {
        try {
            register(Stores.open(source));
            problems = List.of();
            return true;
        } catch (SQLException | StoreException e) {
            problems = List.of(Finding.error(
                    "DATABASE_AWAY",
                    "The database can't be opened, which is tried again every %d s: %s"
                            .formatted(SECONDS_BETWEEN, reason(e))));
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
        // this activates all that depends on the store, on this thread: nobody else may ask for it meanwhile
        registration = context.registerService(Transactions.class, opened, properties(opened, Map.of(OPENING, true)));
        registration.setProperties(properties(opened, Map.of()));
        LOG.info("The store is open database='{}'", opened.database());
    }

    /** What the driver said, beneath what the pool says and above what the network says. */
    private static String reason(Throwable e) {
        String reason = e.getMessage();
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                reason = cause.getMessage();
            }
        }
        return reason;
    }

    private static Dictionary<String, Object> properties(Stores opened, Map<String, Object> more) {
        Hashtable<String, Object> properties = new Hashtable<>(more);
        properties.put("database", opened.database());
        return properties;
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
