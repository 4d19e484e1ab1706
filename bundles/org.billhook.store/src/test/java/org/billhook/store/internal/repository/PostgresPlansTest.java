package org.billhook.store.internal.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.billhook.engine.port.ObjectRow;
import org.billhook.store.internal.Database;
import org.billhook.store.internal.Fixture;
import org.billhook.store.internal.dialect.Postgres;
import org.junit.jupiter.api.Test;

class PostgresPlansTest {

    /** Of which nothing is billed: whoever looks for what is billed among all of them takes it for quickly found. */
    private static final int POSTED = 20_000;

    @Test
    void whetherAnObjectWasBilledReadsItsOwnSourcesAlone() throws SQLException {
        ObjectRow worked = Database.POSTGRESQL.stores().call(Fixture::head);
        Database.POSTGRESQL.stores().call(store -> Fixture.post(store, worked, POSTED));
        ObjectRow fresh = Database.POSTGRESQL.stores().call(Fixture::head);
        String billed = JpaObjects.anythingBilled(new Postgres(true), "o");

        for (ObjectRow object : List.of(worked, fresh)) {
            assertThat(plan("SELECT o.id FROM billing_object o WHERE o.id = " + object.id() + " AND " + billed))
                    .anyMatch(line -> line.contains("source_by_object"))
                    .noneMatch(line -> line.contains("Seq Scan on source") || line.contains("Seq Scan on balance"));
        }
    }

    /** A plan that is made for an empty table is kept while it grows: each look-up would read all of it. */
    @Test
    void aPlanOfAnEmptyTableLooksObjectsUpByTheirIndex() throws SQLException {
        try (Connection connection = Database.POSTGRESQL.pool().getConnection();
                Statement statement = connection.createStatement()) {
            connection.rollback();
            statement.execute("SET plan_cache_mode = force_generic_plan");
            statement.execute("CREATE TEMPORARY TABLE billing_object (LIKE billing_object INCLUDING INDEXES)");
            statement.execute(
                    "PREPARE by_ref (varchar, varchar) AS " + ObjectRows.COLUMNS + " WHERE kind = $1 AND object_key "
                            + new Postgres(true)
                                    .among(List.of("key"))
                                    .get(0)
                                    .condition()
                                    .replace("?", "$2"));
            statement.execute("PREPARE by_ids (bigint[]) AS " + ObjectRows.COLUMNS + " WHERE id "
                    + new Postgres(true)
                            .among(List.of(1L, 2L))
                            .get(0)
                            .condition()
                            .replace("?", "$1"));

            assertThat(explain(statement, "EXECUTE by_ref ('wbs-element', 'a')"))
                    .anyMatch(line -> line.contains("Index Cond") && line.contains("object_key"))
                    .noneMatch(line -> line.contains("Filter"));
            assertThat(explain(statement, "EXECUTE by_ids ('{1,2}')"))
                    .anyMatch(line -> line.contains("Index Cond"))
                    .noneMatch(line -> line.contains("Seq Scan"));
            connection.rollback();
        }
    }

    private static List<String> plan(String query) throws SQLException {
        try (Connection connection = Database.POSTGRESQL.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE source");
            statement.execute("ANALYZE balance");
            List<String> lines = explain(statement, query);
            connection.rollback();
            return lines;
        }
    }

    private static List<String> explain(Statement statement, String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("EXPLAIN " + query)) {
            while (result.next()) {
                lines.add(result.getString(1));
            }
        }
        return lines;
    }
}
