package org.billhook.store.internal.sql;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Calendar;
import java.util.Optional;
import org.billhook.core.model.Measure;
import org.joda.money.Money;

/** The row that a query is at, read by the number of the column, from 1. */
public final class Row {

    private final ResultSet result;
    private final boolean days;
    private final Calendar utc = Utc.calendar();

    /** @param days whether the driver gives {@link LocalDate} */
    Row(ResultSet result, boolean days) {
        this.result = result;
        this.days = days;
    }

    public long number(int column) throws SQLException {
        return result.getLong(column);
    }

    public Optional<Long> optionalNumber(int column) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? Optional.empty() : Optional.of(value);
    }

    public int integer(int column) throws SQLException {
        return result.getInt(column);
    }

    public Optional<Integer> optionalInteger(int column) throws SQLException {
        int value = result.getInt(column);
        return result.wasNull() ? Optional.empty() : Optional.of(value);
    }

    public String text(int column) throws SQLException {
        return result.getString(column);
    }

    public Optional<String> optionalText(int column) throws SQLException {
        return Optional.ofNullable(result.getString(column));
    }

    public boolean flag(int column) throws SQLException {
        return result.getBoolean(column);
    }

    public byte[] bytes(int column) throws SQLException {
        return result.getBytes(column);
    }

    public BigDecimal decimal(int column) throws SQLException {
        return result.getBigDecimal(column);
    }

    public LocalDate date(int column) throws SQLException {
        return optionalDate(column).orElseThrow();
    }

    public Optional<LocalDate> optionalDate(int column) throws SQLException {
        if (days) {
            return Optional.ofNullable(result.getObject(column, LocalDate.class));
        }
        String day = result.getString(column);
        return day == null ? Optional.empty() : Optional.of(LocalDate.parse(day));
    }

    public Instant moment(int column) throws SQLException {
        return optionalMoment(column).orElseThrow();
    }

    public Optional<Instant> optionalMoment(int column) throws SQLException {
        return Optional.ofNullable(result.getTimestamp(column, utc)).map(Timestamp::toInstant);
    }

    /** An amount with its currency in the column after it. */
    public Optional<Money> money(int column) throws SQLException {
        BigDecimal amount = result.getBigDecimal(column);
        return amount == null ? Optional.empty() : Optional.of(Amounts.money(amount, result.getString(column + 1)));
    }

    /** A dimension with the code of the measure in the column after it. */
    public Measure measure(int column) throws SQLException {
        return Measures.of(result.getString(column), result.getString(column + 1));
    }
}
