package org.billhook.store.internal.repository;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Share;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.store.internal.sql.Cursor;
import org.billhook.store.internal.sql.Row;

/** What happened to sources in requests, from the entries of the ledger (D-78). */
final class DocumentFlow {

    private static final String FLOW =
            "SELECT e.source_id, s.external_id, s.service_date, r.id, r.request_number, r.kind,"
                    + " r.state, e.line_pos, e.kind, e.share, s.dimension, s.measure, e.amount, e.currency, e.seq";

    private final Session session;

    DocumentFlow(Session session) {
        this.session = session;
    }

    private String flow(String index) {
        return FLOW + session.dialect().from() + "entry e" + index + "JOIN source s"
                + session.dialect().joinedBy("source_pk") + "ON s.id = e.source_id JOIN request r"
                + session.dialect().joinedBy("request_pk") + "ON r.id = e.document_id WHERE ";
    }

    private static Requests.Flow flow(Row row) throws SQLException {
        return new Requests.Flow(
                row.number(1),
                row.text(2),
                row.date(3),
                row.number(4),
                row.text(5),
                RequestKind.valueOf(row.text(6)),
                Requests.State.valueOf(row.text(7)),
                row.integer(8),
                ActKind.valueOf(row.text(9)),
                new Share(row.decimal(10), row.measure(11)),
                row.money(13));
    }

    /** Claims of a line, in the order of the sources. */
    List<Requests.LineClaim> claims(long request, int position) {
        return session.sql()
                .list(
                        "SELECT e.source_id, s.external_id, s.service_date, e.kind, e.share, s.dimension, s.measure,"
                                + " e.amount, e.currency" + session.dialect().from() + "entry e"
                                + session.dialect().byIndex("entry_by_document")
                                + "JOIN source s" + session.dialect().joinedBy("source_pk") + "ON s.id = e.source_id"
                                + " WHERE e.document_id = ? AND e.line_pos = ? AND e.amount IS NOT NULL"
                                + " ORDER BY e.source_id, e.seq",
                        row -> new Requests.LineClaim(
                                row.number(1),
                                row.text(2),
                                row.date(3),
                                ActKind.valueOf(row.text(4)),
                                new Share(row.decimal(5), row.measure(6)),
                                row.money(8).orElseThrow()),
                        request,
                        position);
    }

    List<Requests.Flow> ofSource(long source) {
        return List.copyOf(session.sql()
                .list(
                        flow(session.dialect().by("entry_pk")) + "e.source_id = ? ORDER BY e.seq",
                        DocumentFlow::flow,
                        source));
    }

    Page<Requests.Flow> ofRequest(long request, Page.Request page) {
        record Placed(Requests.Flow flow, int seq) {}
        Optional<Cursor> after = Cursor.read(page, 2);
        long source = after.map(cursor -> cursor.number(0)).orElse(0L);
        List<Placed> rows = session.sql()
                .list(
                        flow(session.dialect().byIndex("entry_by_document"))
                                + "e.document_id = ? AND e.source_id >= ? AND (e.source_id > ? OR e.seq > ?)"
                                + " ORDER BY e.source_id, e.seq FETCH FIRST ? ROWS ONLY",
                        row -> new Placed(flow(row), row.integer(15)),
                        request,
                        source,
                        source,
                        after.map(cursor -> cursor.number(1)).orElse(0L),
                        page.limit() + 1);
        Page<Placed> placed =
                Cursor.page(rows, page, row -> Cursor.of(row.flow().source(), row.seq()));
        return new Page<>(placed.items().stream().map(Placed::flow).toList(), placed.next());
    }
}
