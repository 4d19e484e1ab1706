package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.List;
import org.billhook.core.api.Requests;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.RequestStore;
import org.joda.money.Money;

/** Stores what would be billed: lines apart, each under the number of its request within the preview. */
final class PreviewWriter implements BillWriter {

    private static final int MOST = 1000;

    private final RequestStore requests;
    private final RunInputs inputs;
    private final long preview;
    private final List<Requests.Draft> drafts = new ArrayList<>();
    private ItemOfRoot item;
    private int number;
    private boolean used;

    PreviewWriter(RequestStore requests, RunInputs inputs, long preview) {
        this.inputs = inputs;
        this.requests = requests;
        this.preview = preview;
    }

    @Override
    public void begin(ItemOfRoot next) {
        item = next;
        number++;
        used = false;
    }

    @Override
    public long document() {
        used = true;
        return number;
    }

    @Override
    public void page(List<LineRow> lines, PageMoves moves) {
        for (int from = 0; from < lines.size(); from += MOST) {
            requests.insertPreviewLines(preview, lines.subList(from, Math.min(lines.size(), from + MOST)));
        }
    }

    @Override
    public void end(Money net, int lines) {
        if (lines > 0) {
            RequestKind kind = inputs.requestFor(item, net);
            drafts.add(new Requests.Draft(
                    number, kind, inputs.documentType(item, kind), item.root(), item.ref(), item.party(), net, lines));
        } else if (!used) {
            number--;
        }
    }

    /** Requests of the root that was written last, and starts the next one. */
    List<Requests.Draft> take() {
        List<Requests.Draft> taken = List.copyOf(drafts);
        drafts.clear();
        return taken;
    }
}
