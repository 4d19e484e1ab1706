package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.List;
import org.billhook.core.api.BillingRuns.PriceChange;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.price.Condition;

/** The clerk's changes of the prices of one item (D-62). */
final class PriceChanges {

    private static final String CLERK = "clerk";

    private final List<PriceChange> changes;

    PriceChanges(ObjectRef item, List<PriceChange> all) {
        changes = all.stream()
                .filter(change -> change.item().isEmpty() || change.item().get().equals(item))
                .toList();
    }

    boolean any() {
        return !changes.isEmpty();
    }

    /** Prices a line that has a price for a unit among its changes: the last one counts. */
    boolean price(DraftLine line) {
        for (PriceChange change : changes) {
            if (change.condition() instanceof Condition.PerUnit && isOf(change, line)) {
                line.conditions = List.of(change.condition());
                line.change(CLERK, "price", change.reason());
            }
        }
        return line.conditions != null;
    }

    /** Adds percentages and amounts to the price of a line. */
    void add(DraftLine line) {
        for (PriceChange change : changes) {
            if (!(change.condition() instanceof Condition.PerUnit) && isOf(change, line)) {
                List<Condition> conditions = new ArrayList<>(line.conditions);
                conditions.add(change.condition());
                line.conditions = conditions;
                line.change(CLERK, "condition " + change.condition().type(), change.reason());
            }
        }
    }

    private static boolean isOf(PriceChange change, DraftLine line) {
        return change.source().isEmpty()
                || line.item.claims().stream()
                        .anyMatch(
                                claim -> claim.source().id() == change.source().get());
    }
}
