package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.dip.ProfileTables;
import org.billhook.engine.internal.ledger.CurrentPrice;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.sources.PriceTables;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The price that the pipeline gives a source that it bills alone. */
@Component(configurationPid = RunSettings.PID)
public final class PipelinePrice implements CurrentPrice {

    private final PriceTables prices = new PriceTables();
    private final RunSettings settings;

    @Activate
    public PipelinePrice(RunSettings settings) {
        this.settings = settings;
    }

    @Override
    public Map<Long, Answer> of(Store store, Snapshot plugins, Collection<SourceRow> sources, LocalDate keyDate) {
        Map<Long, Answer> answers = new HashMap<>();
        Map<Group, List<SourceRow>> groups = new HashMap<>();
        for (SourceRow source : sources) {
            if (source.root().isEmpty()) {
                answers.put(source.id(), none(List.of(noRoot(source))));
            } else {
                // what is to come can be cut as well, at the price of its day
                LocalDate day = source.serviceDate().isAfter(keyDate) ? source.serviceDate() : keyDate;
                groups.computeIfAbsent(new Group(source.root().get(), day), group -> new ArrayList<>())
                        .add(source);
            }
        }
        groups.forEach((group, some) -> answers.putAll(of(store, plugins, some, group)));
        return answers;
    }

    @Override
    public boolean isBilled(Store store, Snapshot plugins, ObjectRow object, String kind, LocalDate keyDate) {
        Optional<ObjectRow> root = object.root()
                .flatMap(id ->
                        Optional.ofNullable(store.objects().byId(List.of(id)).get(id)));
        if (root.isEmpty()) {
            return false;
        }
        try (Snapshot unit = plugins.unit()) {
            RunInputs inputs = inputs(store, plugins, keyDate).with(unit);
            return new RootItems(inputs, store)
                    .of(List.of(root.get())).values().stream()
                            .flatMap(List::stream)
                            .anyMatch(item -> item.takes(kind, object));
        } catch (PluginBroke e) {
            return false;
        }
    }

    /** Sources that one question can be asked of. */
    private record Group(long root, LocalDate day) {}

    private Map<Long, Answer> of(Store store, Snapshot plugins, List<SourceRow> sources, Group group) {
        RunInputs inputs = inputs(store, plugins, group.day);
        Map<Long, Answer> answers = new HashMap<>();
        Asking.eachAlone(
                        store,
                        inputs,
                        group.root,
                        sources.stream().map(SourceRow::id).toList())
                .forEach((source, heard) -> answers.put(source, answer(source, heard)));
        return answers;
    }

    private RunInputs inputs(Store store, Snapshot plugins, LocalDate day) {
        return new RunInputs(
                OrderRules.priced(Order.all(day), settings, day),
                plugins,
                Deciders.of(plugins, List.of()),
                prices.freeze(store.settings()),
                ProfileTables.freeze(store.settings()),
                RunInputs.MOST_IN_PAGE,
                true);
    }

    private static Answer answer(long source, Asking.Heard heard) {
        if (heard.pricing != null) {
            return new Answer(Optional.of(new Priced(heard.pricing, heard.before)), List.of());
        }
        return none(
                heard.reasons.isEmpty()
                        ? List.of(Finding.error("NO_PRICE", "No run would price source %d now".formatted(source)))
                        : heard.reasons);
    }

    /** What there is to say of a source that is under no root. */
    static Finding noRoot(SourceRow source) {
        return Finding.error(
                "NO_ROOT",
                "Source %d can't be billed without a sales document: no item bills the object that it was posted on"
                        .formatted(source.id()));
    }

    private static Answer none(List<Finding> reasons) {
        return new Answer(Optional.empty(), List.copyOf(reasons));
    }
}
