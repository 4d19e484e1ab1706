package org.billhook.store.internal.repository;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.billhook.core.api.Requests;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.engine.port.RequestStore.DayRevenue;
import org.billhook.engine.port.RequestStore.ItemToDate;
import org.billhook.engine.port.RequestStore.Standing;
import org.billhook.store.internal.sql.Amounts;
import org.billhook.store.internal.sql.Json;
import org.joda.money.Money;

/** What requests of items come to: those that stand and bill, and down payments apart from them. */
final class RequestSums {

    /** Kinds of requests that bill what was done, for SQL. */
    static final String BILLS = Arrays.stream(RequestKind.values())
            .filter(RequestKind::bills)
            .map(kind -> "'" + kind.name() + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    private final Session session;
    private final RequestItems items;

    RequestSums(Session session, RequestItems items) {
        this.session = session;
        this.items = items;
    }

    List<ItemToDate> toDate(long item, long request) {
        String net = "(l.net - COALESCE(j.net, 0))";
        return List.copyOf(session.sql()
                .list(
                        "SELECT l.characteristics, SUM(CASE WHEN r.id = ? THEN 0 ELSE " + net + " END),"
                                + " SUM(CASE WHEN r.id = ? THEN " + net + " ELSE 0 END), l.currency"
                                + ofItem()
                                + " JOIN request_line l ON l.document_id = i.request_id"
                                + " AND l.line_pos BETWEEN i.first_line AND i.last_line"
                                + " LEFT JOIN rejected_line j ON j.document_id = l.document_id AND j.line_pos = l.line_pos"
                                + " WHERE i.item_id = ? AND r.state = ? AND r.kind IN " + BILLS + " AND r.id <= ?"
                                + " GROUP BY l.characteristics, l.currency ORDER BY l.characteristics"
                                + " FETCH FIRST 10000 ROWS ONLY",
                        row -> new ItemToDate(
                                Json.map(row.text(1)),
                                Amounts.money(row.decimal(2), row.text(4)),
                                Amounts.money(row.decimal(3), row.text(4))),
                        request,
                        request,
                        item,
                        Requests.State.OPEN,
                        request));
    }

    private String ofItem() {
        return items.withRequest("request_item_by_item");
    }

    List<DayRevenue> revenue(Collection<Long> receivers) {
        return session.in(
                "SELECT i.receiver_id, r.key_date, SUM(i.net - i.rejected), i.currency, COUNT(DISTINCT r.id)"
                        + items.withRequest("request_item_by_receiver")
                        + " WHERE i.receiver_id IN %s AND r.state = ? AND r.kind IN " + BILLS
                        + " GROUP BY i.receiver_id, r.key_date, i.currency",
                List.of(),
                receivers,
                row -> new DayRevenue(
                        row.number(1), row.date(2), Amounts.money(row.decimal(3), row.text(4)), row.number(5)),
                Requests.State.OPEN);
    }

    Map<Long, Standing> standing(Collection<Long> items) {
        Map<Long, Standing> standing = new TreeMap<>();
        session.in(
                        "SELECT i.item_id, MAX(r.key_date), MIN(r.created_at)" + ofItem()
                                + " WHERE i.item_id IN %s AND r.state = ? AND r.kind IN " + BILLS
                                + " GROUP BY i.item_id",
                        List.of(),
                        items,
                        row -> Map.entry(row.number(1), new Standing(row.date(2), row.moment(3))),
                        Requests.State.OPEN)
                .forEach(entry -> standing.put(entry.getKey(), entry.getValue()));
        return standing;
    }

    Map<Long, Money> downPayments(Collection<Long> items) {
        Map<Long, Money> sums = new TreeMap<>();
        session.in(
                        "SELECT i.item_id, SUM(i.net - i.rejected), i.currency" + ofItem()
                                + " WHERE i.item_id IN %s AND r.state = ? AND r.kind = ? GROUP BY i.item_id, i.currency",
                        List.of(),
                        items,
                        row -> Map.entry(row.number(1), Amounts.money(row.decimal(2), row.text(3))),
                        Requests.State.OPEN,
                        RequestKind.DOWN_PAYMENT_REQUEST)
                .forEach(entry -> sums.put(entry.getKey(), entry.getValue()));
        return sums;
    }

    Optional<Money> netBilled(long item) {
        List<Money> sums = session.sql()
                .list(
                        "SELECT SUM(i.net - i.rejected), i.currency" + ofItem()
                                + " WHERE i.item_id = ? AND r.state = ? AND r.kind IN " + BILLS
                                + " GROUP BY i.currency",
                        row -> Amounts.money(row.decimal(1), row.text(2)),
                        item,
                        Requests.State.OPEN);
        if (sums.size() > 1) {
            throw new IllegalStateException("Item %d was billed in several currencies: %s".formatted(item, sums));
        }
        return sums.stream().findFirst();
    }
}
