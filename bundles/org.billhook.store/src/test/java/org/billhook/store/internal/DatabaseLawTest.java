package org.billhook.store.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.StoreException.Reason;
import org.billhook.store.internal.sql.SqlErrors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The database itself refuses what the law forbids, whoever writes it: plain SQL, past all of our code. */
@Tag("I-1")
class DatabaseLawTest {

    static Stream<Arguments> unlawful() {
        return Stream.of(Database.values()).flatMap(database -> Stream.of(
                        // eight hours are posted, all of them open
                        "UPDATE balance SET billed = 1 WHERE source_id = %d",
                        "UPDATE balance SET still_open = 7.999999999 WHERE source_id = %d",
                        "UPDATE balance SET billed = 8.000000001, still_open = -0.000000001 WHERE source_id = %d",
                        "UPDATE balance SET still_open = 9, held = -1 WHERE source_id = %d",
                        "UPDATE balance SET still_open = 9, written_off = -1 WHERE source_id = %d",
                        "UPDATE balance SET still_open = 9, transferred = -1 WHERE source_id = %d",
                        "UPDATE balance SET still_open = 9, included = -1 WHERE source_id = %d",
                        "UPDATE balance SET still_open = 9, reversed = -1 WHERE source_id = %d",
                        "UPDATE balance SET still_open = 9, billed = -1 WHERE source_id = %d",
                        "UPDATE balance SET posted = 0 WHERE source_id = %d",
                        "UPDATE balance SET posted = -8, still_open = -9, billed = 1 WHERE source_id = %d",
                        "UPDATE balance SET posted = NULL WHERE source_id = %d")
                .map(sql -> Arguments.of(database, sql)));
    }

    @ParameterizedTest
    @MethodSource("unlawful")
    void aBalanceThatBreaksTheLawIsRefused(Database database, String sql) {
        long source = database.stores()
                .call(store -> Fixture.post(store, Fixture.head(store), 1).get(0));

        assertRefused(database, sql.formatted(source), Reason.LAW);
    }

    @OnEachDatabase
    @Tag("I-2")
    void anEntryOfAnActThatWasDoneIsRefused(Database database) {
        long source = database.stores()
                .call(store -> Fixture.post(store, Fixture.head(store), 1).get(0));

        assertRefused(
                database,
                "INSERT INTO entry (source_id, seq, act_id, kind, share) VALUES (%d, 1, 1, 'BILL', 8)"
                        .formatted(source),
                Reason.DUPLICATE);
    }

    @OnEachDatabase
    @Tag("I-2")
    void aSecondSourceOfTheSameExternalIdIsRefused(Database database) {
        long source = database.stores()
                .call(store -> Fixture.post(store, Fixture.head(store), 1).get(0));

        assertRefused(
                database,
                "INSERT INTO source SELECT id + 500000000, kind, origin, external_id, object_id, root_id, service_date,"
                        + " posting_date, entered_at, dimension, measure, description, billable, actual,"
                        + " characteristics, cost, cost_currency, reverses, fingerprint, superseded FROM source WHERE id = "
                        + source,
                Reason.DUPLICATE);
    }

    @OnEachDatabase
    void aNumberThatDoesNotFitIsToldFromABrokenLaw(Database database) {
        long source = database.stores()
                .call(store -> Fixture.post(store, Fixture.head(store), 1).get(0));

        assertRefused(
                database,
                "UPDATE source SET cost = 100000000000000000000000, cost_currency = 'EUR' WHERE id = " + source,
                Reason.TOO_LARGE);
    }

    @OnEachDatabase
    void aCostWithoutACurrencyIsRefused(Database database) {
        long source = database.stores()
                .call(store -> Fixture.post(store, Fixture.head(store), 1).get(0));

        assertRefused(database, "UPDATE source SET cost = 1 WHERE id = " + source, Reason.LAW);
    }

    private static void assertRefused(Database database, String sql, Reason reason) {
        assertThatThrownBy(() -> execute(database, sql))
                .asInstanceOf(InstanceOfAssertFactories.type(StoreException.class))
                .extracting(StoreException::reason)
                .isEqualTo(reason);
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            try {
                statement.executeUpdate(sql);
            } catch (SQLException e) {
                throw SqlErrors.of(e);
            } finally {
                connection.rollback();
            }
        }
    }
}
