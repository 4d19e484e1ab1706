package org.billhook.store.internal.repository;

import java.sql.SQLException;
import java.util.Optional;
import org.billhook.engine.port.Cover;
import org.billhook.store.internal.dialect.Dialect;
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
    /** By act, all but those that post a source, which count with it, and those that bill. */
    ENTRY(Ledgers.ENTRY),
    /** By request, those that bill by it. */
    BILLED(new Table("entry")
            .with(Type.LONG, "source_id")
            .with(Type.INT, "seq")
            .with(Type.LONG, "act_id")
            .with(Type.INT, "line_pos")
            .with(Type.DECIMAL, "share", "amount")
            .with(Type.TEXT, "currency")),
    PROPOSAL(new Table("proposal")
            .with(Type.LONG, "id")
            .with(Type.TEXT, "state")
            .with(Type.LONG, "preview_id")
            .with(Type.LONG_TEXT, "body_json")
            .with(Type.TEXT, "proposed_by")
            .with(Type.MOMENT, "proposed_at")
            .with(Type.TEXT, "decided_by")
            .with(Type.MOMENT, "decided_at")
            .with(Type.TEXT, "reason")),
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

    /** Condition for entries that are covered by their act. */
    static final String OF_ACT = "seq > 1 AND (kind <> 'BILL' OR document_id IS NULL)";

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

    /** @param cover as {@link #cover()} */
    static Optional<Covered> of(String cover) {
        for (Covered covered : values()) {
            if (covered.cover().equals(cover)) {
                return Optional.of(covered);
            }
        }
        return Optional.empty();
    }

    /** Name of the rows in what events say. */
    String cover() {
        return this == BILLED ? Cover.BILLED : table.name();
    }

    Table table() {
        return table;
    }

    /** Whether an empty value of a column adds nothing to the digest, as the column came when there were rows already. */
    boolean isAdded(int column) {
        return column >= atFirst;
    }

    /** How far apart the keys of rows may be that are covered together: what is between them is read with them, if of their group. */
    int gap() {
        return this == ENTRY ? 50 : 1;
    }

    boolean hasGroups() {
        return this == LINE || this == ENTRY || this == BILLED;
    }

    /** Whether a group is written in one transaction and never again, so that nothing else may come to it. */
    boolean isWhole() {
        return this == BILLED;
    }

    /** Reads the columns of the table and the key of rows: with the group, if it has groups, then the first and the last key. */
    String query(Dialect dialect) {
        String name = table.name();
        return switch (this) {
            case SOURCE -> query(Ledgers.postedFrom(dialect) + " WHERE", "s.id", "");
            case LINE -> query(from(dialect.by(name + "_pk")) + "document_id = ? AND", "line_pos", "");
            case ENTRY -> query(
                    from(dialect.by(name + "_pk")) + "act_id = ? AND",
                    "source_id",
                    " AND " + OF_ACT + " ORDER BY source_id, seq");
            case BILLED -> query(
                    from(dialect.byIndex("entry_by_document")) + "document_id = ? AND",
                    "source_id",
                    " AND kind = 'BILL' ORDER BY source_id, seq");
            default -> query(from(dialect.by(name + "_pk")), "id", "");
        };
    }

    private String from(String key) {
        return " FROM %s%sWHERE ".formatted(table.name(), key);
    }

    private String query(String from, String key, String rest) {
        return "SELECT %s, %s%s %s >= ? AND %s <= ?%s".formatted(table.columnList(), key, from, key, key, rest);
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
