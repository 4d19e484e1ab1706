package org.billhook.lib.derby.internal;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.apache.derby.jdbc.EmbeddedConnectionPoolDataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.apache.derby.jdbc.EmbeddedDriver;
import org.apache.derby.jdbc.EmbeddedXADataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.jdbc.DataSourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Data sources of the embedded Derby. A database given by name is created when it is missing; one given by URL gets
 * exactly the attributes of the URL. All databases are shut down with the component, so that the next start need not
 * recover them.
 */
@Component(
        property = {
            DataSourceFactory.OSGI_JDBC_DRIVER_CLASS + "=org.apache.derby.jdbc.EmbeddedDriver",
            DataSourceFactory.OSGI_JDBC_DRIVER_NAME + "=derby"
        })
public final class DerbyDataSources implements DataSourceFactory {

    private static final Logger LOG = LoggerFactory.getLogger(DerbyDataSources.class);
    private static final String ENGINE_SHUT_DOWN = "XJ015";

    private final EmbeddedDriver driver;

    @Activate
    public DerbyDataSources() {
        driver = new EmbeddedDriver();
    }

    @Override
    public DataSource createDataSource(Properties properties) throws SQLException {
        DerbyAddress address = DerbyAddress.of(properties);
        EmbeddedDataSource source = new DatabaseMadeWhole(address);
        address.applyTo(source);
        return source;
    }

    @Override
    public ConnectionPoolDataSource createConnectionPoolDataSource(Properties properties) throws SQLException {
        EmbeddedConnectionPoolDataSource source = new EmbeddedConnectionPoolDataSource();
        DerbyAddress.of(properties).applyTo(source);
        return source;
    }

    @Override
    public XADataSource createXADataSource(Properties properties) throws SQLException {
        EmbeddedXADataSource source = new EmbeddedXADataSource();
        DerbyAddress.of(properties).applyTo(source);
        return source;
    }

    @Override
    public Driver createDriver(Properties properties) {
        return driver;
    }

    @Deactivate
    void shutDown() {
        try {
            driver.connect("jdbc:derby:;shutdown=true", new Properties());
        } catch (SQLException e) {
            if (!ENGINE_SHUT_DOWN.equals(e.getSQLState())) {
                LOG.error("Derby did not shut down cleanly state='{}'", e.getSQLState(), e);
            }
        }
    }
}
