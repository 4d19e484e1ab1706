package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.List;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Requests.BilledItem;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.RequestItem;
import org.billhook.engine.port.RequestStore;
import org.joda.money.Money;

/** Stores what would be billed: lines apart, each under the number of its request within the preview. */
final class PreviewWriter implements BillWriter {

    private static final int MOST = 1000;

    private final RequestStore requests;
    private final long preview;
    private final RequestDrafts drafts;
    private long numbers;

    PreviewWriter(RequestStore requests, RunInputs inputs, long preview) {
        this.requests = requests;
        this.preview = preview;
        drafts = new RequestDrafts(inputs, () -> ++numbers);
    }

    @Override
    public int begin(ItemOfRoot next) {
        return drafts.begin(next);
    }

    @Override
    public long document() {
        return drafts.id();
    }

    @Override
    public void page(List<LineRow> lines, PageMoves moves) {
        for (int from = 0; from < lines.size(); from += MOST) {
            requests.insertPreviewLines(preview, lines.subList(from, Math.min(lines.size(), from + MOST)));
        }
    }

    @Override
    public void end(Money net, int lines) {
        drafts.end(net, lines, 0);
    }

    /**
     * All items of a root are through.
     *
     * @return what the requests have of them
     */
    List<RequestItem> keep(long root) {
        return drafts.keep(root);
    }

    /** The root failed: what its items had is taken away again. */
    void undo(long root) {
        for (RequestDrafts.Draft draft : drafts.undo(root)) {
            requests.deletePreviewLines(preview, (int) draft.id(), draft.lines());
        }
    }

    List<Requests.Draft> requests() {
        return drafts.all().stream().map(this::draft).toList();
    }

    private Requests.Draft draft(RequestDrafts.Draft draft) {
        List<BilledItem> items = new ArrayList<>(draft.parts().size());
        for (int i = 0; i < draft.parts().size(); i++) {
            RequestItem part = draft.parts().get(i);
            ItemOfRoot item = draft.items().get(i);
            items.add(new BilledItem(
                    item.ref(), item.root(), part.firstLine(), part.lastLine(), part.net(), part.rejected()));
        }
        return new Requests.Draft(
                (int) draft.id(),
                drafts.kind(draft),
                drafts.documentType(draft),
                items,
                draft.party(),
                draft.net(),
                draft.lines());
    }
}
