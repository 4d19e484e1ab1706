package org.billhook.engine.internal.requests;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.Requests.BilledItem;
import org.billhook.core.api.Requests.Line;
import org.billhook.core.api.Requests.LineRejection;
import org.billhook.core.api.Requests.Request;
import org.billhook.core.api.Requests.State;
import org.billhook.core.derivation.Derivation;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.RejectedLine;
import org.billhook.engine.port.RequestItem;
import org.billhook.engine.port.RequestRow;
import org.billhook.engine.port.Store;

/** Shows rows as the API does: with references instead of ids. */
public final class RequestView {

    private RequestView() {}

    public static List<Request> requests(Store store, Collection<RequestRow> rows) {
        Set<Long> ids = new HashSet<>();
        rows.forEach(row -> row.items().forEach(item -> {
            ids.add(item.root());
            ids.add(item.item());
        }));
        Map<Long, ObjectRow> objects =
                ids.isEmpty() ? Map.of() : store.objects().byId(ids);
        return rows.stream().map(row -> request(row, objects)).toList();
    }

    /** Lines of one request, by position, with what was rejected of them. */
    static List<Line> lines(Store store, RequestRow request, List<LineRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Integer, RejectedLine> rejected = new HashMap<>();
        if (!request.rejected().isZero() || request.state() == State.REJECTED) {
            store.requests()
                    .rejected(
                            request.id(),
                            rows.get(0).position(),
                            rows.get(rows.size() - 1).position())
                    .forEach(line -> rejected.put(line.position(), line));
        }
        List<Line> lines = lines(store, view(store, request).items(), rows);
        return rejected.isEmpty() && request.reason().isEmpty()
                ? lines
                : lines.stream()
                        .map(line -> rejected(line, request, Optional.ofNullable(rejected.get(line.position()))))
                        .toList();
    }

    /** What a request was rejected for as a whole goes for all that stood of its lines then. */
    private static Line rejected(Line line, RequestRow request, Optional<RejectedLine> part) {
        Optional<LineRejection> rejection = part.map(row -> new LineRejection(row.reason(), row.net(), !row.whole()))
                .filter(row -> !row.partly() || request.reason().isEmpty())
                .or(() -> request.reason().map(reason -> new LineRejection(reason, line.net(), false)));
        return new Line(
                line.position(),
                line.item(),
                line.quantity(),
                line.text(),
                line.serviceFrom(),
                line.serviceTo(),
                line.characteristics(),
                line.net(),
                line.revenueReceiver(),
                line.derivation(),
                rejection);
    }

    /** Lines of a preview, of which nothing can be rejected. */
    public static List<Line> lines(Store store, List<BilledItem> items, Collection<LineRow> rows) {
        Set<Long> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.revenueReceiver()));
        Map<Long, ObjectRow> objects =
                ids.isEmpty() ? Map.of() : store.objects().byId(ids);
        return rows.stream()
                .map(row -> line(row, BilledItem.of(items, row.position()).item(), objects.get(row.revenueReceiver())))
                .toList();
    }

    private static Request request(RequestRow row, Map<Long, ObjectRow> objects) {
        return new Request(
                row.id(),
                row.number(),
                row.kind(),
                row.documentType(),
                row.inceptionToDate(),
                row.state(),
                row.items().stream().map(item -> item(item, objects)).toList(),
                row.party(),
                row.net(),
                row.rejected(),
                row.reason(),
                row.keyDate(),
                row.run(),
                row.lines(),
                row.createdAt(),
                row.actor(),
                row.version());
    }

    private static BilledItem item(RequestItem item, Map<Long, ObjectRow> objects) {
        return new BilledItem(
                objects.get(item.item()).ref(),
                objects.get(item.root()).ref(),
                item.firstLine(),
                item.lastLine(),
                item.net(),
                item.rejected());
    }

    static Request view(Store store, RequestRow row) {
        return requests(store, List.of(row)).get(0);
    }

    private static Line line(LineRow row, ObjectRef item, ObjectRow receiver) {
        return new Line(
                row.position(),
                item,
                Optional.ofNullable(row.quantity()),
                row.text(),
                Optional.ofNullable(row.serviceFrom()),
                Optional.ofNullable(row.serviceTo()),
                row.characteristics(),
                row.net(),
                receiver.ref(),
                Derivation.parse(row.derivation()),
                Optional.empty());
    }
}
