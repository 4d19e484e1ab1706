package org.billhook.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.billhook.store.internal.dialect.Derby;
import org.billhook.store.internal.dialect.Postgres;
import org.billhook.store.internal.migration.Migrator;
import org.billhook.store.internal.migration.Script;
import org.junit.jupiter.api.Test;

class MigratorTest {

    private static final Script FIRST = new Script("001-first", "CREATE TABLE a (id BIGINT);\n", "");
    private static final Script SECOND = new Script(
            "002-second", "-- a comment;\nCREATE TABLE b (\n  t ${text}\n);\n", "CREATE TABLE c (id BIGINT);\n");

    @Test
    void scriptsAreAppliedOnceAndInOrder() throws SQLException {
        DataSource source = empty();
        migrate(source, FIRST);
        migrate(source, FIRST, SECOND);
        migrate(source, FIRST, SECOND);

        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery("SELECT name FROM schema_version ORDER BY name")) {
            List<String> applied = new ArrayList<>();
            while (names.next()) {
                applied.add(names.getString(1));
            }
            assertThat(applied).containsExactly("001-first", "002-second");
        }
    }

    @Test
    void aScriptThatWasChangedStopsTheStart() throws SQLException {
        DataSource source = empty();
        migrate(source, FIRST);

        assertThatThrownBy(() -> migrate(source, new Script("001-first", "CREATE TABLE z (id BIGINT);\n", "")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("001-first was changed");
    }

    @Test
    void aDatabaseOfANewerVersionStopsTheStart() throws SQLException {
        DataSource source = empty();
        migrate(source, FIRST, SECOND);

        assertThatThrownBy(() -> migrate(source, FIRST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("002-second");
    }

    @Test
    void aScriptThatFailsLeavesNothingBehind() throws SQLException {
        DataSource source = empty();
        Script broken = new Script("001-first", "CREATE TABLE a (id BIGINT);\nCREATE TABLE nonsense;\n", "");

        assertThatThrownBy(() -> migrate(source, broken)).hasMessageContaining("Syntax error");

        migrate(source, FIRST);
    }

    @Test
    void nodesThatStartTogetherMigrateOnce() throws Exception {
        DataSource source = emptySchema(Database.POSTGRESQL);
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            Callable<Void> node = () -> {
                new Migrator(source, new Postgres(true), List.of(FIRST, SECOND), Clock.systemUTC()).migrate();
                return null;
            };
            for (Future<Void> done : nodes.invokeAll(List.of(node, node, node))) {
                done.get();
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void anUnknownTokenStopsTheStart() {
        assertThatThrownBy(() ->
                        new Script("x", "CREATE TABLE ${nobody} (id BIGINT);\n", "").statements(new Derby().tokens()))
                .hasMessageContaining("unknown token");
    }

    /** The weaver reads the one list, the server the other. */
    @Test
    void everyWovenClassIsManaged() throws IOException {
        String xml;
        try (InputStream in = Stores.class.getResourceAsStream("/META-INF/persistence.xml")) {
            xml = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        List<String> listed = Pattern.compile("<class>([^<]+)</class>")
                .matcher(xml)
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(listed).isEqualTo(org.billhook.store.internal.jpa.JpaUnit.managed());
        assertThat(listed)
                .filteredOn(name -> name.endsWith("Entity"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Class.forName(name).getInterfaces())
                        .extracting(Class::getSimpleName)
                        .contains("PersistenceWeaved"));
    }

    private static DataSource empty() {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName("memory:" + Fixture.unique("migrator"));
        source.setCreateDatabase("create");
        return source;
    }

    private static DataSource emptySchema(Database database) throws SQLException {
        String schema = Fixture.unique("migrator").replace('-', '_');
        HikariDataSource pool = (HikariDataSource) database.pool();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
            connection.commit();
        }
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(pool.getDataSource());
        settings.setSchema(schema);
        return new HikariDataSource(settings);
    }

    private static void migrate(DataSource source, Script... scripts) throws SQLException {
        new Migrator(source, new Derby(), List.of(scripts), Clock.systemUTC()).migrate();
    }
}
