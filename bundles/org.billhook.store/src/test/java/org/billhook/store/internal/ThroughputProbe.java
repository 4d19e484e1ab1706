package org.billhook.store.internal;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.ledger.ActKind;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.OpenRow;
import org.billhook.engine.port.Store;
import org.junit.jupiter.api.Tag;

/**
 * Not a test: prints postings per second of ingest and of billing through the ports, against the floor of the same
 * database. Run it with {@code -Dtest=ThroughputProbe}; {@code distribution/benchmarks} measures the whole server.
 */
@Tag("probe")
class ThroughputProbe {

    private static final int ROOTS = 40;
    private static final int SOURCES = 1000;
    private static final String DERIVATION =
            "d|relevance|1;d|price|2;s|123456|8 HUR;q|8|HUR;c|PR00|100.01 EUR|8 HUR|800.08|800.08|list/17;x|abcdefghij|"
                    + "abcdefghij|abcdefghij|abcdefg;";

    @OnEachDatabase
    void print(Database database) throws SQLException {
        createFloor(database);
        floor(database, 10_000, 0);
        List<Double> floors = new ArrayList<>();
        floors.add(floor(database, 30_000, 100_000));
        bill(database, post(database, 10));
        long start = System.nanoTime();
        List<ObjectRow> heads = post(database, ROOTS);
        double posted = rate(ROOTS * SOURCES, start);
        start = System.nanoTime();
        bill(database, heads);
        double billed = rate(ROOTS * SOURCES, start);
        floors.add(floor(database, 30_000, 200_000));
        floors.add(floor(database, 30_000, 300_000));
        Collections.sort(floors);
        double floor = floors.get(1);
        System.out.printf(
                Locale.ROOT,
                "%s floor %.0f/s (%s), posted %.0f/s (%.2f), billed %.0f/s (%.2f)%n",
                database,
                floor,
                floors,
                posted,
                posted / floor,
                billed,
                billed / floor);
    }

    private static List<ObjectRow> post(Database database, int roots) {
        List<ObjectRow> heads = new ArrayList<>();
        for (int i = 0; i < roots; i++) {
            heads.add(database.stores().call(store -> {
                ObjectRow head = Fixture.head(store);
                Fixture.post(store, head, SOURCES);
                return head;
            }));
        }
        return heads;
    }

    private static void bill(Database database, List<ObjectRow> heads) {
        for (ObjectRow head : heads) {
            database.stores().call(store -> {
                bill(store, head);
                return null;
            });
        }
    }

    private static void bill(Store store, ObjectRow head) {
        store.objects().lock(List.of(head.id()));
        long document = store.requests().nextId();
        long act = Fixture.act(store, "run");
        List<OpenRow> page = store.sources()
                .open(
                        head.id(),
                        Set.of(Fixture.COST_LINE),
                        Optional.empty(),
                        false,
                        Fixture.DAY,
                        Optional.empty(),
                        0,
                        SOURCES);
        List<Move> moves = new ArrayList<>();
        List<LineRow> lines = new ArrayList<>();
        int position = 0;
        for (OpenRow row : page) {
            position++;
            lines.add(new LineRow(
                    document,
                    position,
                    row.posted(),
                    row.text(),
                    row.serviceDate(),
                    row.serviceDate(),
                    Map.of("person", "P-1"),
                    Fixture.euros("800.08"),
                    head.id(),
                    DERIVATION,
                    Optional.of("price|100.01|q;"),
                    Fixture.euros("800.08")));
            moves.add(new Move(
                    row.id(),
                    row.seq(),
                    ActKind.BILL,
                    row.open(),
                    row.whole(),
                    Optional.of(Fixture.euros("800.08")),
                    document,
                    position,
                    Optional.empty()));
        }
        store.ledger().apply(act, moves);
        store.requests().insertLines(lines);
    }

    private static double rate(int postings, long start) {
        return postings * 1e9 / (System.nanoTime() - start);
    }

    private static void createFloor(Database database) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE floor_row (id BIGINT PRIMARY KEY, a BIGINT, b BIGINT, c VARCHAR(40),"
                    + " d VARCHAR(40), e VARCHAR(120), f DATE, g DATE, h DECIMAL(24,9), i DECIMAL(24,4), j CHAR(3),"
                    + " k VARCHAR(200), l INTEGER)");
            statement.execute("CREATE INDEX floor_a ON floor_row (a, f, id)");
            statement.execute("CREATE INDEX floor_b ON floor_row (b, f, id)");
            connection.commit();
        }
    }

    private static double floor(Database database, int rows, long firstId) throws SQLException {
        long start = System.nanoTime();
        try (Connection connection = database.pool().getConnection()) {
            for (int done = 0; done < rows; done += 1000) {
                floorTransaction(connection, firstId + done);
                connection.commit();
            }
        }
        return rate(rows, start);
    }

    private static void floorTransaction(Connection connection, long first) throws SQLException {
        Date day = Date.valueOf(Fixture.DAY);
        try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO floor_row VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)");
                PreparedStatement update =
                        connection.prepareStatement("UPDATE floor_row SET l = l + 1, h = h - 1 WHERE id = ?")) {
            for (int i = 0; i < 1000; i++) {
                insert.setLong(1, first + i);
                insert.setLong(2, first / 1000);
                insert.setLong(3, first / 1000);
                insert.setString(4, "cost-line");
                insert.setString(5, "test");
                insert.setString(6, "X-" + first + i);
                insert.setDate(7, day);
                insert.setDate(8, day);
                insert.setBigDecimal(9, BigDecimal.TEN);
                insert.setBigDecimal(10, BigDecimal.ONE);
                insert.setString(11, "EUR");
                insert.setString(12, DERIVATION);
                insert.setInt(13, 1);
                insert.addBatch();
                update.setLong(1, first + i);
                update.addBatch();
            }
            insert.executeBatch();
            update.executeBatch();
        }
    }
}
