package org.billhook.engine.inmemory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Expenditures.Node;
import org.billhook.core.api.Page;
import org.billhook.engine.port.ExpenditureStore;

final class MemoryExpenditures implements ExpenditureStore {

    private final Undo.Table<Long, List<Node>> nodes;
    private final Undo.Table<Long, List<Row>> rows;

    MemoryExpenditures(Undo undo) {
        nodes = undo.table();
        rows = undo.table();
    }

    private static <T> List<T> joined(Undo.Table<Long, List<T>> table, long preview, List<T> more) {
        List<T> all = new ArrayList<>(table.rows().getOrDefault(preview, List.of()));
        all.addAll(more);
        return List.copyOf(all);
    }

    @Override
    public void insertNodes(long preview, List<Node> more) {
        nodes.put(preview, joined(nodes, preview, more));
    }

    @Override
    public void insertRows(long preview, List<Row> more) {
        rows.put(preview, joined(rows, preview, more));
    }

    @Override
    public Optional<Node> node(long preview, int node) {
        return nodes.rows().getOrDefault(preview, List.of()).stream()
                .filter(each -> each.node() == node)
                .findFirst();
    }

    @Override
    public Page<Node> nodes(long preview, int parent, Page.Request page) {
        return Pages.of(
                nodes.rows().getOrDefault(preview, List.of()).stream()
                        .filter(each -> each.parent() == parent)
                        .toList(),
                page);
    }

    @Override
    public Page<Row> rows(long preview, Node node, Page.Request page) {
        return Pages.of(
                rows.rows().getOrDefault(preview, List.of()).stream()
                        .filter(row -> row.node() >= node.node() && row.node() <= node.last())
                        .toList(),
                page);
    }

    @Override
    public Optional<Row> row(long preview, long source) {
        return rows.rows().getOrDefault(preview, List.of()).stream()
                .filter(row -> row.source() == source)
                .findFirst();
    }
}
