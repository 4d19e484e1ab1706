package org.billhook.store.internal.repository;

import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import org.billhook.core.model.Share;
import org.billhook.engine.port.LineRow;
import org.billhook.store.internal.sql.Json;
import org.billhook.store.internal.sql.Measures;
import org.billhook.store.internal.sql.Row;
import org.billhook.store.internal.sql.Table;
import org.billhook.store.internal.sql.Type;
import org.joda.money.Money;

/** Lines of requests and previews as rows. A derivation that is too long for its column goes on in the next. */
final class Lines {

    static final Table REQUEST_LINE = withLine(new Table("request_line"));
    static final Table PREVIEW_LINE = withLine(new Table("preview_line").with(Type.LONG, "preview_id"));

    /** All but the derivation, which is long and for people. */
    static final Table COVERED = new Table("request_line")
            .with(Type.LONG, "document_id")
            .with(Type.INT, "line_pos")
            .with(Type.DECIMAL, "quantity")
            .with(Type.TEXT, "dimension", "measure", "description")
            .with(Type.DATE, "service_from", "service_to")
            .with(Type.TEXT, "characteristics")
            .with(Type.DECIMAL, "net")
            .with(Type.TEXT, "currency")
            .with(Type.LONG, "revenue_receiver");

    static final String COLUMNS = "document_id, line_pos, quantity, dimension, measure, description, service_from,"
            + " service_to, characteristics, net, currency, revenue_receiver, derivation, derivation_rest, price_basis,"
            + " net_at_price, currency";

    private static final int WIDTH = 16;
    private static final int DERIVATION_IN_ROW = 32_000;

    private Lines() {}

    private static Table withLine(Table table) {
        return table.with(Type.LONG, "document_id")
                .with(Type.INT, "line_pos")
                .with(Type.DECIMAL, "quantity")
                .with(Type.TEXT, "dimension", "measure", "description")
                .with(Type.DATE, "service_from", "service_to")
                .with(Type.TEXT, "characteristics")
                .with(Type.DECIMAL, "net")
                .with(Type.TEXT, "currency")
                .with(Type.LONG, "revenue_receiver")
                .with(Type.TEXT, "derivation")
                .with(Type.LONG_TEXT, "derivation_rest")
                .with(Type.TEXT, "price_basis")
                .with(Type.DECIMAL, "net_at_price");
    }

    /** Columns of {@link #REQUEST_LINE}, of lines that are written together. */
    static Function<LineRow, Object[]> request() {
        Map<Map<String, String>, String> texts = new IdentityHashMap<>();
        return line -> {
            Object[] row = new Object[WIDTH];
            fill(row, 0, line, texts);
            return row;
        };
    }

    /** Columns of {@link #PREVIEW_LINE}, of lines that are written together. */
    static Function<LineRow, Object[]> preview(long preview) {
        Map<Map<String, String>, String> texts = new IdentityHashMap<>();
        return line -> {
            Object[] row = new Object[WIDTH + 1];
            row[0] = preview;
            fill(row, 1, line, texts);
            return row;
        };
    }

    /** @param texts of characteristics, which lines mostly share */
    private static void fill(Object[] row, int start, LineRow line, Map<Map<String, String>, String> texts) {
        Share quantity = line.quantity();
        String derivation = line.derivation();
        int cut = cut(derivation);
        int i = start;
        row[i++] = line.document();
        row[i++] = line.position();
        row[i++] = quantity == null ? null : quantity.value();
        row[i++] = quantity == null ? null : Measures.dimension(quantity.measure());
        row[i++] = quantity == null ? null : quantity.measure().code();
        row[i++] = line.text();
        row[i++] = line.serviceFrom();
        row[i++] = line.serviceTo();
        row[i++] = texts.computeIfAbsent(line.characteristics(), Json::of);
        row[i++] = line.net().getAmount();
        row[i++] = line.net().getCurrencyUnit().getCode();
        row[i++] = line.revenueReceiver();
        row[i++] = derivation.substring(0, cut);
        row[i++] = cut == derivation.length() ? null : derivation.substring(cut);
        row[i++] = line.priceBasis().orElse(null);
        row[i] =
                line.netAtPrice().isEqual(line.net()) ? null : line.netAtPrice().getAmount();
    }

    /** Where the text is cut: never between the two halves of a character. */
    private static int cut(String text) {
        if (text.length() <= DERIVATION_IN_ROW) {
            return text.length();
        }
        return Character.isHighSurrogate(text.charAt(DERIVATION_IN_ROW - 1))
                ? DERIVATION_IN_ROW - 1
                : DERIVATION_IN_ROW;
    }

    static LineRow line(Row row) throws SQLException {
        Money net = row.money(10).orElseThrow();
        return new LineRow(
                row.number(1),
                row.integer(2),
                row.decimal(3) == null ? null : new Share(row.decimal(3), row.measure(4)),
                row.text(6),
                row.optionalDate(7).orElse(null),
                row.optionalDate(8).orElse(null),
                Json.map(row.text(9)),
                net,
                row.number(12),
                row.text(13) + row.optionalText(14).orElse(""),
                row.optionalText(15),
                row.money(16).orElse(net));
    }
}
