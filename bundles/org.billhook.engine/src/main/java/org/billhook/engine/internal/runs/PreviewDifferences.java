package org.billhook.engine.internal.runs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Requests.BilledItem;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/** Lists what a commit would bill otherwise than its preview: line, request or reason, before and after. */
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
        Comparing writer = new Comparing(root.result().root());
        HeldSources held = HeldSources.shown(store, root.id(), inputs.order.keyDate());
        RootBilling billing = new RootBilling(store, inputs, writer, false, held, Optional.empty());
        try {
            billing.bill(row, facts);
        } catch (RootFailed e) {
            differences.add(e.finding());
            return;
        }
        writer.rest();
        reasons(root, billing.findings());
    }

    private void reasons(PreviewResult.Root root, List<Finding> now) {
        List<Finding> then = root.result().findings();
        now.stream().filter(finding -> !then.contains(finding)).forEach(finding -> tell(root, "is new", finding));
        then.stream().filter(finding -> !now.contains(finding)).forEach(finding -> tell(root, "is gone", finding));
    }

    private void tell(PreviewResult.Root root, String how, Finding finding) {
        add(
                "%s".formatted(root.result().root()),
                "%s, which %s: %s %s".formatted(root.result().root(), how, finding.code(), finding.message()));
    }

    private void add(String field, String message) {
        if (differences.size() < MOST) {
            differences.add(Finding.error("PREVIEW_DIFFERS", field, message));
        }
    }

    /** An item as it was shown, and the request that it was in. */
    private record ShownItem(Requests.Draft draft, BilledItem item) {}

    /** Reads the stored lines side by side with those computed now. */
    private final class Comparing implements BillWriter {
        private final List<ShownItem> left = new ArrayList<>();
        private final Deque<LineRow> lines = new ArrayDeque<>();
        private Optional<String> next = Optional.empty();
        private boolean more;
        private ItemOfRoot item;
        private ShownItem was;

        Comparing(ObjectRef root) {
            for (Requests.Draft draft : shown.requests()) {
                draft.items().stream()
                        .filter(of -> of.root().equals(root))
                        .forEach(of -> left.add(new ShownItem(draft, of)));
            }
        }

        @Override
        public int begin(ItemOfRoot started) {
            item = started;
            was = left.stream()
                    .filter(candidate -> candidate.item().item().equals(started.ref()))
                    .findFirst()
                    .orElse(null);
            left.remove(was);
            lines.clear();
            next = Optional.empty();
            more = was != null;
            return was == null ? 0 : was.item().firstLine() - 1;
        }

        @Override
        public long document() {
            return 1;
        }

        @Override
        public void page(List<LineRow> computed, PageMoves moves) {
            for (LineRow line : computed) {
                LineRow before = before();
                tell(line.position(), new LineChange(before, line, inputs.deciders.all()));
            }
        }

        @Override
        public void end(Money net, int count) {
            for (LineRow line = before(); line != null; line = before()) {
                tell(line.position(), new LineChange(line, null, inputs.deciders.all()));
            }
            if (was != null && count > 0) {
                Money all = was.draft().net().minus(was.item().net()).plus(net);
                request(was.draft(), inputs.requestFor(item, all));
            }
        }

        private void request(Requests.Draft draft, RequestKind kind) {
            String before = request(draft.kind(), draft.documentType(), draft.party());
            String after = request(kind, inputs.documentType(item, kind), item.party());
            if (!before.equals(after)) {
                add(item.ref().toString(), "Request of %s was a %s, now a %s".formatted(item.ref(), before, after));
            }
        }

        private static String request(RequestKind kind, Optional<String> documentType, String party) {
            return "%s%s to %s"
                    .formatted(kind, documentType.map(" of type "::concat).orElse(""), party);
        }

        void rest() {
            for (ShownItem gone : left) {
                add(
                        gone.item().item().toString(),
                        "%s of %s was %s, now nothing"
                                .formatted(
                                        gone.draft().kind(),
                                        gone.item().item(),
                                        gone.item().net()));
            }
        }

        private LineRow before() {
            while (lines.isEmpty() && more) {
                Page<LineRow> page =
                        store.requests().previewLines(preview, was.draft().number(), new Page.Request(next, 1000));
                page.items().stream()
                        .filter(line -> was.item().has(line.position()))
                        .forEach(lines::add);
                next = page.next();
                more = next.isPresent();
            }
            return lines.poll();
        }

        private void tell(int position, LineChange change) {
            change.words()
                    .ifPresent(words -> add(
                            "%s/%d".formatted(item.ref(), position),
                            "Line %d of %s %s".formatted(position, item.ref(), words)));
        }
    }
}
