package org.billhook.lib.derby.internal;

import static org.osgi.service.jdbc.DataSourceFactory.JDBC_DATABASE_NAME;
import static org.osgi.service.jdbc.DataSourceFactory.JDBC_PASSWORD;
import static org.osgi.service.jdbc.DataSourceFactory.JDBC_URL;
import static org.osgi.service.jdbc.DataSourceFactory.JDBC_USER;

import java.sql.SQLException;
import java.util.Properties;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** Where a database is and how it is opened, taken from the properties of the JDBC service specification. */
record DerbyAddress(String database, String attributes, String user, String password) {

    private static final String SCHEME = "jdbc:derby:";

    static DerbyAddress of(Properties properties) throws SQLException {
        String user = properties.getProperty(JDBC_USER);
        String password = properties.getProperty(JDBC_PASSWORD);
        String url = properties.getProperty(JDBC_URL);
        if (url == null) {
            return new DerbyAddress(name(properties), "create=true", user, password);
        }
        if (!url.startsWith(SCHEME)) {
            throw new SQLException("Derby serves URLs that begin with %s, not %s".formatted(SCHEME, url));
        }
        String[] parts = url.substring(SCHEME.length()).split(";", 2);
        return new DerbyAddress(parts[0], parts.length == 2 ? parts[1] : null, user, password);
    }

    private static String name(Properties properties) throws SQLException {
        String name = properties.getProperty(JDBC_DATABASE_NAME);
        if (name == null || name.isBlank()) {
            throw new SQLException("Neither %s nor %s is given".formatted(JDBC_URL, JDBC_DATABASE_NAME));
        }
        return name;
    }

    void applyTo(EmbeddedDataSource source) {
        source.setDatabaseName(database);
        source.setConnectionAttributes(attributes);
        if (user != null) {
            source.setUser(user);
            source.setPassword(password);
        }
    }
}
