package org.billhook.store.internal;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;
import org.billhook.store.internal.dialect.Dialect;
import org.billhook.store.internal.dialect.Dialects;
import org.billhook.store.internal.jpa.JpaUnit;
import org.billhook.store.internal.migration.Migrator;
import org.billhook.store.internal.migration.Script;
import org.billhook.store.internal.repository.Ids;
import org.billhook.store.internal.repository.OpenStore;
import org.billhook.store.internal.repository.Session;
import org.billhook.store.internal.sql.SqlErrors;
import org.eclipse.persistence.exceptions.EclipseLinkException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store on one data source: JPA and JDBC in one transaction on one connection. */
public final class Stores implements Transactions, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Stores.class);
    private static final Clock CLOCK = Clock.systemUTC();

    private final DataSource source;
    private final Dialect dialect;
    private final Ids ids;
    private final EntityManagerFactory entities;
    private final ThreadLocal<Boolean> busy = new ThreadLocal<>();
    private final Map<Thread, Connection> open = new ConcurrentHashMap<>();

    private Stores(DataSource source, Dialect dialect, EntityManagerFactory entities) {
        this.source = source;
        this.dialect = dialect;
        this.entities = entities;
        this.ids = new Ids(dialect);
    }

    /**
     * Brings the schema up to date and opens the store. The caller keeps the data source and closes it after this.
     *
     * @param source pooled; on PostgreSQL with {@code stringtype=unspecified}
     * @throws SQLException if the database is away, or none that the store knows
     * @throws IllegalStateException if the schema is newer than this version, or was changed by hand
     */
    public static Stores open(DataSource source) throws SQLException {
        Dialect dialect;
        try (Connection connection = source.getConnection()) {
            dialect = Dialects.of(connection);
        }
        new Migrator(source, dialect, Script.all(dialect.name()), CLOCK).migrate();
        return new Stores(source, dialect, JpaUnit.open(source, dialect.jpaPlatform()));
    }

    @Override
    public <T> T call(Function<Store, T> work) {
        if (busy.get() != null) {
            throw new IllegalStateException("A transaction is open on this thread already");
        }
        busy.set(true);
        EntityManager manager = entities.createEntityManager();
        try {
            return call(manager, work);
        } finally {
            busy.remove();
            manager.close();
        }
    }

    private <T> T call(EntityManager manager, Function<Store, T> work) {
        EntityTransaction transaction = manager.getTransaction();
        try {
            transaction.begin();
            open.put(Thread.currentThread(), manager.unwrap(Connection.class));
            Session session = new Session(manager, dialect, ids);
            T result = work.apply(new OpenStore(session));
            session.end(CLOCK.instant());
            transaction.commit();
            return result;
        } catch (PersistenceException | EclipseLinkException e) {
            rollBack(transaction, e);
            throw SqlErrors.of(e);
        } catch (RuntimeException | Error e) {
            rollBack(transaction, e);
            throw e;
        } finally {
            open.remove(Thread.currentThread());
        }
    }

    /** The connection goes with it, and its place in the pool is free. */
    @Override
    public void abandon(Thread thread) {
        Connection connection = open.remove(thread);
        if (connection == null) {
            return;
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.error("A connection can't be given up thread='{}'", thread.getName(), e);
        }
        if (source instanceof HikariDataSource pool) {
            pool.evictConnection(connection);
        }
    }

    /** A roll-back that fails does not hide why there was one. */
    private static void rollBack(EntityTransaction transaction, Throwable why) {
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    @Override
    public String database() {
        return dialect.product();
    }

    @Override
    public void close() {
        entities.close();
    }
}
