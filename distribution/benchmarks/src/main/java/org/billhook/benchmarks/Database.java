package org.billhook.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.billhook.harness.Postgres;
import org.billhook.harness.Server;

/** A database to measure on, with the driver settings of the server. */
interface Database extends AutoCloseable {

    String name();

    Connection connect() throws SQLException;

    /** Puts a server that is not started yet on an empty database of this kind. */
    void use(Server server) throws IOException, SQLException;

    @Override
    void close() throws IOException, SQLException;

    static Database open(String name, Path folder) throws IOException, SQLException {
        return switch (name) {
            case "derby" -> new Derby(folder.resolve("derby"));
            case "postgresql" -> new Postgresql(Postgres.start(folder.resolve("postgresql")));
            default -> throw new IllegalArgumentException(
                    "Database '%s' is not one of derby, postgresql".formatted(name));
        };
    }

    /** Embedded Derby, in this process, with the settings that the server gives it. */
    record Derby(Path folder) implements Database {

        public Derby {
            System.setProperty("derby.storage.pageCacheSize", "8000");
            System.setProperty("derby.locks.escalationThreshold", "100000000");
        }

        @Override
        public void use(Server server) {
            // it comes that way
        }

        @Override
        public String name() {
            return "derby";
        }

        @Override
        public Connection connect() throws SQLException {
            return DriverManager.getConnection("jdbc:derby:%s;create=true".formatted(folder));
        }

        @Override
        public void close() throws SQLException {
            try {
                DriverManager.getConnection("jdbc:derby:%s;shutdown=true".formatted(folder));
            } catch (SQLException e) {
                if (!"08006".equals(e.getSQLState())) { // Derby says so when it has stopped as asked
                    throw e;
                }
            }
        }
    }

    /** PostgreSQL in a process of its own. */
    record Postgresql(Postgres server) implements Database {

        public Postgresql {
            requireDurable(server);
        }

        @Override
        public String name() {
            return "postgresql";
        }

        @Override
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(
                    server.url("postgres") + "?reWriteBatchedInserts=true", Postgres.USER, Postgres.USER);
        }

        private static void requireDurable(Postgres server) {
            try (Connection connection =
                            DriverManager.getConnection(server.url("postgres"), Postgres.USER, Postgres.USER);
                    Statement statement = connection.createStatement()) {
                for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                    try (ResultSet result = statement.executeQuery("SHOW " + setting)) {
                        result.next();
                        if (!"on".equals(result.getString(1))) {
                            throw new IllegalStateException("%s is %s".formatted(setting, result.getString(1)));
                        }
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void use(Server billhook) throws IOException, SQLException {
            billhook.usePostgres(server.createDatabase("bench" + System.nanoTime()));
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
