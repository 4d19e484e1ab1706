package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.ledger.CurrentPrice;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.sources.PriceTables;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;
import org.osgi.service.component.annotations.Component;

/** The price that the pipeline gives a source that it bills alone. Facts are not asked for: that would be in a transaction. */
@Component
public final class PipelinePrice implements CurrentPrice {

    private final PriceTables prices = new PriceTables();

    @Override
    public Answer of(Store store, Snapshot plugins, SourceRow source, LocalDate keyDate) {
        if (source.root().isEmpty()) {
            return none(List.of(Finding.error(
                    "NO_ROOT", "Source %d belongs to no billing root: no item bills it".formatted(source.id()))));
        }
        // what is to come can be cut as well, at the price of its day
        LocalDate day = source.serviceDate().isAfter(keyDate) ? source.serviceDate() : keyDate;
        RunInputs inputs = new RunInputs(
                Order.all(day),
                plugins,
                Deciders.of(plugins, List.of()),
                prices.freeze(store.settings()),
                RunInputs.MOST_IN_PAGE);
        Asking.Listening heard = Asking.ask(store, inputs, source.root().get(), source.id(), true, FactBook.EMPTY);
        if (heard.pricing == null) {
            return none(
                    heard.reasons.isEmpty()
                            ? List.of(Finding.error(
                                    "NO_PRICE", "No run would price source %d now".formatted(source.id())))
                            : heard.reasons);
        }
        return new Answer(Optional.of(new Priced(heard.pricing, heard.before)), List.of());
    }

    private static Answer none(List<Finding> reasons) {
        return new Answer(Optional.empty(), List.copyOf(reasons));
    }
}
