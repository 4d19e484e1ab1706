package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Parts.Settled;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/** Asks the pipeline what a run would do with sources now, without writing anything. */
final class Asking {

    private Asking() {}

    /** What would become of a source among all sources of its root, since rules may weigh one against the others. */
    static Heard amongAll(Store store, RunInputs inputs, long root, long source, FactBook facts) {
        return ask(store, inputs, root, List.of(source), Optional.empty(), facts)
                .get(source);
    }

    /** What would become of each of the sources if it were alone. Facts are not asked for: this is in a transaction. */
    static Map<Long, Heard> eachAlone(Store store, RunInputs inputs, long root, Collection<Long> sources) {
        SingleSources singles = SingleSources.read(store, sources, inputs.order.keyDate());
        return ask(store, inputs, root, sources, Optional.of(singles), FactBook.EMPTY);
    }

    private static Map<Long, Heard> ask(
            Store store,
            RunInputs inputs,
            long root,
            Collection<Long> sources,
            Optional<SingleSources> singles,
            FactBook facts) {
        Listening listening = new Listening(sources);
        List<Finding> findings = pass(store, inputs, root, listening, singles, facts);
        singles.ifPresent(asked -> asked.failures()
                .forEach((source, reason) -> listening.heard.get(source).reasons.add(reason)));
        for (Heard heard : listening.heard.values()) {
            if (heard.reasons.isEmpty() && !heard.billed) {
                heard.reasons.addAll(findings);
            }
        }
        return listening.heard;
    }

    private static List<Finding> pass(
            Store store,
            RunInputs inputs,
            long root,
            Listening listening,
            Optional<SingleSources> singles,
            FactBook facts) {
        ObjectRow row = store.objects().byId(List.of(root)).get(root);
        try (Snapshot unit = inputs.plugins().unit()) {
            HeldSources held =
                    singles.isPresent() ? HeldSources.NONE : HeldSources.shown(store, root, inputs.order.keyDate());
            RootBilling billing = new RootBilling(store, inputs.with(unit), listening, false, held, singles);
            billing.bill(row, facts);
            return billing.findings();
        } catch (RootFailed e) {
            return List.of(e.finding());
        } catch (PluginBroke e) {
            return List.of(e.finding());
        }
    }

    /** What was said of one source; findings of the root where nothing was. */
    static final class Heard {
        final List<Finding> reasons = new ArrayList<>(1);
        boolean billed;
        LinePricing pricing;
        List<Settled> before = List.of();
    }

    private static final class Listening implements BillWriter {
        private final Map<Long, Heard> heard = new HashMap<>();
        private ItemOfRoot item;

        Listening(Collection<Long> sources) {
            sources.forEach(source -> heard.put(source, new Heard()));
        }

        @Override
        public int begin(ItemOfRoot next) {
            item = next;
            return 0;
        }

        @Override
        public long document() {
            return 1;
        }

        @Override
        public void line(DraftLine line, ValueStep values) {
            for (int i = 0; i < line.billed().size(); i++) {
                Heard of = heard.get(line.source(i).id());
                if (of != null) {
                    of.pricing = new LinePricing(line, line.source(i), item.currency());
                    of.before = values.before(line, line.source(i), of.pricing);
                    of.billed = true;
                }
            }
        }

        @Override
        public void page(List<LineRow> lines, PageMoves moves) {
            for (PageMoves.Batch batch : moves.batches()) {
                for (Move move : batch.moves()) {
                    Heard of = heard.get(move.source());
                    if (of != null && move.kind() != ActKind.BILL) {
                        of.reasons.add(Finding.warning("DECIDED", move.kind() + ": " + batch.reason()));
                    }
                }
            }
        }

        @Override
        public void leftOpen(OpenSource left, Finding reason) {
            Heard of = heard.get(left.id());
            if (of != null) {
                of.reasons.add(reason);
            }
        }

        @Override
        public void end(Money net, int lines) {
            // nothing to close: nothing is written
        }
    }
}
