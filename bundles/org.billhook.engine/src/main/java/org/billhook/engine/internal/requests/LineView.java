package org.billhook.engine.internal.requests;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.Requests;
import org.billhook.core.derivation.Derivation;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;

/** Shows stored lines as the API does. */
public final class LineView {

    private LineView() {}

    public static List<Requests.Line> of(Store store, List<LineRow> rows) {
        Set<Long> receivers = new HashSet<>();
        rows.forEach(row -> receivers.add(row.revenueReceiver()));
        Map<Long, ObjectRow> objects =
                receivers.isEmpty() ? Map.of() : store.objects().byId(receivers);
        List<Requests.Line> lines = new ArrayList<>(rows.size());
        for (LineRow row : rows) {
            lines.add(new Requests.Line(
                    row.position(),
                    Optional.ofNullable(row.quantity()),
                    row.text(),
                    Optional.ofNullable(row.serviceFrom()),
                    Optional.ofNullable(row.serviceTo()),
                    row.characteristics(),
                    row.net(),
                    objects.get(row.revenueReceiver()).ref(),
                    Derivation.parse(row.derivation())));
        }
        return lines;
    }
}
