package org.billhook.store.internal.dialect;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.billhook.core.ledger.ActKind;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.store.internal.sql.Driver;
import org.billhook.store.internal.sql.Sql;
import org.billhook.store.internal.sql.Table;

/** What differs between the databases. Stateless. */
public interface Dialect {

    /** As in the names of migration scripts. */
    String name();

    /** Name of the product, for people. */
    String product();

    Driver driver();

    /** EclipseLink's class for the database. */
    Class<?> jpaPlatform();

    /** What the tokens of migration scripts stand for. */
    Map<String, String> tokens();

    /** Prepares a new database for its first table. */
    void beforeFirstTable(Sql sql);

    /** Waits until no other node migrates, and holds that to the end of the transaction. */
    void lockMigrations(Sql sql);

    long next(Sql sql, String sequence);

    /** Ends a query that locks the rows it reads until the end of the transaction. */
    String forUpdate();

    /** Locks rows by id, in that order; those that do not exist are passed over. */
    void lock(Sql sql, String table, List<Long> ascendingIds);

    /** Begins a FROM clause whose tables are read in the order in which they stand. */
    String from();

    /** Follows the name of the first table: the key to read it by, where the optimizer would rather scan it. */
    String by(String key);

    /** Like {@link #by}, with an index that is no key. */
    String byIndex(String index);

    /** Follows the name of a joined table: the key to look its rows up by. */
    String joinedBy(String key);

    /** What stands between FROM and WHERE to read sources with their balances, in the order of an index. */
    String sourcesByIndex(String index);

    /** That a query, which names columns of the one around it, has a row; asked of each row around it by itself. */
    String exists(String query);

    /**
     * How to look rows up by a key: the conditions to ask with, one after the other.
     *
     * @param keys texts or whole numbers, all of one class, each once
     */
    List<Among> among(List<?> keys);

    /** @param columns asked once for each row, in their order, and without the connection: the rows before are under way on it */
    <T> void insert(Sql sql, Table table, List<T> rows, Function<T, Object[]> columns);

    default void insert(Sql sql, Table table, List<Object[]> rows) {
        insert(sql, table, rows, Function.identity());
    }

    /**
     * Updates the balances whose {@code seq} is as proposed.
     *
     * @param moves of one kind, each of another source
     * @return number of balances updated
     */
    int claim(Sql sql, ActKind kind, List<Move> moves);
}
