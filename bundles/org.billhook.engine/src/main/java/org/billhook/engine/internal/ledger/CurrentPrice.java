package org.billhook.engine.internal.ledger;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.ledger.Parts;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;

/** The price that a run would take for a source now, through the same pipeline. */
public interface CurrentPrice {

    /**
     * @param price empty if there is none
     * @param reasons why there is none; empty if there is one
     */
    record Answer(Optional<Priced> price, List<Finding> reasons) {}

    /** How any share of the source is valued, and what became of the parts that are settled and stand. */
    record Priced(Parts.Pricing pricing, List<Parts.Settled> before) {}

    /**
     * Prices each source as if it were billed alone; reads the store once for all of them.
     *
     * @param sources at most a thousand
     * @return an answer for each, by id
     */
    Map<Long, Answer> of(Store store, Snapshot plugins, Collection<SourceRow> sources, LocalDate keyDate);

    /** Whether an item bills, or will, what is posted as a kind on an object; as far as its placement tells. */
    default boolean isBilled(Store store, Snapshot plugins, ObjectRow object, String kind, LocalDate keyDate) {
        return object.root().isPresent();
    }
}
