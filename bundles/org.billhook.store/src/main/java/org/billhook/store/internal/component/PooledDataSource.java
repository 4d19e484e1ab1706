package org.billhook.store.internal.component;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.billhook.core.api.Gauges;
import org.billhook.store.internal.dialect.Postgres;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jdbc.DataSourceFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The pool of connections, from whichever driver the configuration names; registered as a {@link DataSource} with
 * {@code name=billhook}. A changed configuration makes a new pool, and the store opens again on it.
 */
@Component(
        configurationPid = PooledDataSource.PID,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        service = {})
@Designate(ocd = PooledDataSource.Config.class)
public final class PooledDataSource {

    static final String PID = "org.billhook.datasource";

    /** How long a caller waits for a connection before it is told that the database is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Settings that the store relies on, unless the URL says otherwise. */
    private static final Map<String, String> POSTGRESQL =
            Map.of("reWriteBatchedInserts", "true", "stringtype", "unspecified");

    /** Where the data is. */
    @ObjectClassDefinition(name = "Billhook: database")
    public @interface Config {
        @AttributeDefinition(name = "Driver", description = "Filter that selects the DataSourceFactory service")
        String dataSourceFactory_target() default "(osgi.jdbc.driver.name=derby)";

        @AttributeDefinition(name = "URL", description = "JDBC URL; empty for a Derby database by its folder")
        String url() default "";

        @AttributeDefinition(name = "Database", description = "Folder of the Derby database, where there is no URL")
        String databaseName() default "${karaf.data}/derby/billhook";

        @AttributeDefinition(name = "User", description = "Empty for none")
        String user() default "";

        @AttributeDefinition(name = "Password", type = AttributeType.PASSWORD)
        String password() default "";

        @AttributeDefinition(name = "Connections", description = "Most connections at once", min = "2", max = "1000")
        int maxPoolSize() default 20;
    }

    private final HikariDataSource pool;
    private final ServiceRegistration<DataSource> registration;
    private final ServiceRegistration<Gauges> gauges;

    /** @throws SQLException if the driver refuses the settings; a database that is away is no reason */
    @Activate
    public PooledDataSource(
            BundleContext context,
            Config config,
            @Reference(name = "dataSourceFactory", target = "(osgi.jdbc.driver.name=derby)") DataSourceFactory driver)
            throws SQLException {
        DerbySettings.apply();
        HikariConfig settings = settings(
                driver.createDataSource(properties(context, config)), isPostgres(config), config.maxPoolSize());
        settings.setPoolName("billhook");
        settings.setConnectionTimeout(PATIENCE.toMillis());
        // the store waits for a database that is not there yet
        settings.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(settings);
        Dictionary<String, Object> name = new Hashtable<>(Map.of("name", "billhook"));
        registration = context.registerService(DataSource.class, pool, name);
        gauges = context.registerService(Gauges.class, this::values, new Hashtable<>());
    }

    /** What the store relies on in each of its connections. */
    public static HikariConfig settings(DataSource driver, boolean postgres, int most) {
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(driver);
        settings.setMaximumPoolSize(most);
        settings.setAutoCommit(false);
        if (postgres) {
            settings.setConnectionInitSql(Postgres.SESSION);
            // by itself, so that no roll-back of the first transaction takes it back
            settings.setIsolateInternalQueries(true);
        }
        return settings;
    }

    private static boolean isPostgres(Config config) {
        return config.url().startsWith("jdbc:postgresql:");
    }

    @Deactivate
    void stop() {
        gauges.unregister();
        registration.unregister();
        pool.close();
    }

    /** None before the first connection was asked for. */
    private Map<String, Long> values() {
        HikariPoolMXBean now = pool.getHikariPoolMXBean();
        return now == null
                ? Map.of()
                : Map.of(
                        "database.connections.active", (long) now.getActiveConnections(),
                        "database.connections.idle", (long) now.getIdleConnections(),
                        "database.connections.waiting", (long) now.getThreadsAwaitingConnection(),
                        "database.connections.most", (long) pool.getMaximumPoolSize());
    }

    private static Properties properties(BundleContext context, Config config) {
        Properties properties = new Properties();
        if (config.url().isEmpty()) {
            String data = context.getProperty("karaf.data");
            properties.setProperty(
                    DataSourceFactory.JDBC_DATABASE_NAME,
                    config.databaseName().replace("${karaf.data}", data == null ? "data" : data));
        } else {
            properties.setProperty(DataSourceFactory.JDBC_URL, config.url());
        }
        if (!config.user().isEmpty()) {
            properties.setProperty(DataSourceFactory.JDBC_USER, config.user());
            properties.setProperty(DataSourceFactory.JDBC_PASSWORD, config.password());
        }
        if (isPostgres(config)) {
            POSTGRESQL.forEach((name, value) -> {
                if (!config.url().contains(name + "=")) {
                    properties.setProperty(name, value);
                }
            });
        }
        return properties;
    }
}
