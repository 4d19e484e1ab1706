package org.billhook.store.internal.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.store.internal.dialect.Terms;
import org.billhook.store.internal.sql.Sql;

/** Adds the entries up against the balances, and finds rows without their partner; by ranges of ids, to stay small. */
final class Audit {

    private static final int MOST = 100;
    private static final long RANGE = 20_000;

    private final Sql sql;

    Audit(Sql sql) {
        this.sql = sql;
    }

    List<String> disagreements() {
        List<String> found = new ArrayList<>();
        long last = Math.max(last("entry", "source_id"), Math.max(last("balance", "source_id"), last("source", "id")));
        for (long after = 0; after < last && found.size() < MOST; after += RANGE) {
            long end = after + RANGE;
            found.addAll(sql.list(
                    sums(), row -> say(row.number(1), "entries and balance disagree"), after, end, after, end));
            found.addAll(missing("source", "id", "balance", after, end));
            found.addAll(missing("balance", "source_id", "source", after, end));
            found.addAll(missing("entry", "source_id", "balance", after, end));
        }
        return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
    }

    private long last(String table, String id) {
        return sql.number("SELECT COALESCE(MAX(" + id + "), 0) FROM " + table);
    }

    private List<String> missing(String table, String id, String partner, long after, long end) {
        return sql.list(
                "SELECT DISTINCT t.%1$s FROM %2$s t LEFT JOIN %3$s p ON p.%4$s = t.%1$s"
                                .formatted(id, table, partner, partner.equals("source") ? "id" : "source_id")
                        + " WHERE t.%1$s > ? AND t.%1$s <= ? AND p.%2$s IS NULL"
                                .formatted(id, partner.equals("source") ? "id" : "source_id"),
                row -> say(row.number(1), "a row of %s has no %s".formatted(table, partner)),
                after,
                end);
    }

    private static String say(long source, String what) {
        return "Source %d: %s".formatted(source, what);
    }

    private static String sums() {
        String sums = Stream.of(Term.values())
                .map(term -> "SUM(" + change(term) + ") AS " + Terms.column(term))
                .collect(Collectors.joining(", "));
        String differs = Stream.of(Term.values())
                .map(term -> "b.%1$s <> e.%1$s".formatted(Terms.column(term)))
                .collect(Collectors.joining(" OR "));
        return "SELECT b.source_id FROM balance b LEFT JOIN (SELECT source_id, COUNT(*) AS acts, MAX(seq) AS seq, "
                + sums
                + " FROM entry WHERE source_id > ? AND source_id <= ? GROUP BY source_id) e"
                + " ON e.source_id = b.source_id WHERE b.source_id > ? AND b.source_id <= ?"
                + " AND (e.source_id IS NULL OR e.acts <> b.seq OR e.seq <> b.seq OR " + differs + ")";
    }

    /** What an entry adds to a term. */
    private static String change(Term term) {
        String cases = Stream.of(ActKind.values())
                .filter(kind -> kind.from() == term || kind.to() == term)
                .map(kind -> "WHEN '%s' THEN %sshare".formatted(kind, adds(kind, term) ? "" : "-"))
                .collect(Collectors.joining(" "));
        return "CASE kind " + cases + " ELSE 0 END";
    }

    private static boolean adds(ActKind kind, Term term) {
        return kind.to() == term || kind.changesPosted();
    }
}
