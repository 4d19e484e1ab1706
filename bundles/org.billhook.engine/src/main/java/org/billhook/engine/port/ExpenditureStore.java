package org.billhook.engine.port;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Expenditures.Columns;
import org.billhook.core.api.Expenditures.Node;
import org.billhook.core.api.Page;
import org.joda.money.Money;

/** The trees of expenditures of previews; they go with their previews. */
public interface ExpenditureStore {

    /**
     * A source in the tree of a preview.
     *
     * @param place counts from 1 within the preview, in the order of the tree: those beneath a node are next to each other
     * @param node that it is directly beneath
     */
    record Row(
            long source,
            int place,
            int node,
            LocalDate serviceDate,
            Optional<Money> cost,
            Columns columns,
            Optional<String> reason) {}

    /** In bulk. */
    void insertNodes(long preview, List<Node> nodes);

    /** In bulk. */
    void insertRows(long preview, List<Row> rows);

    Optional<Node> node(long preview, int node);

    /** @param parent 0 for the first level */
    Page<Node> nodes(long preview, int parent, Page.Request page);

    /** Rows beneath a node at any depth, by place. */
    Page<Row> rows(long preview, Node node, Page.Request page);

    Optional<Row> row(long preview, long source);
}
