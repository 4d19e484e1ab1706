package org.billhook.engine.internal.runs;

import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.engine.port.LineRow;
import org.joda.money.Money;

/** Takes what the pipeline decides: the ledger and requests of a run, the store of a preview, or someone who only asks. */
interface BillWriter {

    /**
     * What follows is of this item.
     *
     * @return number of lines that its request has of other items; its own follow them
     */
    int begin(ItemOfRoot item);

    /** Id of the request that the item has its lines in; given when it is first asked for, since an item without lines has none. */
    long document();

    /** A page of lines, positions ascending, with the moves of their sources. */
    void page(List<LineRow> lines, PageMoves moves);

    /** A finished line, before its row is made. */
    default void line(DraftLine line, ValueStep values) {}

    /** A share of a source is not billed but held, written off or included. */
    default void decided(Decided decided) {}

    /** A source, or the rest of it, stays open. */
    default void leftOpen(OpenSource source, Finding reason) {}

    /** The item has no more lines. */
    void end(Money net, int lines);
}
