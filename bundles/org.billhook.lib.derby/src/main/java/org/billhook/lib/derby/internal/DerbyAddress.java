package org.billhook.lib.derby.internal;

import static org.osgi.service.jdbc.DataSourceFactory.JDBC_DATABASE_NAME;
import static org.osgi.service.jdbc.DataSourceFactory.JDBC_PASSWORD;
import static org.osgi.service.jdbc.DataSourceFactory.JDBC_URL;
import static org.osgi.service.jdbc.DataSourceFactory.JDBC_USER;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** Where a database is and how it is opened, taken from the properties of the JDBC service specification. */
record DerbyAddress(String database, String attributes, String user, String password) {

    private static final String SCHEME = "jdbc:derby:";
    private static final String IN_MEMORY = "memory:";
    private static final String CREATE = "create=true";

    static DerbyAddress of(Properties properties) throws SQLException {
        String user = properties.getProperty(JDBC_USER);
        String password = properties.getProperty(JDBC_PASSWORD);
        String url = properties.getProperty(JDBC_URL);
        if (url == null) {
            return new DerbyAddress(name(properties), CREATE, user, password);
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

    /** The folder of a database that is to be created if it is missing; empty for one that is not in a folder, or given by URL. */
    Optional<Path> folderToCreate() {
        return CREATE.equals(attributes)
                        && !database.startsWith(IN_MEMORY)
                        && Path.of(database).isAbsolute()
                ? Optional.of(Path.of(database))
                : Optional.empty();
    }

    /** The same elsewhere. */
    DerbyAddress at(Path folder) {
        return new DerbyAddress(folder.toString(), attributes, user, password);
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
