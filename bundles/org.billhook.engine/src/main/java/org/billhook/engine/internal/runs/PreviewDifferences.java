package org.billhook.engine.internal.runs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests;
import org.billhook.core.model.Finding;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/** Lists what a commit would bill otherwise than its preview: line, before, after. */
final class PreviewDifferences {

    private static final int MOST = 100;

    private final Store store;
    private final RunInputs inputs;
    private final long preview;
    private final PreviewResult shown;
    private final List<Finding> differences = new ArrayList<>();

    PreviewDifferences(Store store, RunInputs inputs, long preview, PreviewResult shown) {
        this.store = store;
        this.inputs = inputs;
        this.preview = preview;
        this.shown = shown;
    }

    /** At least one. */
    List<Finding> of(Set<Long> roots, FactBook facts) {
        for (PreviewResult.Root root : shown.roots()) {
            if (roots.contains(root.id()) && differences.size() < MOST) {
                compare(root, facts);
            }
        }
        if (differences.isEmpty()) {
            differences.add(Finding.error(
                    "PREVIEW_DIFFERS",
                    "What was read or decided changed since the preview, though no line did: make a new preview"));
        }
        return differences;
    }

    private void compare(PreviewResult.Root root, FactBook facts) {
        ObjectRow row = store.objects().byId(List.of(root.id())).get(root.id());
        Comparing writer = new Comparing(root);
        try {
            HeldSources held = HeldSources.shown(store, root.id(), inputs.order.keyDate());
            new RootBilling(store, inputs, writer, false, held, Optional.empty()).bill(row, facts);
        } catch (RootFailed e) {
            differences.add(e.finding());
            return;
        }
        writer.rest();
    }

    /** Reads the stored lines side by side with those computed now. */
    private final class Comparing implements BillWriter {
        private final PreviewResult.Root root;
        private final Deque<Requests.Draft> drafts;
        private final Deque<LineRow> lines = new ArrayDeque<>();
        private Optional<String> next = Optional.empty();
        private boolean more;
        private ItemOfRoot item;
        private Requests.Draft draft;

        Comparing(PreviewResult.Root root) {
            this.root = root;
            drafts = new ArrayDeque<>(root.requests());
        }

        @Override
        public void begin(ItemOfRoot started) {
            item = started;
            draft = drafts.stream()
                    .filter(candidate -> candidate.item().equals(started.ref()))
                    .findFirst()
                    .orElse(null);
            drafts.remove(draft);
            lines.clear();
            next = Optional.empty();
            more = draft != null;
        }

        @Override
        public long document() {
            return 1;
        }

        @Override
        public void page(List<LineRow> computed, PageMoves moves) {
            for (LineRow line : computed) {
                LineRow before = before();
                if (before == null) {
                    tell(line.position(), "nothing", text(line));
                } else if (!text(before).equals(text(line))) {
                    tell(line.position(), text(before), text(line));
                }
            }
        }

        @Override
        public void end(Money net, int count) {
            for (LineRow line = before(); line != null; line = before()) {
                tell(line.position(), text(line), "nothing");
            }
        }

        void rest() {
            for (Requests.Draft gone : drafts) {
                differences.add(Finding.error(
                        "PREVIEW_DIFFERS",
                        "%s of %s was %s, now nothing".formatted(gone.kind(), gone.item(), gone.net())));
            }
        }

        private LineRow before() {
            if (lines.isEmpty() && more) {
                Page<LineRow> page =
                        store.requests().previewLines(preview, draft.number(), new Page.Request(next, 1000));
                lines.addAll(page.items());
                next = page.next();
                more = next.isPresent();
            }
            return lines.poll();
        }

        private void tell(int position, String before, String after) {
            if (differences.size() < MOST) {
                differences.add(Finding.error(
                        "PREVIEW_DIFFERS",
                        "%s/%d".formatted(item.ref(), position),
                        "Line %d of %s was %s, now %s".formatted(position, item.ref(), before, after)));
            }
        }

        private static String text(LineRow line) {
            return "%s for %s %s".formatted(line.net(), line.quantity() == null ? "-" : line.quantity(), line.text());
        }
    }
}
