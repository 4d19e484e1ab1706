package org.billhook.store.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.billhook.store.internal.Database;
import org.junit.jupiter.api.Test;

class PostgresPlansTest {

    private final Dialect dialect = new Postgres(true);

    @Test
    void whetherAnObjectWasBilledReadsItsOwnSourcesAlone() throws SQLException {
        Database.POSTGRESQL.stores();
        String billed =
                "SELECT 1" + dialect.sourcesByIndex("source_by_object") + " WHERE s.object_id = o.id AND b.billed <> 0";

        assertThat(plan("SELECT o.id FROM billing_object o WHERE o.id = 1 AND " + dialect.exists(billed)))
                .anyMatch(line -> line.contains("SubPlan"))
                .noneMatch(line -> line.contains("Hash") || line.contains("Semi Join"));
    }

    private static List<String> plan(String query) throws SQLException {
        try (Connection connection = Database.POSTGRESQL.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("EXPLAIN " + query)) {
            List<String> lines = new ArrayList<>();
            while (result.next()) {
                lines.add(result.getString(1));
            }
            connection.rollback();
            return lines;
        }
    }
}
