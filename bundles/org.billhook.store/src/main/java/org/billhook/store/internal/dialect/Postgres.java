package org.billhook.store.internal.dialect;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.billhook.core.ledger.ActKind;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.store.internal.jpa.UtcPostgresPlatform;
import org.billhook.store.internal.sql.Driver;
import org.billhook.store.internal.sql.Sql;
import org.billhook.store.internal.sql.Table;

/** PostgreSQL, and databases that speak its protocol. */
public final class Postgres implements Dialect {

    /**
     * What each connection begins with. A plan is kept that was made while a table was small, and it reads the whole table when it is
     * large; each query of the store has an index, so a scan is the last thing to do. What scans all the same is not compiled for it.
     */
    public static final String SESSION = "SET enable_seqscan = off; SET jit = off";

    private static final long MIGRATION_LOCK = 0x42696c6c686f6f6bL;

    /** So many rows are inserted in less time than it takes to begin a COPY. */
    private static final int FEW = 16;

    private final boolean copy;

    /** @param copy whether the driver offers COPY; without it rows are inserted in batches */
    public Postgres(boolean copy) {
        this.copy = copy;
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public Driver driver() {
        return new Driver(Types.NULL, true);
    }

    @Override
    public Class<?> jpaPlatform() {
        return UtcPostgresPlatform.class;
    }

    @Override
    public Map<String, String> tokens() {
        return Map.of(
                "ordered", "COLLATE \"C\"",
                "text", "TEXT",
                "long", "TEXT",
                "hash", "BYTEA",
                "bytes", "BYTEA",
                // room for a new version of a row on its page, so that no index has to learn about it
                "narrow", "WITH (fillfactor = 50)");
    }

    @Override
    public void beforeFirstTable(Sql sql) {
        // nothing to prepare
    }

    @Override
    public void lockMigrations(Sql sql) {
        sql.list("SELECT pg_advisory_xact_lock(?)", row -> true, MIGRATION_LOCK);
    }

    @Override
    public long next(Sql sql, String sequence) {
        return sql.number("SELECT nextval('" + sequence + "')");
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE";
    }

    @Override
    public void lock(Sql sql, String table, List<Long> ascendingIds) {
        if (!ascendingIds.isEmpty()) {
            sql.list(
                    "SELECT id FROM " + table + " WHERE id IN " + Sql.marks(ascendingIds.size())
                            + " ORDER BY id FOR UPDATE",
                    row -> row.number(1),
                    ascendingIds);
        }
    }

    @Override
    public String from() {
        return " FROM ";
    }

    @Override
    public String by(String key) {
        return " ";
    }

    @Override
    public String byIndex(String index) {
        return " ";
    }

    @Override
    public String joinedBy(String key) {
        return " ";
    }

    @Override
    public String sourcesByIndex(String index) {
        return " FROM source s JOIN balance b ON b.source_id = s.id";
    }

    /** The offset keeps it from becoming a join, for which all rows of its tables may be read, of however few rows it is asked. */
    @Override
    public String exists(String query) {
        return "EXISTS (" + query + " OFFSET 0)";
    }

    /**
     * One parameter for lists of any length, so that all of them share a plan. A single key is asked for by itself: of an index of which
     * it is the second column, a list is compared with all that the first one leaves, as long as that looks like a few rows.
     */
    @Override
    public List<Among> among(List<?> keys) {
        return switch (keys.size()) {
            case 0 -> List.of();
            case 1 -> List.of(new Among("= ?", List.copyOf(keys)));
            default -> List.of(new Among("= ANY (?)", List.of((Object) keys.toArray())));
        };
    }

    @Override
    public <T> void insert(Sql sql, Table table, List<T> rows, Function<T, Object[]> columns) {
        if (rows.isEmpty()) {
            return;
        }
        sql.with(connection -> {
            if (rows.size() <= FEW) {
                RowInserts.insertAtOnce(connection, table, rows, columns);
            } else if (copy) {
                PostgresCopy.insert(connection, table, rows, columns);
            } else {
                RowInserts.insert(connection, table, rows, columns);
            }
            return null;
        });
    }

    @Override
    public int claim(Sql sql, ActKind kind, List<Move> moves) {
        String update = "UPDATE balance SET " + Terms.assignments(kind, "m.share")
                + " FROM unnest(?::bigint[], ?::integer[], ?::numeric[]) AS m (source_id, seq, share)"
                + " WHERE balance.source_id = m.source_id AND balance.seq = m.seq";
        return sql.with(connection -> claim(connection, update, moves));
    }

    private static int claim(Connection connection, String update, List<Move> moves) throws SQLException {
        Long[] sources = new Long[moves.size()];
        Integer[] seqs = new Integer[moves.size()];
        BigDecimal[] shares = new BigDecimal[moves.size()];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = moves.get(i).source();
            seqs[i] = moves.get(i).seq();
            shares[i] = moves.get(i).share();
        }
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setArray(1, connection.createArrayOf("bigint", sources));
            statement.setArray(2, connection.createArrayOf("integer", seqs));
            statement.setArray(3, connection.createArrayOf("numeric", shares));
            return statement.executeUpdate();
        }
    }
}
