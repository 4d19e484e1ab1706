package org.billhook.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.billhook.core.model.Fraction;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.core.spi.price.PriceEntry.Rule;

/**
 * What a line is priced at from each step of a scale on. A step by volume is for the whole quantity; graduated steps are for what lies
 * above them, and for what lies below stand the steps below, down to the next one by volume or the first. All graduated steps of
 * such a group are named whatever the quantity, so that the parts of a source that is billed in parts end at the whole.
 */
final class GraduatedSteps {

    private final Function<PriceEntry, ListLookup.Answer> priced;

    /** @param priced an entry as a price for the whole quantity */
    GraduatedSteps(Function<PriceEntry, ListLookup.Answer> priced) {
        this.priced = priced;
    }

    /** @param entries by ascending start */
    NavigableMap<BigDecimal, ListLookup.Answer> of(List<PriceEntry> entries) {
        NavigableMap<BigDecimal, ListLookup.Answer> steps = new TreeMap<>();
        int start = 0;
        while (start < entries.size()) {
            int end = start + 1;
            while (end < entries.size() && entries.get(end).rule() == Rule.GRADUATED) {
                end++;
            }
            ListLookup.Answer answer = group(entries.subList(start, end));
            entries.subList(start, end).forEach(entry -> steps.put(entry.from(), answer));
            start = end;
        }
        return steps;
    }

    private ListLookup.Answer group(List<PriceEntry> entries) {
        if (entries.size() == 1) {
            return priced.apply(entries.get(0));
        }
        List<Condition> parts = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            ListLookup.Answer whole = priced.apply(entries.get(i));
            if (whole.conditions().isEmpty()) {
                return whole;
            }
            Fraction from = i == 0 ? Fraction.ZERO : Fraction.of(entries.get(i).from());
            Optional<Fraction> to = i + 1 == entries.size()
                    ? Optional.empty()
                    : Optional.of(Fraction.of(entries.get(i + 1).from()));
            for (Condition condition : whole.conditions()) {
                Condition.PerUnit price = (Condition.PerUnit) condition;
                parts.add(new Condition.Between(
                        price.type(),
                        price.rate(),
                        Fraction.of(price.per()),
                        from,
                        to,
                        price.origin(),
                        price.entries()));
            }
        }
        return new ListLookup.Answer(List.copyOf(parts), "");
    }
}
