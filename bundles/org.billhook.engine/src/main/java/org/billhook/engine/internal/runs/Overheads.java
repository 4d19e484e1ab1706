package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.CostConditions;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.DynamicItem.Overhead;

/**
 * Adds overheads to the conditions of lines, as percentages of their cost (D-34): of that which the price source put in as
 * statistical conditions, else of what was posted.
 */
final class Overheads {

    private final ItemContext item;
    private final Function<DynamicItem, LocalDate> pricingDate;

    /** @param pricingDate day whose rates of exchange count */
    Overheads(ItemContext item, Function<DynamicItem, LocalDate> pricingDate) {
        this.item = item;
        this.pricingDate = pricingDate;
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
            conditions.addAll(cost(line.item, true));
            if (conditions.isEmpty()) {
                leaveOpen(line, overhead.get());
                return;
            }
        }
        conditions.addAll(priced);
        conditions.add(new Condition.Percent(
                "overhead",
                overhead.get().percent(),
                Condition.Percent.Base.COST,
                overhead.get().origin()));
        line.conditions = conditions;
    }

    /** The cost of a dynamic item as conditions; none if it is not known, or in a currency without a rate. */
    List<Condition> cost(DynamicItem of, boolean statistical) {
        return CostConditions.find(of, item.currency(), item.inputs.prices, pricingDate.apply(of), statistical, "cost");
    }

    private void leaveOpen(DraftLine line, Overhead overhead) {
        String missing =
                CostConditions.missing(line.item, item.currency(), item.inputs.prices, pricingDate.apply(line.item));
        line.conditions = null;
        item.leaveOpen(
                line,
                Finding.error("NO_COST", "%s is computed on the cost. %s".formatted(overhead.origin(), missing))
                        .withRule("D-34"));
    }
}
