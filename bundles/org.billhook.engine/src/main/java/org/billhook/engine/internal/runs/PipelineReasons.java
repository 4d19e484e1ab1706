package org.billhook.engine.internal.runs;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.registry.PluginRegistry;
import org.billhook.engine.internal.requests.OpenReasons;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.internal.sources.PriceTables;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the pipeline says of a source when it looks at its whole root. */
@Component(configurationPid = RunSettings.PID)
public final class PipelineReasons implements OpenReasons {

    private final Transactions transactions;
    private final PluginRegistry plugins;
    private final RunSettings settings;
    private final Clock clock = Clock.systemDefaultZone();
    private final PriceTables prices = new PriceTables();

    @Activate
    public PipelineReasons(
            @Reference Transactions transactions, @Reference PluginRegistry plugins, RunSettings settings) {
        this.transactions = transactions;
        this.plugins = plugins;
        this.settings = settings;
    }

    @Override
    public List<Finding> of(SourceRow source, LocalDate keyDate) {
        if (source.root().isEmpty()) {
            return List.of(PipelinePrice.noRoot(source));
        }
        long root = source.root().get();
        return plugins.call(snapshot -> {
            RunInputs inputs = RunInputs.ofNow(
                    transactions,
                    prices,
                    snapshot,
                    OrderRules.priced(Order.all(keyDate), settings, LocalDate.now(clock)),
                    settings);
            FactBook facts = facts(inputs, root);
            Asking.Heard heard =
                    Retry.call(transactions, store -> Asking.amongAll(store, inputs, root, source.id(), facts));
            return reasons(heard, source);
        });
    }

    private FactBook facts(RunInputs inputs, long root) {
        if (!FactBook.isNeeded(inputs.plugins())) {
            return FactBook.EMPTY;
        }
        List<ItemOfRoot> items = Retry.call(transactions, store -> {
            ObjectRow row = store.objects().byId(List.of(root)).get(root);
            return RootBilling.items(store, inputs, List.of(row)).getOrDefault(root, List.of());
        });
        return FactBook.fetch(inputs.plugins(), items);
    }

    private static List<Finding> reasons(Asking.Heard heard, SourceRow source) {
        List<Finding> reasons = new ArrayList<>(heard.reasons);
        if (!heard.billed && reasons.isEmpty()) {
            reasons.add(Finding.error(
                    "NO_ITEM_FOR_KIND", "No item of its root bills sources of kind '%s'".formatted(source.kind())));
        }
        return reasons;
    }
}
