package org.billhook.lib.derby.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.jdbc.DataSourceFactory;

class DerbyDataSourcesTest {

    @TempDir
    Path folder;

    @Test
    void namedDatabaseIsCreatedAndSurvivesShutDown() throws SQLException {
        Properties properties = named();
        DerbyDataSources first = new DerbyDataSources();
        try (Connection connection = first.createDataSource(properties).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table tool (name varchar(20))");
            statement.execute("insert into tool values ('billhook')");
        }
        first.shutDown();
        assertThat(folder.resolve("db/db.lck")).doesNotExist();

        DerbyDataSources second = new DerbyDataSources();
        try (Connection connection = second.createDataSource(properties).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select name from tool")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("billhook");
        }
        second.shutDown();
    }

    @Test
    void databaseWhoseMakingWasCutOffIsMadeAnew() throws Exception {
        Path leftover = Files.createDirectories(folder.resolve("db.unfinished/seg0"));
        Files.writeString(leftover.resolve("c10.dat"), "half of it");
        DerbyDataSources sources = new DerbyDataSources();
        try (Connection connection = sources.createDataSource(named()).getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        }
        sources.shutDown();

        assertThat(folder.resolve("db/service.properties")).exists();
        assertThat(folder.resolve("db.unfinished")).doesNotExist();
    }

    @Test
    void whatIsInItsPlaceIsNeverTouched() throws Exception {
        Path data = Files.createDirectories(folder.resolve("db/seg0")).resolve("c10.dat");
        Files.writeString(data, "all that there is");
        DerbyDataSources sources = new DerbyDataSources();

        assertThatThrownBy(() -> sources.createDataSource(named()).getConnection())
                .isInstanceOf(SQLException.class);
        assertThat(data).hasContent("all that there is");
        sources.shutDown();
    }

    @Test
    void urlIsTakenAsItIsAndCreatesNothingUnasked() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, "jdbc:derby:" + folder.resolve("missing"));
        DerbyDataSources sources = new DerbyDataSources();

        assertThatThrownBy(() -> sources.createDataSource(properties).getConnection())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("missing");
        sources.shutDown();
    }

    @Test
    void urlOfAnotherDatabaseIsRefused() {
        Properties properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, "jdbc:postgresql://localhost/billhook");

        assertThatThrownBy(() -> new DerbyDataSources().createDataSource(properties))
                .hasMessage("Derby serves URLs that begin with jdbc:derby:, not jdbc:postgresql://localhost/billhook");
    }

    @Test
    void missingNameIsRefused() {
        assertThatThrownBy(() -> new DerbyDataSources().createDataSource(new Properties()))
                .hasMessage("Neither url nor databaseName is given");
    }

    private Properties named() {
        Properties properties = new Properties();
        properties.setProperty(
                DataSourceFactory.JDBC_DATABASE_NAME, folder.resolve("db").toString());
        return properties;
    }
}
