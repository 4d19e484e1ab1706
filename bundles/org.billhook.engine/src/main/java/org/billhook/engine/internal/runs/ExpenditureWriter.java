package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Characteristics;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.engine.internal.runs.ExpenditureTree.Looked;
import org.billhook.engine.port.LineRow;
import org.joda.money.Money;

/** Notes what becomes of every source that a preview looks at, and hands all on to the writer of the preview. */
final class ExpenditureWriter implements BillWriter {

    private static final List<String> BY_OBJECT = List.of(Characteristics.OBJECT);
    private static final Comparator<Looked> OLDEST_FIRST = Comparator.comparing(
                    (Looked looked) -> looked.source.serviceDate())
            .thenComparing(looked -> looked.source.id());

    private record OfItem(ItemOfRoot item, List<String> structure, Map<Long, Looked> sources) {}

    private final BillWriter writer;
    private final RunInputs inputs;
    private final Map<Long, Money> worthBefore;
    private final ExpenditureTree tree = new ExpenditureTree();
    private final List<OfItem> ofRoot = new ArrayList<>(1);
    private OfItem item;

    /** @param worthBefore what sources were worth before anybody decided, for those of which nothing is billed any more */
    ExpenditureWriter(BillWriter writer, RunInputs inputs, Map<Long, Money> worthBefore) {
        this.writer = writer;
        this.inputs = inputs;
        this.worthBefore = worthBefore;
    }

    ExpenditureTree tree() {
        return tree;
    }

    /** The root is done; or it failed, and nothing of it counts. */
    void endRoot(boolean counts) {
        if (counts) {
            for (OfItem of : ofRoot) {
                List<Looked> all = new ArrayList<>(of.sources().values());
                all.sort(OLDEST_FIRST);
                tree.add(of.item().ref(), of.structure(), all);
            }
        }
        ofRoot.clear();
    }

    @Override
    public int begin(ItemOfRoot next) {
        List<String> wanted = inputs.order.structure().orElseThrow();
        List<String> structure = wanted.isEmpty()
                ? inputs.profile(next)
                        .map(DipProfile::structure)
                        .filter(names -> !names.isEmpty())
                        .orElse(BY_OBJECT)
                : wanted;
        item = new OfItem(next, structure, new HashMap<>());
        ofRoot.add(item);
        return writer.begin(next);
    }

    private Looked looked(StreamedSource source) {
        return item.sources().computeIfAbsent(source.id(), id -> {
            Looked fresh = new Looked(source, path(source));
            fresh.worth = worthBefore.get(id);
            return fresh;
        });
    }

    private List<String> path(StreamedSource source) {
        List<String> path = new ArrayList<>(item.structure().size());
        for (String name : item.structure()) {
            path.add(source.characteristic(name).orElse(""));
        }
        return path;
    }

    @Override
    public long document() {
        return writer.document();
    }

    @Override
    public void line(DraftLine line, ValueStep values) {
        List<Money> worth = ValueStep.claimValues(line);
        for (int i = 0; i < line.billed().size(); i++) {
            StreamedSource source = line.source(i);
            Looked looked = looked(source);
            looked.billed = looked.billed.plus(line.item.claims().get(i).share());
            looked.billedValue = looked.billedValue == null ? worth.get(i) : looked.billedValue.plus(worth.get(i));
            if (looked.worth == null
                    && looked.billed.value().compareTo(source.open().value()) != 0) {
                looked.worth = values.ofOpen(line, source);
            }
        }
        writer.line(line, values);
    }

    @Override
    public void decided(Decided decided) {
        Looked looked = looked(decided.source());
        if (decided.kind() == ActKind.WRITE_OFF || decided.kind() == ActKind.INCLUDE) {
            looked.rejected = looked.rejected.plus(decided.share());
            decided.value()
                    .ifPresent(value -> looked.rejectedValue =
                            looked.rejectedValue == null ? value : looked.rejectedValue.plus(value));
        }
        looked.reason = reason(looked.reason, decided.reason());
        writer.decided(decided);
    }

    private static String reason(String before, String more) {
        return before == null || before.equals(more) ? more : before + "; " + more;
    }

    @Override
    public void leftOpen(OpenSource source, Finding reason) {
        Looked looked = looked((StreamedSource) source);
        looked.reason = reason(looked.reason, reason.message());
        writer.leftOpen(source, reason);
    }

    @Override
    public void page(List<LineRow> lines, PageMoves moves) {
        writer.page(lines, moves);
    }

    @Override
    public void end(Money net, int lines) {
        writer.end(net, lines);
    }
}
