package org.billhook.engine.internal.runs;

import java.util.List;
import java.util.Optional;
import org.billhook.core.api.BillingRuns.PriceChange;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.price.Condition;

/** The clerk's changes of the prices of one item (D-62). */
final class PriceChanges {

    private static final String CLERK = "clerk";

    private final ObjectRef item;
    private final List<PriceChange> changes;
    private final Optional<Integer> most;

    /** @param most how many of them a line may have; empty for any number */
    PriceChanges(ObjectRef item, List<PriceChange> all, Optional<Integer> most) {
        this.item = item;
        this.most = most;
        changes = all.stream()
                .filter(change -> change.item().isEmpty() || change.item().get().equals(item))
                .toList();
    }

    boolean any() {
        return !changes.isEmpty();
    }

    /** @throws RootFailed if a line has more of them than the DIP profile allows (D-11) */
    void requireFew(DraftLine line) {
        long count = most.isEmpty()
                ? 0
                : changes.stream().filter(change -> isOf(change, line)).count();
        if (count > most.orElse(0)) {
            throw new RootFailed(Finding.error(
                            "TOO_MANY_CONDITIONS",
                            "priceChanges",
                            "%d conditions of the clerk for a line of %s, its DIP profile allows %d"
                                    .formatted(count, item, most.get()))
                    .withRule("D-11"));
        }
    }

    /** Whether a line has a price for a unit among its changes. */
    boolean prices(DraftLine line) {
        return changes.stream()
                .anyMatch(change -> change.condition() instanceof Condition.PerUnit && isOf(change, line));
    }

    /** Prices a line that has a price for a unit among its changes, in place of any other: the last one counts. */
    void price(DraftLine line) {
        for (PriceChange change : changes) {
            if (change.condition() instanceof Condition.PerUnit && isOf(change, line)) {
                line.conditions = List.of(change.condition());
                line.pricedBy = null;
                line.change(CLERK, "price", change.reason());
            }
        }
    }

    /** Adds percentages and amounts to the price of a line. */
    void add(DraftLine line) {
        for (PriceChange change : changes) {
            if (!(change.condition() instanceof Condition.PerUnit) && isOf(change, line)) {
                line.addCondition(change.condition());
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
