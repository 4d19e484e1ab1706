package org.billhook.testkit;

import java.math.BigDecimal;
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
import org.billhook.core.spi.price.TimeRounding;
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

    /**
     * The same with one more open-ended percentage of the price.
     *
     * @param least least quantity it is for
     */
    public SamplePrices percentage(String list, Map<String, String> key, String percent, String from, String least) {
        return step(list, key, PriceEntry.PERCENT, "XXX " + percent, from, least);
    }

    /**
     * The same with one more open-ended step of a scale.
     *
     * @param least least quantity it is for
     */
    public SamplePrices step(String list, Map<String, String> key, Unit unit, String price, String from, String least) {
        return step(list, key, unit, price, from, least, PriceEntry.Rule.WHOLE);
    }

    /** The same with one more open-ended step of a scale, of either rule. */
    public SamplePrices step(
            String list,
            Map<String, String> key,
            Unit unit,
            String price,
            String from,
            String least,
            PriceEntry.Rule rule) {
        List<PriceEntry> more = new ArrayList<>(entries);
        more.add(new PriceEntry(
                list,
                entries.size() + 1L,
                key,
                unit,
                BigMoney.parse(price),
                LocalDate.parse(from),
                Optional.empty(),
                new BigDecimal(least),
                rule));
        return new SamplePrices(more);
    }

    /** The same with one more open-ended rounding of time. */
    public SamplePrices rounding(String list, Map<String, String> key, String rounding, String from) {
        TimeRounding rule = TimeRounding.parse(rounding).orElseThrow();
        return step(
                list,
                key,
                PriceEntry.ROUNDING,
                "XXX " + rule.minutes().toPlainString(),
                from,
                "0",
                rule.perDay() ? PriceEntry.Rule.PER_DAY : PriceEntry.Rule.PER_ENTRY);
    }

    @Override
    public List<PriceEntry> find(String list, Map<String, String> key, Unit unit, LocalDate day) {
        List<PriceEntry> valid = entries.stream()
                .filter(entry -> entry.list().equals(list)
                        && entry.key().equals(key)
                        && entry.unit().equals(unit)
                        && entry.isValidOn(day))
                .toList();
        return valid.stream()
                .filter(entry -> valid.stream()
                        .filter(other -> other.isDiscount() == entry.isDiscount())
                        .noneMatch(other -> other.validFrom().isAfter(entry.validFrom())))
                .sorted(Comparator.comparing(PriceEntry::from))
                .toList();
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
