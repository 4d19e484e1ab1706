package org.billhook.store.internal.repository;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.port.AuditStore;
import org.billhook.engine.port.Cover;
import org.billhook.engine.port.SourceRow;
import org.billhook.store.internal.sql.Row;
import org.billhook.store.internal.sql.Sql;

/** Each comparison is one query that names what does not agree, so that lines and entries stay in the database. */
final class JdbcAudit implements AuditStore {

    private static final int MOST = 100;

    private static final String HEADS =
            "SELECT id, request_number, kind, party, actor, key_date, run_id, net, currency,"
                    + " rejected, line_count FROM request WHERE ";

    private static final String ITEMS = "SELECT i.request_id, i.item_id FROM request_item i LEFT JOIN request_line l"
            + " ON l.document_id = i.request_id AND l.line_pos BETWEEN i.first_line AND i.last_line"
            + " WHERE i.request_id > ? AND i.request_id <= ? GROUP BY i.request_id, i.item_id, i.net"
            + " HAVING COALESCE(SUM(l.net), 0) <> i.net ORDER BY i.request_id, i.item_id FETCH FIRST 100 ROWS ONLY";

    private static final Sql.Mapper<PartOfRequest> PART = row -> new PartOfRequest(row.number(1), row.number(2));

    private final Session session;

    JdbcAudit(Session session) {
        this.session = session;
    }

    private record OfLines(long count, int last, BigDecimal net) {
        static final OfLines NONE = new OfLines(0, 0, BigDecimal.ZERO);
    }

