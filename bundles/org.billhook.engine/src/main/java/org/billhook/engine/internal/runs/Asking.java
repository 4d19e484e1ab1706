package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Parts.Settled;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Share;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/** Asks the pipeline what a run would do with one source now, without writing anything. */
final class Asking {

    private Asking() {}

    /**
     * What would become of the source.
     *
     * @param only whether to pass it alone, or with all sources of its root, since rules may weigh one against the others
     * @return what was heard of it; findings of the root where nothing was
     */
    static Listening ask(Store store, RunInputs inputs, long root, long source, boolean only, FactBook facts) {
        Listening listening = new Listening(source);
        Optional<Long> filter = only ? Optional.of(source) : Optional.empty();
        List<Finding> findings = pass(store, inputs, root, listening, filter, facts);
        if (listening.reasons.isEmpty() && listening.billed == null) {
            listening.reasons.addAll(findings);
        }
        return listening;
    }

    private static List<Finding> pass(
            Store store, RunInputs inputs, long root, Listening listening, Optional<Long> only, FactBook facts) {
        ObjectRow row = store.objects().byId(List.of(root)).get(root);
        try (Snapshot unit = inputs.plugins().unit()) {
            HeldSources held = HeldSources.shown(store, root, inputs.order.keyDate());
            RootBilling billing = new RootBilling(store, inputs.with(unit), listening, false, held, only);
            billing.bill(row, facts);
            return billing.findings();
        } catch (RootFailed e) {
            return List.of(e.finding());
        } catch (PluginBroke e) {
            return List.of(e.finding());
        }
    }

    /** Hears what is said of one source. */
    static final class Listening implements BillWriter {
        private final long source;
        final List<Finding> reasons = new ArrayList<>(1);
        ItemOfRoot item;
        Share billed;
        Money value;
        LinePricing pricing;
        List<Settled> before = List.of();

        Listening(long source) {
            this.source = source;
        }

        @Override
        public void begin(ItemOfRoot next) {
            item = next;
        }

        @Override
        public long document() {
            return 1;
        }

        @Override
        public void line(DraftLine line, ValueStep values) {
            for (int i = 0; i < line.item.claims().size(); i++) {
                if (line.source(i).id() == source) {
                    pricing = new LinePricing(line, item.currency());
                    before = values.before(line, line.source(i), pricing);
                    billed = line.item.claims().get(i).share();
                }
            }
        }

        @Override
        public void page(List<LineRow> lines, PageMoves moves) {
            for (PageMoves.Batch batch : moves.batches()) {
                for (Move move : batch.moves()) {
                    if (move.source() == source && move.kind() == ActKind.BILL) {
                        value = move.value().orElse(null);
                    } else if (move.source() == source) {
                        reasons.add(Finding.warning("DECIDED", move.kind() + ": " + batch.reason()));
                    }
                }
            }
        }

        @Override
        public void leftOpen(OpenSource left, Finding reason) {
            if (left.id() == source) {
                reasons.add(reason);
            }
        }

        @Override
        public void end(Money net, int lines) {
            // nothing to close: nothing is written
        }
    }
}
