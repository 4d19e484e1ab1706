package org.billhook.store.internal.repository;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Expenditures.Column;
import org.billhook.core.api.Expenditures.Columns;
import org.billhook.core.api.Expenditures.Node;
import org.billhook.core.api.Page;
import org.billhook.core.model.Share;
import org.billhook.engine.port.ExpenditureStore;
import org.billhook.store.internal.sql.Amounts;
import org.billhook.store.internal.sql.Cursor;
import org.billhook.store.internal.sql.Measures;
import org.billhook.store.internal.sql.Table;
import org.billhook.store.internal.sql.Type;
import org.joda.money.Money;

/** Trees of expenditures as rows, written in bulk; both tables carry the same columns of figures. */
final class JdbcExpenditures implements ExpenditureStore {

    private static final int FIGURES = 13;

    private static final Table NODE = withFigures(new Table("preview_node")
            .with(Type.LONG, "preview_id")
            .with(Type.INT, "node_no", "last_no", "parent_no", "node_level")
            .with(Type.TEXT, "characteristic", "node_value")
            .with(Type.LONG, "source_count"));

    private static final Table SOURCE = withFigures(new Table("preview_source")
                    .with(Type.LONG, "preview_id", "source_id")
                    .with(Type.INT, "place", "node_no")
                    .with(Type.DATE, "service_date"))
            .with(Type.TEXT, "reason");

    private static final String NODES = "SELECT " + NODE.columnList() + " FROM preview_node WHERE preview_id = ?";
    private static final String ROWS = "SELECT " + SOURCE.columnList() + " FROM preview_source WHERE preview_id = ?";

    private final Session session;

    JdbcExpenditures(Session session) {
        this.session = session;
    }

    private static Table withFigures(Table table) {
        return table.with(Type.TEXT, "dimension", "measure")
                .with(Type.DECIMAL, "original_quantity", "bill_quantity", "later_quantity", "rejected_quantity")
                .with(Type.TEXT, "currency")
                .with(Type.DECIMAL, "original_amount", "bill_amount", "later_amount", "rejected_amount", "cost")
                .with(Type.TEXT, "cost_currency");
    }

    @Override
    public void insertNodes(long preview, List<Node> nodes) {
        List<Object[]> rows = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            Object[] row = new Object[8 + FIGURES];
            row[0] = preview;
            row[1] = node.node();
            row[2] = node.last();
            row[3] = node.parent();
            row[4] = node.level();
            row[5] = node.characteristic();
            row[6] = node.value();
            row[7] = node.sources();
            fill(row, 8, node.columns(), node.cost());
            rows.add(row);
        }
        session.dialect().insert(session.sql(), NODE, rows);
    }

    @Override
    public void insertRows(long preview, List<Row> all) {
        List<Object[]> rows = new ArrayList<>(all.size());
        for (Row each : all) {
            Object[] row = new Object[6 + FIGURES];
            row[0] = preview;
            row[1] = each.source();
            row[2] = each.place();
            row[3] = each.node();
            row[4] = each.serviceDate();
            fill(row, 5, each.columns(), each.cost());
            row[5 + FIGURES] = each.reason().orElse(null);
            rows.add(row);
        }
        session.dialect().insert(session.sql(), SOURCE, rows);
    }

    private static void fill(Object[] row, int start, Columns columns, Optional<Money> cost) {
        List<Column> all = List.of(columns.original(), columns.toBill(), columns.later(), columns.rejected());
        Optional<Share> measured = columns.original().quantity();
        row[start] = measured.map(share -> Measures.dimension(share.measure())).orElse(null);
        row[start + 1] = measured.map(share -> share.measure().code()).orElse(null);
        Optional<Money> valued = columns.toBill().amount().or(columns.original()::amount);
        row[start + 6] = valued.map(money -> money.getCurrencyUnit().getCode()).orElse(null);
        for (int i = 0; i < all.size(); i++) {
            row[start + 2 + i] = all.get(i).quantity().map(Share::value).orElse(null);
            row[start + 7 + i] = all.get(i).amount().map(Money::getAmount).orElse(null);
        }
        row[start + 11] = cost.map(Money::getAmount).orElse(null);
        row[start + 12] = cost.map(money -> money.getCurrencyUnit().getCode()).orElse(null);
    }

    private static Columns columns(org.billhook.store.internal.sql.Row row, int start) throws SQLException {
        Column[] columns = new Column[4];
        for (int i = 0; i < columns.length; i++) {
            BigDecimal quantity = row.decimal(start + 2 + i);
            columns[i] = new Column(
                    quantity == null ? Optional.empty() : Optional.of(new Share(quantity, row.measure(start))),
                    money(row, start + 7 + i, start + 6));
        }
        return new Columns(columns[0], columns[1], columns[2], columns[3]);
    }

    private static Optional<Money> money(org.billhook.store.internal.sql.Row row, int amount, int currency)
            throws SQLException {
        BigDecimal value = row.decimal(amount);
        return value == null ? Optional.empty() : Optional.of(Amounts.money(value, row.text(currency)));
    }

    private static Node node(org.billhook.store.internal.sql.Row row) throws SQLException {
        return new Node(
                row.integer(2),
                row.integer(3),
                row.integer(4),
                row.integer(5),
                row.text(6),
                row.text(7),
                row.number(8),
                money(row, 20, 21),
                columns(row, 9));
    }

    private static Row row(org.billhook.store.internal.sql.Row row) throws SQLException {
        return new Row(
                row.number(2),
                row.integer(3),
                row.integer(4),
                row.date(5),
                money(row, 17, 18),
                columns(row, 6),
                row.optionalText(19));
    }

    @Override
    public Optional<Node> node(long preview, int node) {
        return session.sql().first(NODES + " AND node_no = ?", JdbcExpenditures::node, preview, node);
    }

    @Override
    public Page<Node> nodes(long preview, int parent, Page.Request page) {
        List<Node> nodes = session.sql()
                .list(
                        NODES + " AND parent_no = ? AND node_no > ? ORDER BY node_no FETCH FIRST ? ROWS ONLY",
                        JdbcExpenditures::node,
                        preview,
                        parent,
                        Cursor.read(page, 1).map(after -> after.number(0)).orElse(0L),
                        page.limit() + 1);
        return Cursor.page(nodes, page, node -> Cursor.of(node.node()));
    }

    @Override
    public Page<Row> rows(long preview, Node node, Page.Request page) {
        List<Row> rows = session.sql()
                .list(
                        ROWS + " AND node_no BETWEEN ? AND ? AND place > ? ORDER BY place FETCH FIRST ? ROWS ONLY",
                        JdbcExpenditures::row,
                        preview,
                        node.node(),
                        node.last(),
                        Cursor.read(page, 1).map(after -> after.number(0)).orElse(0L),
                        page.limit() + 1);
        return Cursor.page(rows, page, row -> Cursor.of(row.place()));
    }

    @Override
    public Optional<Row> row(long preview, long source) {
        return session.sql().first(ROWS + " AND source_id = ?", JdbcExpenditures::row, preview, source);
    }
}
