package org.billhook.store.internal.repository;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Balance;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.store.internal.dialect.Dialect;
import org.billhook.store.internal.sql.Json;
import org.billhook.store.internal.sql.Measures;
import org.billhook.store.internal.sql.Row;
import org.billhook.store.internal.sql.Table;
import org.billhook.store.internal.sql.Type;

/** The tables of the ledger, and how their rows are read and written. */
final class Ledgers {

    static final Table SOURCE = new Table("source")
            .with(Type.LONG, "id")
            .with(Type.TEXT, "kind", "origin", "external_id")
            .with(Type.LONG, "object_id", "root_id")
            .with(Type.DATE, "service_date", "posting_date")
            .with(Type.MOMENT, "entered_at")
            .with(Type.TEXT, "dimension", "measure", "description")
            .with(Type.BOOL, "billable", "actual")
            .with(Type.TEXT, "characteristics")
            .with(Type.DECIMAL, "cost")
            .with(Type.TEXT, "cost_currency")
            .with(Type.LONG, "reverses")
            .with(Type.HASH, "fingerprint");

    /**
     * What is never changed of a source and of the entry that posts it, but for those that an object is by itself: its root may be, and
     * who has its external id.
     */
    static final Table SOURCE_AS_POSTED = new Table("source")
            .with(Type.LONG, "s.id")
            .with(Type.TEXT, "s.kind", "s.origin", "s.external_id")
            .with(Type.LONG, "s.object_id")
            .with(Type.DATE, "s.service_date", "s.posting_date")
            .with(Type.MOMENT, "s.entered_at")
            .with(Type.TEXT, "s.dimension", "s.measure", "s.description")
            .with(Type.BOOL, "s.billable", "s.actual")
            .with(Type.TEXT, "s.characteristics")
            .with(Type.DECIMAL, "s.cost")
            .with(Type.TEXT, "s.cost_currency")
            .with(Type.LONG, "s.reverses")
            .with(Type.HASH, "s.fingerprint")
            .with(Type.LONG, "e.act_id")
            .with(Type.TEXT, "e.kind")
            .with(Type.DECIMAL, "e.share", "e.amount")
            .with(Type.TEXT, "e.currency")
            .with(Type.LONG, "e.document_id")
            .with(Type.INT, "e.line_pos");

    static final Table BALANCE = new Table("balance")
            .with(Type.LONG, "source_id")
            .with(Type.INT, "seq")
            .with(
                    Type.DECIMAL,
                    "posted",
                    "still_open",
                    "held",
                    "billed",
                    "written_off",
                    "transferred",
                    "included",
                    "reversed");

    static final Table ENTRY = new Table("entry")
            .with(Type.LONG, "source_id")
            .with(Type.INT, "seq")
            .with(Type.LONG, "act_id")
            .with(Type.TEXT, "kind")
            .with(Type.DECIMAL, "share", "amount")
            .with(Type.TEXT, "currency")
            .with(Type.LONG, "document_id")
            .with(Type.INT, "line_pos");

    /** Columns of a source, with what is posted now out of its balance. */
    static final String SOURCE_COLUMNS =
            "s.id, s.kind, s.origin, s.external_id, s.object_id, s.root_id, s.service_date,"
                    + " s.posting_date, s.entered_at, s.dimension, s.measure, b.posted, s.description, s.billable, s.actual,"
                    + " s.characteristics, s.cost, s.cost_currency, s.reverses, s.fingerprint";

    /** Columns of a balance, after those that tell its measure. */
    static final String BALANCE_COLUMNS = "b.source_id, b.seq, s.dimension, s.measure, h.held_until, b.posted,"
            + " b.still_open, b.held, b.billed, b.written_off, b.transferred, b.included, b.reversed";

    private Ledgers() {}

    /** Sources with their balances, by one of the keys of a source. */
    static String sourcesFrom(Dialect dialect, String sourceKey) {
        return dialect.from() + "source s" + dialect.by(sourceKey) + "JOIN balance b" + dialect.joinedBy("balance_pk")
                + "ON b.source_id = s.id";
    }

    static String balancesFrom(Dialect dialect) {
        return dialect.from() + "balance b" + dialect.by("balance_pk") + "JOIN source s" + dialect.joinedBy("source_pk")
                + "ON s.id = b.source_id LEFT JOIN hold h" + dialect.joinedBy("hold_pk")
                + "ON h.source_id = b.source_id";
    }

    /** Entries with their sources, by the key of an entry. */
    static String entriesFrom(Dialect dialect) {
        return dialect.from() + "entry e" + dialect.by("entry_pk") + "JOIN source s" + dialect.joinedBy("source_pk")
                + "ON s.id = e.source_id";
    }

    static SourceRow source(Row row) throws SQLException {
        long root = row.number(6);
        return new SourceRow(
                row.number(1),
                row.text(2),
                row.text(3),
                row.text(4),
                row.number(5),
                root == 0 ? java.util.Optional.empty() : java.util.Optional.of(root),
                row.date(7),
                row.date(8),
                row.moment(9),
                new Share(row.decimal(12), row.measure(10)),
                row.text(13),
                row.flag(14),
                row.flag(15),
                Json.map(row.text(16)),
                row.money(17),
                row.optionalNumber(19),
                row.bytes(20));
    }

    /** Sources with the entries that post them. */
    static String postedFrom(Dialect dialect) {
        return dialect.from() + "source s" + dialect.by("source_pk") + "JOIN entry e" + dialect.joinedBy("entry_pk")
                + "ON e.source_id = s.id AND e.seq = 1";
    }

    /** Columns of {@link #ENTRY} of the entry that posts a source. */
    static Object[] posting(SourceRow row, long act) {
        return new Object[] {row.id(), 1, act, ActKind.POST.name(), row.posted().value(), null, null, null, null};
    }

    /** @param characteristics the texts of those that were written before: many sources have the same */
    static Object[] columns(SourceRow row, Map<Map<String, String>, String> characteristics) {
        return new Object[] {
            row.id(),
            row.kind(),
            row.origin(),
            row.externalId(),
            row.object(),
            row.root().orElse(0L),
            row.serviceDate(),
            row.postingDate(),
            row.enteredAt(),
            Measures.dimension(row.posted().measure()),
            row.posted().measure().code(),
            row.text(),
            row.billable(),
            row.actual(),
            characteristics.computeIfAbsent(row.characteristics(), Json::of),
            row.cost().map(org.joda.money.Money::getAmount).orElse(null),
            row.cost().map(cost -> cost.getCurrencyUnit().getCode()).orElse(null),
            row.reverses().orElse(null),
            row.fingerprint()
        };
    }

    static BalanceRow balance(Row row) throws SQLException {
        Measure measure = row.measure(3);
        Map<Term, Share> terms = new EnumMap<>(Term.class);
        int column = 6;
        for (Term term : Term.values()) {
            terms.put(term, new Share(row.decimal(column++), measure));
        }
        return new BalanceRow(row.number(1), new Balance(terms, row.integer(2)), row.optionalDate(5));
    }
}
