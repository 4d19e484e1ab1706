package org.billhook.store.internal.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.billhook.store.internal.sql.Sql;
import org.billhook.store.internal.sql.Table;

/** Inserts twenty rows a statement: on Derby a third faster than a batch of single rows. */
final class RowInserts {

    private static final int ROWS = 20;

    private RowInserts() {}

    static <T> void insert(Connection connection, Table table, List<T> rows, Function<T, Object[]> columns)
            throws SQLException {
        int full = rows.size() - rows.size() % ROWS;
        insert(connection, table, rows.subList(0, full), columns, ROWS);
        insert(connection, table, rows.subList(full, rows.size()), columns, 1);
    }

    /** All in one statement: for few rows. */
    static <T> void insertAtOnce(Connection connection, Table table, List<T> rows, Function<T, Object[]> columns)
            throws SQLException {
        insert(connection, table, rows, columns, rows.size());
    }

    private static <T> void insert(
            Connection connection, Table table, List<T> rows, Function<T, Object[]> columns, int perStatement)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(table.insert(perStatement))) {
            int index = 0;
            for (T element : rows) {
                Object[] row = columns.apply(element);
                for (int column = 0; column < table.width(); column++) {
                    bind(statement, ++index, table, column, row[column]);
                }
                if (index == perStatement * table.width()) {
                    statement.executeUpdate();
                    index = 0;
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, int index, Table table, int column, Object value)
            throws SQLException {
        if (value == null) {
            statement.setNull(index, table.type(column).jdbc());
        } else {
            Sql.set(statement, index, value);
        }
    }
}
