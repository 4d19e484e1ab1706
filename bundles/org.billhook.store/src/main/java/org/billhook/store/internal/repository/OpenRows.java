package org.billhook.store.internal.repository;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.billhook.core.model.Share;
import org.billhook.engine.port.OpenRow;
import org.billhook.store.internal.sql.Json;
import org.billhook.store.internal.sql.Row;
import org.billhook.store.internal.sql.Sql;

/** Reads the open sources of a page. Characteristics repeat from posting to posting, so each text is parsed once. */
final class OpenRows implements Sql.Mapper<OpenRow> {

    static final String COLUMNS = "s.id, s.kind, s.object_id, s.service_date, s.posting_date, s.dimension, s.measure,"
            + " s.description, s.characteristics, s.cost, s.cost_currency, b.posted, b.still_open, b.seq, s.reverses";

    private final Map<String, Map<String, String>> characteristics = new HashMap<>();

    @Override
    public OpenRow map(Row row) throws SQLException {
        return new OpenRow(
                row.number(1),
                row.text(2),
                row.number(3),
                row.date(4),
                row.date(5),
                new Share(row.decimal(12), row.measure(6)),
                row.text(8),
                characteristics.computeIfAbsent(row.text(9), Json::map),
                row.money(10),
                row.decimal(13),
                row.integer(14),
                row.optionalNumber(15).orElse(0L));
    }
}
