package org.billhook.store.internal.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.billhook.store.internal.dialect.Dialect;
import org.billhook.store.internal.sql.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date: numbered scripts, each once, in one transaction under a lock that all nodes share. A
 * script that was applied and has changed since, or one that this version does not know, stops the start.
 */
public final class Migrator {

    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    private final DataSource source;
    private final Dialect dialect;
    private final List<Script> scripts;
    private final Clock clock;

    public Migrator(DataSource source, Dialect dialect, List<Script> scripts, Clock clock) {
        this.source = source;
        this.dialect = dialect;
        this.scripts = scripts;
        this.clock = clock;
    }

    /** @throws IllegalStateException if the schema is not one that these scripts made */
    public void migrate() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Sql sql = new Sql(connection, dialect.driver());
                createVersionTable(connection, sql);
                dialect.lockMigrations(sql);
                apply(sql);
                connection.commit();
            } finally {
                // after a commit there is nothing left to roll back
                connection.rollback();
            }
        }
    }

    private void createVersionTable(Connection connection, Sql sql) throws SQLException {
        if (exists(connection)) {
            return;
        }
        try {
            dialect.beforeFirstTable(sql);
            sql.update(
                    """
                    CREATE TABLE schema_version (
                      name VARCHAR(80) NOT NULL PRIMARY KEY,
                      checksum CHAR(64) NOT NULL,
                      applied_at TIMESTAMP NOT NULL)""");
            connection.commit();
        } catch (RuntimeException | SQLException e) {
            connection.rollback();
            if (!exists(connection)) {
                throw e;
            }
            LOG.info("Another node created the version table first");
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
        for (String name : List.of("schema_version", "SCHEMA_VERSION")) {
            try (ResultSet tables =
                    connection.getMetaData().getTables(null, connection.getSchema(), name, new String[] {"TABLE"})) {
                if (tables.next()) {
                    return true;
                }
            }
        }
        return false;
    }

    private void apply(Sql sql) {
        Map<String, String> applied = new TreeMap<>();
        sql.list("SELECT name, checksum FROM schema_version", row -> applied.put(row.text(1), row.text(2)));
        for (Script script : scripts) {
            String before = applied.remove(script.name());
            if (before == null) {
                run(sql, script);
            } else if (!before.equals(script.checksum())) {
                throw new IllegalStateException(
                        "Migration %s was changed after it was applied to this database".formatted(script.name()));
            }
        }
        if (!applied.isEmpty()) {
            throw new IllegalStateException(
                    "The database was migrated by a newer version: %s".formatted(applied.keySet()));
        }
    }

    private void run(Sql sql, Script script) {
        for (String statement : script.statements(dialect.tokens())) {
            sql.update(statement);
        }
        sql.update("INSERT INTO schema_version VALUES (?, ?, ?)", script.name(), script.checksum(), clock.instant());
        LOG.info("Migrated the schema script='{}' database='{}'", script.name(), dialect.product());
    }
}
