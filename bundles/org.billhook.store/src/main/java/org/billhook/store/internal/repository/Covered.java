package org.billhook.store.internal.repository;

import java.sql.SQLException;
import java.util.Optional;
import org.billhook.store.internal.sql.Row;
import org.billhook.store.internal.sql.Table;
import org.billhook.store.internal.sql.Type;

/**
 * The tables of which the chain of events holds the rows, with the columns that count: what is changed later is left out. A migration
 * must not change them in rows that are there. A column that a migration adds comes last: empty, it adds nothing to what the rows of
 * before were digested to.
 */
enum Covered {
    ACT(
            new Table("act")
                    .with(Type.LONG, "id", "run_id")
                    .with(Type.TEXT, "actor", "reason")
                    .with(Type.MOMENT, "done_at")
                    .with(Type.TEXT, "released_by"),
            1),
    CHANGE(JdbcLog.CHANGE),
    SOURCE(Ledgers.SOURCE_AS_POSTED),
    LINE(Lines.COVERED),
    /** Of all but those that post and bill: the audit compares these with sources and by their amounts with lines. */
    ENTRY(Ledgers.ENTRY),
    PRICE(new Table("price_entry")
            .with(Type.LONG, "id")
            .with(Type.TEXT, "list_name", "key_json", "unit")
            .with(Type.DECIMAL, "price")
            .with(Type.TEXT, "currency")
            .with(Type.DATE, "valid_from", "valid_to")
            .with(Type.LONG, "since")
            .with(Type.DECIMAL, "scale_from")
            .with(Type.BOOL, "discount")
            .with(Type.LONG, "cancelled_with")
            .with(Type.TEXT, "cancel_reason")
            .with(Type.LONG, "replaced_by")
            .with(Type.TEXT, "rule_name"));

    private final Table table;
    private final int atFirst;

    Covered(Table table) {
        this(table, 0);
    }

    /** @param added number of columns at the end that came by a migration */
    Covered(Table table, int added) {
        this.table = table;
        this.atFirst = table.width() - added;
    }

    static Optional<Covered> of(String table) {
        for (Covered covered : values()) {
            if (covered.table.name().equals(table)) {
                return Optional.of(covered);
            }
        }
        return Optional.empty();
    }

    Table table() {
        return table;
    }

    /** Whether an empty value of a column adds nothing to the digest, as the column came when there were rows already. */
    boolean isAdded(int column) {
        return column >= atFirst;
    }

    /** Name of the column that tells rows of one group apart; an act may have several entries of one source. */
    String key() {
        return switch (this) {
            case LINE -> "line_pos";
            case ENTRY -> "source_id";
            default -> "id";
        };
    }

    /** How far apart the keys of rows may be that are covered together: what is between them is read with them, if of their group. */
    int gap() {
        return this == ENTRY ? 50 : 1;
    }

    boolean hasGroups() {
        return this == LINE || this == ENTRY;
    }

    /** Name of the constraint to read rows by. */
    String primaryKey() {
        return table.name() + "_pk";
    }

    /** Condition for the group, if it has groups, then the first and the last key. */
    String condition() {
        String keys = key() + " >= ? AND " + key() + " <= ?";
        return switch (this) {
            case LINE -> "document_id = ? AND " + keys;
            case ENTRY -> "act_id = ? AND " + keys + " AND kind NOT IN ('POST', 'BILL') ORDER BY source_id, seq";
            default -> keys;
        };
    }

    /** The columns of the table as they were read, in their order. */
    Object[] values(Row row) throws SQLException {
        Object[] values = new Object[table.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(row, i + 1, table.type(i));
        }
        return values;
    }

    private static Object value(Row row, int column, Type type) throws SQLException {
        return switch (type) {
            case LONG -> row.optionalNumber(column);
            case INT -> row.optionalInteger(column);
            case DECIMAL -> row.decimal(column);
            case DATE -> row.optionalDate(column);
            case MOMENT -> row.optionalMoment(column);
            case TEXT, LONG_TEXT -> row.text(column);
            case BOOL -> row.flag(column);
            case HASH -> row.bytes(column);
        };
    }
}
