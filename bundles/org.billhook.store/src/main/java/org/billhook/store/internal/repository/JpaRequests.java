package org.billhook.store.internal.repository;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.billhook.core.api.Page;
import org.billhook.core.api.RejectionReasons.Effect;
import org.billhook.core.api.Requests;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.PriceOfRequest;
import org.billhook.engine.port.RejectedLine;
import org.billhook.engine.port.RequestItem;
import org.billhook.engine.port.RequestRow;
import org.billhook.engine.port.RequestStore;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.StoreException.Reason;
import org.billhook.store.internal.jpa.PreviewEntity;
import org.billhook.store.internal.jpa.RequestEntity;
import org.billhook.store.internal.repository.Ids.Sequence;
import org.billhook.store.internal.sql.Amounts;
import org.billhook.store.internal.sql.Cursor;
import org.joda.money.Money;

/** Heads of requests and previews as entities, their lines as rows in bulk. */
final class JpaRequests implements RequestStore {

    private static final String PAGE = " AND line_pos > ? ORDER BY line_pos FETCH FIRST ? ROWS ONLY";

    private static final List<String> PREVIEW_PARTS = List.of("preview_line", "preview_node", "preview_source");

    private final Session session;
    private final RequestSums sums;
    private final DocumentFlow flow;
    private final RequestItems items;

    JpaRequests(Session session) {
        this.session = session;
        items = new RequestItems(session);
        sums = new RequestSums(session, items);
        flow = new DocumentFlow(session);
    }

    @Override
    public long nextId() {
        return session.id(Sequence.REQUEST_ID);
    }

    @Override
    public String drawNumber(RequestKind kind) {
        int drawn = session.sql()
                .update("UPDATE number_range SET last_number = last_number + 1 WHERE kind = ?", kind.name());
        if (drawn != 1) {
            throw new StoreException(Reason.BROKEN, "There is no number range for " + kind, null);
        }
        return session.sql()
                .first(
                        "SELECT prefix, last_number FROM number_range WHERE kind = ?",
                        row -> String.format(Locale.ROOT, "%s%06d", row.text(1), row.number(2)),
                        kind.name())
                .orElseThrow();
    }

    @Override
    public void insert(RequestRow request) {
        session.insert(new RequestEntity(request));
        session.covers().begin(Covered.BILLED, request.id());
        items.insert(request);
    }

    @Override
    public void insertLines(List<LineRow> lines) {
        Function<LineRow, Object[]> columns = Lines.request();
        session.dialect().insert(session.sql(), Lines.REQUEST_LINE, lines, line -> {
            Object[] row = columns.apply(line);
            session.covers().add(Covered.LINE, line.document(), line.position(), row);
            return row;
        });
    }

    @Override
    public void insertPrices(List<PriceOfRequest> prices) {
        session.sql()
                .batch(
                        "INSERT INTO request_price VALUES (?, ?, ?, ?, ?)",
                        prices.stream()
                                .map(row -> List.<Object>of(
                                        row.price(),
                                        row.request(),
                                        row.lines(),
                                        row.net().getAmount(),
                                        row.net().getCurrencyUnit().getCode()))
                                .toList());
    }

    @Override
    public Page<PriceOfRequest> pricedBy(long price, Page.Request page) {
        ObjectFilter filter = new ObjectFilter();
        filter.and("price_id = ?", price);
        Cursor.read(page, 1).ifPresent(after -> filter.and("request_id < ?", after.number(0)));
        List<PriceOfRequest> rows = session.sql()
                .list(
                        "SELECT request_id, price_id, line_count, net, currency FROM request_price" + filter.where()
                                + " ORDER BY request_id DESC FETCH FIRST ? ROWS ONLY",
                        row -> new PriceOfRequest(
                                row.number(1),
                                row.number(2),
                                row.number(3),
                                Amounts.money(row.decimal(4), row.text(5))),
                        filter.with(page.limit() + 1));
        return Cursor.page(rows, page, row -> Cursor.of(row.request()));
    }

    @Override
    public Optional<RequestRow> find(long id) {
        return rows(List.of(id)).stream().findFirst();
    }

    /** In the order of the ids; those that do not exist are left out. */
    private List<RequestRow> rows(List<Long> ids) {
        List<RequestEntity> entities = session.load(RequestEntity.class, ids, RequestEntity::id);
        Map<Long, List<RequestItem>> byRequest = items.of(ids);
        return entities.stream()
                .map(entity -> entity.row(byRequest.get(entity.id())))
                .toList();
    }

