package org.billhook.store.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/** Finds out which database it is. */
public final class Dialects {

    private Dialects() {}

    /** @throws SQLException if it is none that the store knows */
    public static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "Apache Derby" -> new Derby();
            case "PostgreSQL" -> new Postgres(offersCopy(connection));
            default -> throw new SQLException("There is no schema for the database '%s'".formatted(product));
        };
    }

    private static boolean offersCopy(Connection connection) throws SQLException {
        try {
            return PostgresCopy.offeredBy(connection);
        } catch (NoClassDefFoundError e) {
            // a driver that speaks the protocol but is not the one of PostgreSQL
            return false;
        }
    }
}
