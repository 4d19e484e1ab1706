package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.api.DueList.DueRoot;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/** What a run would bill of a root if nothing stood against its items: the run itself, of which nothing is written. */
final class AtStake {

    private static final int MOST = 1000;

    private final Store store;
    private final RunInputs inputs;
    private final FactBook facts;

    AtStake(Store store, RunInputs inputs, FactBook facts) {
        this.store = store;
        this.inputs = inputs;
        this.facts = facts;
    }

    /** The root with what is at stake and what the rules say; unchanged if there is too much of it. */
    DueRoot of(LookedRoot root, DueRoot shown) {
        if (root.row.isEmpty() || root.count() > MOST) {
            return shown;
        }
        Totals totals = new Totals();
        RootBilling billing = new RootBilling(store, inputs, totals, false, HeldSources.NONE, Optional.empty());
        try {
            billing.bill(root.row.get(), root.items, facts);
        } catch (RootFailed e) {
            return with(shown, Optional.empty(), List.of(e.finding()));
        } catch (PluginBroke e) {
            return with(shown, Optional.empty(), List.of(e.finding()));
        }
        return with(shown, Optional.of(List.copyOf(totals.net.values())), billing.findings());
    }

    private static DueRoot with(DueRoot root, Optional<List<Money>> atStake, List<Finding> told) {
        List<Finding> reasons = new ArrayList<>(root.reasons());
        told.stream().filter(finding -> !reasons.contains(finding)).forEach(reasons::add);
        return new DueRoot(
                root.root(),
                root.item(),
                root.relevance(),
                root.party(),
                root.due(),
                root.unbilled(),
                root.firstServiceDate(),
                root.open(),
                atStake,
                reasons);
    }

    private static final class Totals implements BillWriter {
        private final Map<String, Money> net = new TreeMap<>();

        @Override
        public int begin(ItemOfRoot item) {
            return 0;
        }

        @Override
        public long document() {
            return 1;
        }

        @Override
        public void page(List<LineRow> lines, PageMoves moves) {}

        @Override
        public void end(Money total, int lines) {
            if (lines > 0) {
                net.merge(total.getCurrencyUnit().getCode(), total, Money::plus);
            }
        }
    }
}