    private record OfItems(BigDecimal net, BigDecimal rejected) {
        static final OfItems NONE = new OfItems(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    @Override
    public List<RequestHead> requests(long after, int limit) {
        List<RequestHead> heads =
                session.sql().list(HEADS + "id > ? ORDER BY id FETCH FIRST ? ROWS ONLY", JdbcAudit::head, after, limit);
        if (heads.isEmpty()) {
            return List.of();
        }
        long last = heads.get(heads.size() - 1).id();
        return complete(heads, "> ? AND %s <= ?", List.of(after, last));
    }

    @Override
    public List<RequestHead> requests(Collection<Long> ids) {
        List<RequestHead> all = new ArrayList<>();
        for (List<Long> part : Session.parts(new TreeSet<>(ids))) {
            List<RequestHead> heads = session.sql()
                    .list(HEADS + "id IN " + Sql.marks(part.size()) + " ORDER BY id", JdbcAudit::head, part);
            all.addAll(complete(heads, "IN " + Sql.marks(part.size()), part));
        }
        return all;
    }

    private static RequestHead head(Row row) throws SQLException {
        return new RequestHead(
                row.number(1),
                row.text(2),
                row.text(3),
                row.text(4),
                row.text(5),
                row.date(6),
                row.number(7),
                row.decimal(8),
                row.decimal(10),
                row.text(9),
                row.number(11),
                0,
                0,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    /** @param which condition on the id of the request, which stands before it and at each {@code %s} in it */
    private List<RequestHead> complete(List<RequestHead> heads, String which, List<Long> parameters) {
        Map<Long, OfLines> lines = new HashMap<>();
        session.sql()
                .list(
                        "SELECT document_id, COUNT(*), MAX(line_pos), SUM(net) FROM request_line WHERE document_id "
                                + which.formatted("document_id") + " GROUP BY document_id",
                        row -> lines.put(row.number(1), new OfLines(row.number(2), row.integer(3), row.decimal(4))),
                        parameters);
        Map<Long, OfItems> items = new HashMap<>();
        session.sql()
                .list(
                        "SELECT request_id, SUM(net), SUM(rejected) FROM request_item WHERE request_id "
                                + which.formatted("request_id") + " GROUP BY request_id",
                        row -> items.put(row.number(1), new OfItems(row.decimal(2), row.decimal(3))),
                        parameters);
        return heads.stream()
                .map(head -> with(
                        head, lines.getOrDefault(head.id(), OfLines.NONE), items.getOrDefault(head.id(), OfItems.NONE)))
                .toList();
    }

    private static RequestHead with(RequestHead head, OfLines lines, OfItems items) {
        return new RequestHead(
                head.id(),
                head.number(),
                head.kind(),
                head.party(),
                head.actor(),
                head.keyDate(),
                head.run(),
                head.net(),
                head.rejected(),
                head.currency(),
                head.lines(),
                lines.count(),
                lines.last(),
                lines.net(),
                items.net(),
                items.rejected());
    }

    @Override
    public List<PartOfRequest> disagreeingLines(long after, long last) {
        List<PartOfRequest> found = new ArrayList<>(session.sql().list(lines(), PART, after, last, after, last));
        found.addAll(session.sql()
                .list(
                        "SELECT document_id, line_pos FROM request_line l WHERE document_id > ? AND document_id <= ?"
                                + " AND NOT EXISTS (SELECT 1 FROM request r WHERE r.id = l.document_id)"
                                + " ORDER BY document_id, line_pos FETCH FIRST 100 ROWS ONLY",
                        PART,
                        after,
                        last));
        return found.stream().distinct().limit(MOST).toList();
    }

    /**
     * Of each line: whether there is one; its net less what was billed by it; how many entries bill by it, and name it; whether it has a
     * quantity.
     */
    private String lines() {
        return "SELECT document_id, line_pos FROM ("
                + "SELECT l.document_id, l.line_pos, 1, l.net, 0, 0, CASE WHEN l.quantity IS NULL THEN 0 ELSE 1 END"
                + " FROM request_line l JOIN request r ON r.id = l.document_id"
                + " WHERE r.kind IN " + RequestSums.BILLS + " AND l.document_id > ? AND l.document_id <= ?"
                + " UNION ALL SELECT document_id, line_pos, 0, CASE kind WHEN 'BILL' THEN -amount ELSE 0 END,"
                + " CASE kind WHEN 'BILL' THEN 1 ELSE 0 END, 1, 0 FROM entry"
                + session.dialect().byIndex("entry_by_document") + "WHERE document_id > ? AND document_id <= ?"
                + ") t (document_id, line_pos, line, net, bills, entries, quantities) GROUP BY document_id, line_pos"
                + " HAVING (SUM(bills) > 0 AND (SUM(line) = 0 OR SUM(net) <> 0))"
                + " OR (SUM(entries) = 0 AND SUM(quantities) > 0)"
                + " ORDER BY document_id, line_pos FETCH FIRST 100 ROWS ONLY";
    }

    @Override
    public List<PartOfRequest> disagreeingItems(long after, long last) {
        return session.sql().list(ITEMS, PART, after, last);
    }

    @Override
    public List<NumberRange> numberRanges() {
        return session.sql()
                .list(
                        "SELECT n.kind, n.prefix, n.last_number, (SELECT COUNT(*) FROM request r WHERE r.kind = n.kind)"
                                + " FROM number_range n ORDER BY n.kind",
                        row -> new NumberRange(row.text(1), row.text(2), row.number(3), row.number(4)));
    }

    @Override
    public Set<String> numbers(String kind, Collection<String> numbers) {
        return new HashSet<>(session.in(
                "SELECT request_number FROM request WHERE kind = ? AND request_number IN %s",
                List.of(kind), numbers, row -> row.text(1)));
    }

    @Override
    public long countSources(long first, long last) {
        return session.sql()
                .number(
                        "SELECT COUNT(*) FROM source" + session.dialect().by("source_pk") + "WHERE id >= ? AND id <= ?",
                        first,
                        last);
    }

    @Override
    public Set<Long> sourceIds(long first, long last) {
        return new HashSet<>(session.sql()
                .list(
                        "SELECT id FROM source" + session.dialect().by("source_pk") + "WHERE id >= ? AND id <= ?",
                        row -> row.number(1),
                        first,
                        last));
    }

    @Override
    public List<PostedSource> posted(long after, long last, int limit) {
        String columns = Ledgers.SOURCE_COLUMNS.replace("b.posted", "e.share");
        List<Object> parameters = new ArrayList<>(List.of(after, last));
        parameters.addAll(new TreeSet<>(SourceRow.RESERVED));
        parameters.add(limit);
        return session.sql()
                .list(
                        "SELECT " + columns + ", o.kind, o.object_key"
                                + Ledgers.postedFrom(session.dialect()) + " JOIN billing_object o"
                                + session.dialect().joinedBy("billing_object_pk")
                                + "ON o.id = s.object_id WHERE s.id > ? AND s.id <= ? AND s.origin NOT IN "
                                + Sql.marks(SourceRow.RESERVED.size()) + " ORDER BY s.id FETCH FIRST ? ROWS ONLY",
                        row -> new PostedSource(
                                row.number(1), readable(row), new ObjectRef(row.text(21), row.text(22))),
                        parameters);
    }

    /** What somebody wrote there past the server may be anything. */
    private static Optional<SourceRow> readable(Row row) throws SQLException {
        try {
            return Optional.of(Ledgers.source(row));
        } catch (IllegalArgumentException | ArithmeticException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    @Override
    public long newestWaiting() {
        return session.sql()
                .first("SELECT MAX(id) FROM outbox", row -> row.optionalNumber(1)
                        .orElse(0L))
                .orElse(0L);
    }

    @Override
    public boolean isWaiting(long upTo) {
        return !session.sql()
                .list("SELECT id FROM outbox WHERE id <= ? FETCH FIRST 1 ROWS ONLY", row -> row.number(1), upTo)
                .isEmpty();
    }

    @Override
    public Map<String, StoredRows> covered(Collection<Cover> covers) {
        return Covers.stored(session, covers);
    }

    @Override
    public List<Moved> moved(long firstAct, long after, long last) {
        return session.sql()
                .list(
                        "SELECT act_id, source_id FROM entry"
                                + session.dialect().by("entry_pk")
                                + "WHERE source_id > ? AND source_id <= ? AND act_id >= ? AND " + Covered.OF_ACT,
                        row -> new Moved(row.number(1), row.number(2)),
                        after,
                        last,
                        firstAct);
    }

    @Override
    public List<Long> coverable(String table, long after, int limit) {
        return Covered.of(table)
                .map(covered -> session.sql()
                        .list(
                                "SELECT id FROM " + table + session.dialect().by(table + "_pk")
                                        + "WHERE id > ? ORDER BY id FETCH FIRST ? ROWS ONLY",
                                row -> row.number(1),
                                after,
                                limit))
                .orElse(List.of());
    }
}
