package org.billhook.store.internal.repository;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.store.internal.dialect.Terms;
import org.billhook.store.internal.sql.Sql;

/**
 * Finds sources whose posting, balance and entries do not agree, in one pass over the three tables: what a balance has is
 * added, what entries make of it is taken away, and nothing may be left.
 */
final class Audit {

    private static final int MOST = 100;
    private static final String QUERY = query();

    private final Sql sql;

    Audit(Sql sql) {
        this.sql = sql;
    }

    long last() {
        return Stream.of("MAX(id) FROM source", "MAX(source_id) FROM balance", "MAX(source_id) FROM entry")
                .mapToLong(max -> sql.first(
                                "SELECT " + max, row -> row.optionalNumber(1).orElse(0L))
                        .orElse(0L))
                .max()
                .orElse(0);
    }

    List<Long> disagreements(long after, long last) {
        List<Long> found = sql.list(QUERY, row -> row.number(1), after, last, after, last, after, last);
        return found.subList(0, Math.min(MOST, found.size()));
    }

    /** Of each source: rows of it and of its balance, acts, the last act, and each term. */
    private static String query() {
        String parts = "SELECT id, 1, 0, 0, 0, " + terms(term -> "0")
                + " FROM source WHERE id > ? AND id <= ? UNION ALL "
                + "SELECT source_id, 0, 1, seq, seq, " + terms(Terms::column)
                + " FROM balance WHERE source_id > ? AND source_id <= ? UNION ALL "
                + "SELECT source_id, 0, 0, -COUNT(*), -MAX(seq), " + terms(term -> "-SUM(" + change(term) + ")")
                + " FROM entry WHERE source_id > ? AND source_id <= ? GROUP BY source_id";
        String differs = Stream.of(Term.values())
                .map(term -> " OR SUM(%s) <> 0".formatted(Terms.column(term)))
                .collect(Collectors.joining());
        return "SELECT id FROM (" + parts + ") t (id, sources, balances, acts, last_act, " + terms(Terms::column) + ")"
                + " GROUP BY id"
                + " HAVING SUM(sources) <> 1 OR SUM(balances) <> 1 OR SUM(acts) <> 0 OR SUM(last_act) <> 0" + differs
                + " ORDER BY id";
    }

    private static String terms(Function<Term, String> value) {
        return Stream.of(Term.values()).map(value).collect(Collectors.joining(", "));
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
