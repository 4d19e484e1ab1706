package org.billhook.store.internal.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests;
import org.billhook.engine.port.RequestItem;
import org.billhook.engine.port.RequestRow;
import org.billhook.store.internal.sql.Cursor;

/** The items of requests. */
final class RequestItems {

    private static final String COLUMNS =
            "SELECT request_id, item_id, root_id, receiver_id, first_line, last_line, net, currency, rejected, currency";

    private final Session session;

    RequestItems(Session session) {
        this.session = session;
    }

    /** An item of a request. */
    record Key(long request, long item) {}

    /** Condition on a request: one of its items has an object, given by kind and key, in a column. */
    static String with(String column) {
        return "id IN (SELECT request_id FROM request_item WHERE " + column + " = (" + ObjectFilter.ID + "))";
    }

    /** Begins a FROM clause: items by an index, each with its request. */
    String withRequest(String index) {
        return session.dialect().from() + "request_item i" + session.dialect().byIndex(index) + "JOIN request r"
                + session.dialect().joinedBy("request_pk") + "ON r.id = i.request_id";
    }

    void insert(RequestRow request) {
        session.sql()
                .batch(
                        "INSERT INTO request_item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        request.items().stream()
                                .map(item -> List.<Object>of(
                                        request.id(),
                                        item.item(),
                                        item.root(),
                                        item.receiver(),
                                        item.firstLine(),
                                        item.lastLine(),
                                        item.net().getAmount(),
                                        item.rejected().getAmount(),
                                        item.net().getCurrencyUnit().getCode()))
                                .toList());
    }

    /** Stores what is rejected of each. */
    void change(RequestRow request) {
        session.sql()
                .batch(
                        "UPDATE request_item SET rejected = ? WHERE request_id = ? AND item_id = ?",
                        request.items().stream()
                                .map(item -> List.<Object>of(item.rejected().getAmount(), request.id(), item.item()))
                                .toList());
    }

    /** By request, by their lines. */
    Map<Long, List<RequestItem>> of(Collection<Long> requests) {
        Map<Long, List<RequestItem>> items = new HashMap<>();
        session.in(
                COLUMNS + session.dialect().from() + "request_item"
                        + session.dialect().by("request_item_pk")
                        + "WHERE request_id IN %s ORDER BY request_id, first_line",
                requests,
                row -> items.computeIfAbsent(row.number(1), request -> new ArrayList<>())
                        .add(new RequestItem(
                                row.number(2),
                                row.number(3),
                                row.number(4),
                                row.integer(5),
                                row.integer(6),
                                row.money(7).orElseThrow(),
                                row.money(9).orElseThrow())));
        return items;
    }

    /** Items of requests that bill and stand, whose revenue goes to a receiver; newest request first. */
    Page<Key> revenue(long receiver, Page.Request page) {
        ObjectFilter filter = new ObjectFilter();
        filter.and("i.receiver_id = ?", receiver);
        filter.and("r.state = ?", Requests.State.OPEN);
        filter.and("r.kind IN " + RequestSums.BILLS);
        Cursor.read(page, 2)
                .ifPresent(after -> filter.and(
                        "(i.request_id < ? OR (i.request_id = ? AND i.item_id > ?))",
                        after.number(0),
                        after.number(0),
                        after.number(1)));
        List<Key> keys = session.sql()
                .list(
                        "SELECT i.request_id, i.item_id" + withRequest("request_item_by_receiver") + filter.where()
                                + " ORDER BY i.request_id DESC, i.item_id FETCH FIRST ? ROWS ONLY",
                        row -> new Key(row.number(1), row.number(2)),
                        filter.with(page.limit() + 1));
        return Cursor.page(keys, page, key -> Cursor.of(key.request(), key.item()));
    }
}
