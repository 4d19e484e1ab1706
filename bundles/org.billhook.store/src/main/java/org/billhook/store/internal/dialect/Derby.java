package org.billhook.store.internal.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.billhook.core.ledger.ActKind;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.store.internal.jpa.UtcDerbyPlatform;
import org.billhook.store.internal.sql.Driver;
import org.billhook.store.internal.sql.Sql;
import org.billhook.store.internal.sql.Table;

/** Derby, embedded. Hints name the index where its optimizer, which keeps no statistics of new tables, would scan. */
public final class Derby implements Dialect {

    /** Up to here keys are looked up one by one: for a list, a small table may be scanned, which waits for others. */
    private static final int FEW = 10;

    private static final int MOST_IN_A_LIST = 1000;

    @Override
    public String name() {
        return "derby";
    }

    @Override
    public String product() {
        return "Apache Derby";
    }

    @Override
    public Driver driver() {
        return new Driver(Types.VARCHAR, false);
    }

    @Override
    public Class<?> jpaPlatform() {
        return UtcDerbyPlatform.class;
    }

    @Override
    public Map<String, String> tokens() {
        return Map.of(
                "ordered", "",
                "text", "VARCHAR(32672)",
                "long", "CLOB",
                "hash", "VARCHAR(32) FOR BIT DATA",
                "bytes", "BLOB",
                "narrow", "");
    }

    @Override
    public void beforeFirstTable(Sql sql) {
        // else a table with a long column gets pages of 32 KiB, four times what a look-up by key should read
        sql.update("CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.storage.pageSize', '8192')");
    }

    @Override
    public void lockMigrations(Sql sql) {
        sql.update("LOCK TABLE schema_version IN EXCLUSIVE MODE");
    }

    @Override
    public long next(Sql sql, String sequence) {
        return sql.number("VALUES NEXT VALUE FOR " + sequence);
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE WITH RS";
    }

    @Override
    public void lock(Sql sql, String table, List<Long> ascendingIds) {
        String query = "SELECT id FROM " + table + " WHERE id = ?" + forUpdate();
        ascendingIds.forEach(id -> sql.list(query, row -> row.number(1), id));
    }

    @Override
    public String from() {
        return " FROM --DERBY-PROPERTIES joinOrder=FIXED\n";
    }

    /** A scan would wait for every row that another transaction has changed, and end in deadlocks. */
    @Override
    public String by(String key) {
        return " --DERBY-PROPERTIES constraint=" + key + "\n";
    }

    @Override
    public String byIndex(String index) {
        return " --DERBY-PROPERTIES index=" + index + "\n";
    }

    @Override
    public String joinedBy(String key) {
        return " --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=" + key + "\n";
    }

    @Override
    public String sourcesByIndex(String index) {
        return from() + "source s" + byIndex(index) + "JOIN balance b" + joinedBy("balance_pk")
                + "ON b.source_id = s.id";
    }

    @Override
    public String exists(String query) {
        return "EXISTS (" + query + ")";
    }

    @Override
    public List<Among> among(List<?> keys) {
        int atOnce = keys.size() <= FEW ? 1 : MOST_IN_A_LIST;
        List<Among> among = new ArrayList<>();
        for (int start = 0; start < keys.size(); start += atOnce) {
            List<?> some = keys.subList(start, Math.min(start + atOnce, keys.size()));
            among.add(new Among("IN " + Sql.marks(some.size()), some));
        }
        return among;
    }

    @Override
    public <T> void insert(Sql sql, Table table, List<T> rows, Function<T, Object[]> columns) {
        sql.with(connection -> {
            RowInserts.insert(connection, table, rows, columns);
            return null;
        });
    }

    @Override
    public int claim(Sql sql, ActKind kind, List<Move> moves) {
        Map<Integer, List<Long>> wholeBySeq = new TreeMap<>();
        List<List<Object>> parts = new ArrayList<>();
        for (Move move : moves) {
            if (move.whole() && !kind.changesPosted()) {
                wholeBySeq.computeIfAbsent(move.seq(), seq -> new ArrayList<>()).add(move.source());
            } else {
                parts.add(List.of(move.share(), move.share(), move.source(), move.seq()));
            }
        }
        int updated = 0;
        for (Map.Entry<Integer, List<Long>> group : wholeBySeq.entrySet()) {
            updated += sql.with(connection -> claimWhole(connection, kind, group.getKey(), group.getValue()));
        }
        String part = "UPDATE balance SET " + Terms.assignments(kind, "?") + " WHERE source_id = ? AND seq = ?";
        for (int count : sql.batch(part, parts)) {
            updated += count;
        }
        return updated;
    }

    /** All that is posted moves, so one statement serves many sources; ids that fill it up are repeats of the last. */
    private static int claimWhole(Connection connection, ActKind kind, int seq, List<Long> sources)
            throws SQLException {
        int ids = idsAtOnce(sources.get(0));
        String from = Terms.column(kind.from());
        String update = "UPDATE balance SET seq = seq + 1, " + Terms.column(kind.to()) + " = posted, " + from
                + " = 0 WHERE source_id IN " + Sql.marks(ids) + " AND seq = ? AND " + from + " = posted";
        int updated = 0;
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            for (int start = 0; start < sources.size(); start += ids) {
                for (int i = 0; i < ids; i++) {
                    statement.setLong(i + 1, sources.get(Math.min(start + i, sources.size() - 1)));
                }
                statement.setInt(ids + 1, seq);
                updated += statement.executeUpdate();
            }
        }
        return updated;
    }

    /**
     * An update takes no hint, and the optimizer scans a table that is small for the list: under locks, all of it. So lists
     * grow with the table, whose size the ids tell. Tried: 10 ids from 100 rows on, 100 ids from 2,000 rows on.
     */
    private static int idsAtOnce(long firstId) {
        if (firstId < 1_000) {
            return 1;
        }
        return firstId < 20_000 ? 10 : 100;
    }
}
