package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.relevance.DynamicItem.Overhead;
import org.joda.money.Money;

/**
 * Adds overheads to the conditions of lines, as percentages of their cost (D-34): of that which the price source put in as
 * statistical conditions, else of what was posted.
 */
final class Overheads {

    private final ItemContext item;

    Overheads(ItemContext item) {
        this.item = item;
    }

    /** Whether a line is billed for its overhead alone, so that nobody need price it. */
    boolean isOnlyOverhead(DraftLine line) {
        return line.item.overhead().filter(Overhead::onlyBasis).isPresent();
    }

    /** A line whose cost is not known in the currency of the item stays open. */
    void add(DraftLine line) {
        Optional<Overhead> overhead = line.item.overhead();
        if (overhead.isEmpty() || (line.conditions == null && !overhead.get().onlyBasis())) {
            return;
        }
        List<Condition> conditions = new ArrayList<>();
        List<Condition> priced = overhead.get().onlyBasis() ? List.of() : line.conditions;
        if (priced.stream().noneMatch(Condition::statistical)) {
            Optional<Money> cost = PriceStep.cost(line.item)
                    .filter(money -> money.getCurrencyUnit().equals(item.currency()));
            if (cost.isEmpty()) {
                leaveOpen(line, overhead.get());
                return;
            }
            conditions.add(new Condition.Fixed("cost", cost.get(), true, "cost"));
        }
        conditions.addAll(priced);
        conditions.add(new Condition.Percent(
                "overhead",
                overhead.get().percent(),
                Condition.Percent.Base.COST,
                overhead.get().origin()));
        line.conditions = conditions;
    }

    private void leaveOpen(DraftLine line, Overhead overhead) {
        line.conditions = null;
        item.leaveOpen(
                line,
                Finding.error(
                                "NO_COST",
                                "%s is computed on the cost, which is not known in %s"
                                        .formatted(overhead.origin(), item.currency()))
                        .withRule("D-34"));
    }
}