    @Override
    public RequestRow change(RequestRow row) {
        RequestEntity changed = session.changeVersion(RequestEntity.class, row.id(), entity -> {
            if (entity.version() != row.version()) {
                throw new StoreException(
                        Reason.STALE,
                        "Request %d has version %d, not %d".formatted(row.id(), entity.version(), row.version()),
                        null);
            }
            entity.change(row);
        });
        items.change(row);
        return changed.row(row.items());
    }

    @Override
    public void putRejected(List<RejectedLine> lines) {
        List<List<Object>> keys = new ArrayList<>(lines.size());
        List<List<Object>> rows = new ArrayList<>(lines.size());
        for (RejectedLine line : lines) {
            keys.add(List.of(line.document(), line.position()));
            rows.add(List.of(
                    line.document(),
                    line.position(),
                    line.reason().code(),
                    line.reason().effect(),
                    line.reason().note(),
                    line.net().getAmount(),
                    line.net().getCurrencyUnit().getCode(),
                    line.whole()));
        }
        session.sql().batch("DELETE FROM rejected_line WHERE document_id = ? AND line_pos = ?", keys);
        session.sql().batch("INSERT INTO rejected_line VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows);
    }

    @Override
    public List<RejectedLine> rejected(long request, int from, int to) {
        return session.sql()
                .list(
                        "SELECT document_id, line_pos, reason_code, reason_effect, reason_note, net, currency, is_whole"
                                + " FROM rejected_line WHERE document_id = ? AND line_pos BETWEEN ? AND ?"
                                + " ORDER BY line_pos",
                        row -> new RejectedLine(
                                row.number(1),
                                row.integer(2),
                                new Requests.Reason(row.text(3), Effect.valueOf(row.text(4)), row.text(5)),
                                row.money(6).orElseThrow(),
                                row.flag(8)),
                        request,
                        from,
                        to);
    }

    @Override
    public long rejectedWhole(long request) {
        return session.sql()
                .first(
                        "SELECT COUNT(*) FROM rejected_line WHERE document_id = ? AND is_whole = TRUE",
                        row -> row.number(1),
                        request)
                .orElseThrow();
    }

    @Override
    public Page<RequestRow> list(Requests.Query query, Page.Request page) {
        ObjectFilter filter = new ObjectFilter();
        query.kind().ifPresent(kind -> filter.and("kind = ?", kind));
        query.state().ifPresent(state -> filter.and("state = ?", state));
        query.root().ifPresent(ref -> filter.and(RequestItems.with("root_id"), ref.kind(), ref.key()));
        query.party().ifPresent(party -> filter.and("party = ?", party));
        query.run().ifPresent(run -> filter.and("run_id = ?", run));
        query.receiver().ifPresent(ref -> filter.and(RequestItems.with("receiver_id"), ref.kind(), ref.key()));
        query.item().ifPresent(ref -> filter.and(RequestItems.with("item_id"), ref.kind(), ref.key()));
        query.document()
                .ifPresent(ref -> filter.and(
                        "id IN (SELECT i.request_id FROM request_item i JOIN object_reference o ON o.object_id = i.item_id"
                                + " WHERE o.target_kind = ? AND o.target_key = ? AND o.name = ?)",
                        ref.kind(),
                        ref.key(),
                        ItemTerms.DOCUMENT));
        Cursor.read(page, 1).ifPresent(after -> filter.and("id < ?", after.number(0)));
        List<Long> ids = session.sql()
                .list(
                        "SELECT id FROM request" + filter.where() + " ORDER BY id DESC FETCH FIRST ? ROWS ONLY",
                        row -> row.number(1),
                        filter.with(page.limit() + 1));
        return Cursor.page(rows(ids), page, row -> Cursor.of(row.id()));
    }

    @Override
    public Page<ItemRevenue> revenue(long receiver, Page.Request page) {
        Page<RequestItems.Key> keys = items.revenue(receiver, page);
        Map<Long, RequestRow> requests = new HashMap<>();
        rows(keys.items().stream().map(RequestItems.Key::request).distinct().toList())
                .forEach(row -> requests.put(row.id(), row));
        return new Page<>(
                keys.items().stream()
                        .map(key -> revenue(requests.get(key.request()), key.item()))
                        .toList(),
                keys.next());
    }

    private static ItemRevenue revenue(RequestRow request, long item) {
        return new ItemRevenue(
                request,
                request.items().stream()
                        .filter(of -> of.item() == item)
                        .findFirst()
                        .orElseThrow());
    }

    @Override
    public List<DayRevenue> revenue(Collection<Long> receivers) {
        return sums.revenue(receivers);
    }

    @Override
    public Page<LineRow> lines(long request, Page.Request page) {
        return linePage("request_line WHERE document_id = ?", List.of(request), page);
    }

    @Override
    public Optional<LineRow> line(long request, int position) {
        return session.sql()
                .first(
                        "SELECT " + Lines.COLUMNS + " FROM request_line WHERE document_id = ? AND line_pos = ?",
                        Lines::line,
                        request,
                        position);
    }

    @Override
    public List<Requests.LineClaim> claims(long request, int position) {
        return flow.claims(request, position);
    }

    @Override
    public List<Requests.Flow> flowOfSource(long source) {
        return flow.ofSource(source);
    }

    @Override
    public Page<Requests.Flow> flowOfRequest(long request, Page.Request page) {
        return flow.ofRequest(request, page);
    }

    @Override
    public List<ItemToDate> toDate(long item, long request) {
        return sums.toDate(item, request);
    }

    @Override
    public List<Long> billing(long source) {
        return List.copyOf(session.sql()
                .list(
                        "SELECT e.document_id" + session.dialect().from() + "entry e"
                                + session.dialect().by("entry_pk")
                                + "JOIN request r" + session.dialect().joinedBy("request_pk")
                                + "ON r.id = e.document_id"
                                + " WHERE e.source_id = ? AND r.state = ? AND e.kind IN ('BILL', 'REOPEN', 'CREDIT')"
                                + " GROUP BY e.document_id"
                                + " HAVING SUM(CASE WHEN e.kind = 'BILL' THEN e.share ELSE -e.share END) <> 0"
                                + " ORDER BY e.document_id",
                        row -> row.number(1),
                        source,
                        Requests.State.OPEN));
    }

    @Override
    public Map<Long, Standing> standing(Collection<Long> items) {
        return sums.standing(items);
    }

    @Override
    public Map<Long, Money> downPayments(Collection<Long> items) {
        return sums.downPayments(items);
    }

    @Override
    public Optional<Money> netBilled(long item) {
        return sums.netBilled(item);
    }

    @Override
    public long nextPreviewId() {
        return session.id(Sequence.PREVIEW_ID);
    }

    @Override
    public void insertPreview(PreviewRow preview) {
        session.insert(new PreviewEntity(preview));
    }

    @Override
    public void insertPreviewLines(long preview, List<LineRow> lines) {
        session.dialect().insert(session.sql(), Lines.PREVIEW_LINE, lines, Lines.preview(preview));
    }

    @Override
    public void deletePreviewLines(long preview, int request, int after) {
        session.sql()
                .update(
                        "DELETE FROM preview_line WHERE preview_id = ? AND document_id = ? AND line_pos > ?",
                        preview,
                        (long) request,
                        after);
    }

    @Override
    public Optional<PreviewRow> findPreview(long id) {
        return session.find(PreviewEntity.class, id).map(PreviewEntity::row);
    }

    @Override
    public Optional<PreviewRow> lockPreview(long id) {
        session.sql()
                .list("SELECT id FROM preview WHERE id = ?" + session.dialect().forUpdate(), row -> row.number(1), id);
        return findPreview(id);
    }

    @Override
    public void committed(long preview, long run) {
        session.change(PreviewEntity.class, preview, entity -> entity.committedBy(run));
    }

    @Override
    public Page<LineRow> previewLines(long preview, int request, Page.Request page) {
        return linePage(
                "preview_line WHERE preview_id = ? AND document_id = ?", List.of(preview, (long) request), page);
    }

    @Override
    public int deletePreviewsEndedBefore(Instant moment) {
        for (String table : PREVIEW_PARTS) {
            session.sql()
                    .update(
                            "DELETE FROM " + table + " WHERE preview_id IN (SELECT id FROM preview WHERE ends_at < ?)",
                            moment);
        }
        return session.sql().update("DELETE FROM preview WHERE ends_at < ?", moment);
    }

    @Override
    public List<Money> totals(long run) {
        return List.copyOf(session.sql()
                .list(
                        "SELECT SUM(net), currency FROM request WHERE run_id = ? GROUP BY currency ORDER BY currency",
                        row -> Amounts.money(row.decimal(1), row.text(2)),
                        run));
    }

    private Page<LineRow> linePage(String from, List<?> key, Page.Request page) {
        List<Object> parameters = new ArrayList<>(key);
        parameters.add(Cursor.read(page, 1).map(after -> after.number(0)).orElse(0L));
        parameters.add(page.limit() + 1);
        List<LineRow> rows =
                session.sql().list("SELECT " + Lines.COLUMNS + " FROM " + from + PAGE, Lines::line, parameters);
        return Cursor.page(rows, page, row -> Cursor.of(row.position()));
    }
}
