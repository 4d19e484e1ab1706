package org.billhook.testkit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.core.spi.price.PriceTable;
import org.joda.money.BigMoney;

/** Price lists for tests. Immutable: every method that changes something gives a new one; entries are numbered from 1. */
public final class SamplePrices implements PriceTable {

    private final List<PriceEntry> entries;

    private SamplePrices(List<PriceEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    public static SamplePrices none() {
        return new SamplePrices(List.of());
    }

    /**
     * The same with one more open-ended entry.
     *
     * @param price for example {@code GBP 97.35}
     * @param from first day, ISO 8601
     */
    public SamplePrices with(String list, Map<String, String> key, Unit unit, String price, String from) {
        return with(list, key, unit, price, from, Optional.empty());
    }

    /**
     * The same with one more entry.
     *
     * @param to last day, ISO 8601
     */
    public SamplePrices with(
            String list, Map<String, String> key, Unit unit, String price, String from, Optional<String> to) {
        List<PriceEntry> more = new ArrayList<>(entries);
        more.add(new PriceEntry(
                list,
                entries.size() + 1L,
                key,
                unit,
                BigMoney.parse(price),
                LocalDate.parse(from),
                to.map(LocalDate::parse)));
        return new SamplePrices(more);
    }

    @Override
    public Optional<PriceEntry> find(String list, Map<String, String> key, Unit unit, LocalDate day) {
        return entries.stream()
                .filter(entry -> entry.list().equals(list)
                        && entry.key().equals(key)
                        && entry.unit().equals(unit)
                        && entry.isValidOn(day))
                .max(Comparator.comparing(PriceEntry::validFrom));
    }

    @Override
    public Set<Set<String>> keyShapes(String list) {
        Set<Set<String>> shapes = new HashSet<>();
        entries.stream()
                .filter(entry -> entry.list().equals(list))
                .forEach(entry -> shapes.add(entry.key().keySet()));
        return shapes;
    }
}
