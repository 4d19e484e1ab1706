package org.billhook.store.internal.sql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.billhook.engine.port.StoreException;

/** Statements on one connection, with parameters bound by their class; whatever fails is a {@link StoreException}. */
public final class Sql {

    /** Reads one row. */
    public interface Mapper<T> {
        T map(Row row) throws SQLException;
    }

    /** Work on the connection itself. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final Connection connection;
    private final Driver driver;

    public Sql(Connection connection, Driver driver) {
        this.connection = connection;
        this.driver = driver;
    }

    public <T> List<T> list(String sql, Mapper<T> mapper, Object... parameters) {
        return list(sql, mapper, Arrays.asList(parameters));
    }

    public <T> List<T> list(String sql, Mapper<T> mapper, List<?> parameters) {
        return with(connected -> {
            try (PreparedStatement statement = connected.prepareStatement(sql)) {
                bindAll(statement, parameters);
                try (ResultSet result = statement.executeQuery()) {
                    List<T> rows = new ArrayList<>();
                    Row row = new Row(result, driver.days());
                    while (result.next()) {
                        rows.add(mapper.map(row));
                    }
                    return rows;
                }
            }
        });
    }

    public <T> Optional<T> first(String sql, Mapper<T> mapper, Object... parameters) {
        List<T> rows = list(sql, mapper, parameters);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    /** The number in the first column of the first row. */
    public long number(String sql, Object... parameters) {
        return first(sql, row -> row.number(1), parameters).orElseThrow();
    }

    /** @return number of rows changed */
    public int update(String sql, Object... parameters) {
        return update(sql, Arrays.asList(parameters));
    }

    public int update(String sql, List<?> parameters) {
        return with(connected -> {
            try (PreparedStatement statement = connected.prepareStatement(sql)) {
                bindAll(statement, parameters);
                return statement.executeUpdate();
            }
        });
    }

    /** Executes a statement per list of parameters, as one batch. */
    public int[] batch(String sql, Collection<? extends List<?>> rows) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        return with(connected -> {
            try (PreparedStatement statement = connected.prepareStatement(sql)) {
                for (List<?> row : rows) {
                    bindAll(statement, row);
                    statement.addBatch();
                }
                return statement.executeBatch();
            }
        });
    }

    /** @throws StackOverflowError before it begins, if the stack has no room for a statement */
    public <T> T with(Work<T> work) {
        StackReserve.demand();
        try {
            return work.on(connection);
        } catch (SQLException e) {
            throw SqlErrors.of(e);
        }
    }

    /** Placeholders for a list: {@code (?, ?, ?)}. */
    public static String marks(int count) {
        return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }

    private void bindAll(PreparedStatement statement, List<?> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            bind(statement, i + 1, parameters.get(i));
        }
    }

    private void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, driver.nullType());
        } else if (value instanceof Optional<?> optional) {
            bind(statement, index, optional.orElse(null));
        } else {
            set(statement, index, value);
        }
    }

    /** Binds a value that is not null. */
    public static void set(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof String text) {
            statement.setString(index, text);
        } else if (value instanceof BigDecimal decimal) {
            statement.setBigDecimal(index, decimal);
        } else if (value instanceof Integer number) {
            statement.setInt(index, number);
        } else if (value instanceof LocalDate date) {
            statement.setDate(index, Date.valueOf(date));
        } else if (value instanceof Instant moment) {
            statement.setTimestamp(index, Utc.timestamp(moment), Utc.calendar());
        } else if (value instanceof Boolean flag) {
            statement.setBoolean(index, flag);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (value instanceof Enum<?> constant) {
            statement.setString(index, constant.name());
        } else if (value instanceof Object[] keys) {
            String type = keys[0] instanceof Long ? "bigint" : "varchar";
            statement.setArray(index, statement.getConnection().createArrayOf(type, keys));
        } else {
            throw new IllegalArgumentException("Nobody told how to bind a " + value.getClass());
        }
    }
}
