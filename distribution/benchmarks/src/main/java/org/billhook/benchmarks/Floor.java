package org.billhook.benchmarks;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the database alone can do: per posting one insert of 13 columns with a primary key and two more indexes, and one
 * update by id, in transactions of a thousand, by plain JDBC batches.
 */
final class Floor {

    /** As many as a run has workers. */
    static final int WORKERS = 2;

    private static final int PER_TRANSACTION = 1_000;
    private static final int POSTINGS = 100_000;
    private static final int ROUNDS = 3;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);

    private final Database database;
    private final int workers;

    Floor(Database database, int workers) {
        this.database = database;
        this.workers = workers;
    }

    /** Postings per second of three rounds, the slowest first; rounds before them that warm up don't count. */
    List<Long> measure() throws SQLException, InterruptedException {
        try {
            createTables();
            fillPostings();
            round(-2);
            round(-1);
            long[] rates = new long[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                rates[i] = round(i);
            }
            Arrays.sort(rates);
            return Arrays.stream(rates).boxed().toList();
        } finally {
            dropTables();
        }
    }

    private long round(int number) throws InterruptedException {
        long start = System.nanoTime();
        everyWorker(worker -> bill(number, worker));
        return POSTINGS * 1_000_000_000L / (System.nanoTime() - start);
    }

    private void bill(int round, int worker) throws SQLException {
        int share = POSTINGS / workers;
        int first = worker * share;
        long lineBase = (round + 2L) * POSTINGS;
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO floor_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE floor_posting SET billed = billed + ?, seq = seq + 1 WHERE id = ?")) {
            connection.setAutoCommit(false);
            for (int page = first; page < first + share; page += PER_TRANSACTION) {
                for (int id = page; id < page + PER_TRANSACTION; id++) {
                    addLine(insert, lineBase + id, id);
                    update.setInt(1, 1);
                    update.setLong(2, id);
                    update.addBatch();
                }
                insert.executeBatch();
                update.executeBatch();
                connection.commit();
            }
        }
    }

    private static void addLine(PreparedStatement insert, long line, int posting) throws SQLException {
        insert.setLong(1, line);
        insert.setLong(2, posting);
        insert.setLong(3, line / PER_TRANSACTION);
        insert.setInt(4, posting % PER_TRANSACTION);
        insert.setLong(5, posting % 1_000);
        insert.setDate(6, Date.valueOf(FIRST_DAY.plusDays(posting % 365)));
        insert.setString(7, "P" + posting % 40);
        insert.setString(8, "DEVELOPMENT");
        insert.setString(9, "Work on task " + posting);
        insert.setBigDecimal(10, java.math.BigDecimal.valueOf(posting % 800 + 25L, 2));
        insert.setString(11, "HUR");
        insert.setBigDecimal(12, java.math.BigDecimal.valueOf(posting % 80_000 + 1_000L, 2));
        insert.setString(13, "EUR");
        insert.addBatch();
    }

    private void createTables() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE TABLE floor_line (
                      id BIGINT NOT NULL PRIMARY KEY, posting BIGINT NOT NULL, document BIGINT NOT NULL,
                      pos INTEGER NOT NULL, root BIGINT NOT NULL, service_date DATE NOT NULL,
                      person VARCHAR(40) NOT NULL, activity VARCHAR(40) NOT NULL, text VARCHAR(200) NOT NULL,
                      quantity DECIMAL(19, 3) NOT NULL, unit VARCHAR(8) NOT NULL, amount DECIMAL(19, 4) NOT NULL,
                      currency CHAR(3) NOT NULL)""");
            statement.execute("CREATE INDEX floor_line_posting ON floor_line (posting)");
            statement.execute("CREATE INDEX floor_line_document ON floor_line (document, pos)");
            statement.execute(
                    """
                    CREATE TABLE floor_posting (
                      id BIGINT NOT NULL PRIMARY KEY, posted DECIMAL(19, 3) NOT NULL, billed DECIMAL(19, 3) NOT NULL,
                      seq INTEGER NOT NULL)""");
        }
    }

    private void fillPostings() throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO floor_posting VALUES (?, 100, 0, 0)")) {
            connection.setAutoCommit(false);
            for (int id = 0; id < POSTINGS; id++) {
                insert.setLong(1, id);
                insert.addBatch();
                if (id % PER_TRANSACTION == PER_TRANSACTION - 1) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
        }
    }

    private void dropTables() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE floor_line");
            statement.execute("DROP TABLE floor_posting");
        }
    }

    private interface Work {
        void of(int worker) throws SQLException;
    }

    private void everyWorker(Work work) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                int worker = i;
                all.add(pool.submit(() -> {
                    work.of(worker);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The floor could not be measured", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
