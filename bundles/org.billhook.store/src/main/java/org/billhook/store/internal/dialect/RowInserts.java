package org.billhook.store.internal.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.billhook.store.internal.sql.Sql;
import org.billhook.store.internal.sql.Table;

/** Inserts twenty rows a statement: on Derby a third faster than a batch of single rows. */
final class RowInserts {

    private static final int ROWS = 20;

    private RowInserts() {}

    static void insert(Connection connection, Table table, List<Object[]> rows) throws SQLException {
        int full = rows.size() - rows.size() % ROWS;
        insert(connection, table, rows.subList(0, full), ROWS);
        insert(connection, table, rows.subList(full, rows.size()), 1);
    }

    private static void insert(Connection connection, Table table, List<Object[]> rows, int perStatement)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(table.insert(perStatement))) {
            int index = 0;
            for (Object[] row : rows) {
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
