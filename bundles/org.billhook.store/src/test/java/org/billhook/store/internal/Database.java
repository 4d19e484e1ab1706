package org.billhook.store.internal;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.billhook.engine.port.Store;
import org.billhook.store.internal.component.DerbySettings;
import org.billhook.store.internal.component.PooledDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The databases that every test of the store runs on, each started once per JVM and with one schema for all tests. */
public enum Database {
    DERBY {
        @Override
        DataSource driver() {
            DerbySettings.apply();
            EmbeddedDataSource derby = new EmbeddedDataSource();
            derby.setDatabaseName(
                    Path.of("target", "derby-" + UUID.randomUUID()).toString());
            derby.setCreateDatabase("create");
            return derby;
        }
    },
    POSTGRESQL {
        @Override
        DataSource driver() throws SQLException {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder().start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
                PGSimpleDataSource source = (PGSimpleDataSource) server.getPostgresDatabase();
                source.setReWriteBatchedInserts(true);
                source.setStringType("unspecified");
                return source;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void close(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private HikariDataSource pool;
    private Stores stores;

    abstract DataSource driver() throws SQLException;

    public synchronized Stores stores() {
        if (stores == null) {
            try {
                stores = Stores.open(pool());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return stores;
    }

    /** A port of which every call is a transaction of its own. */
    public <P> P each(Class<P> port, Function<Store, P> get) {
        Object proxy = Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> stores().call(store -> {
                    try {
                        return method.invoke(get.apply(store), arguments);
                    } catch (InvocationTargetException e) {
                        if (e.getCause() instanceof RuntimeException refusal) {
                            throw refusal;
                        }
                        throw new IllegalStateException(e.getCause());
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        return port.cast(proxy);
    }

    public synchronized DataSource pool() {
        if (pool == null) {
            try {
                pool = new HikariDataSource(PooledDataSource.settings(driver(), this == POSTGRESQL, 20));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return pool;
    }
}
