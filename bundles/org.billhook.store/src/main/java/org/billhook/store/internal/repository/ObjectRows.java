package org.billhook.store.internal.repository;

import java.sql.SQLException;
import java.util.Optional;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.engine.port.ObjectRow;
import org.billhook.store.internal.jpa.Findings;
import org.billhook.store.internal.sql.Json;
import org.billhook.store.internal.sql.Row;

/** Billing objects as they are read: without entities that would be kept and compared. */
final class ObjectRows {

    /** In the order in which {@link #read} takes them. */
    static final String COLUMNS = "SELECT id, kind, object_key, name, status, phase, above_id, root_id, path, executes,"
            + " attributes, characteristics, relevance, party, currency, active, bills_kind, bills_key, bills_root_id,"
            + " first_actual, warnings, version, changed_at FROM billing_object";

    private ObjectRows() {}

    static ObjectRow read(Row row) throws SQLException {
        return new ObjectRow(
                row.number(1),
                new ObjectRef(row.text(2), row.text(3)),
                row.text(4),
                row.text(5),
                Phase.valueOf(row.text(6)),
                row.optionalNumber(7),
                row.optionalNumber(8),
                row.text(9),
                row.flag(10),
                Json.map(row.text(11)),
                Json.map(row.text(12)),
                item(row),
                row.optionalDate(20),
                Findings.of(row.text(21)),
                row.number(22),
                row.moment(23));
    }

    private static Optional<ObjectRow.Item> item(Row row) throws SQLException {
        String relevance = row.text(13);
        if (relevance == null) {
            return Optional.empty();
        }
        String bills = row.text(18);
        return Optional.of(new ObjectRow.Item(
                relevance,
                row.text(14),
                row.text(15),
                row.flag(16),
                bills == null ? Optional.empty() : Optional.of(new ObjectRef(row.text(17), bills)),
                row.optionalNumber(19)));
    }
}
