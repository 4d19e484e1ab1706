package org.billhook.pricing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.billhook.core.model.Characteristics;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.Condition.Percent.Base;
import org.billhook.core.spi.price.ExchangeRates;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.TimeRounding;
import org.billhook.core.spi.relevance.DynamicItem;
import org.joda.money.CurrencyUnit;

/**
 * Look-ups in one price list for one page. Postings of a page mostly differ in text and quantity only, so the keys of equal
 * characteristics are built once, and an answer is found once per day. Lives as long as the page.
 */
final class ListLookup {

    /** Attribute of the item: {@link TimeRounding#parse}. */
    private static final String TIME_ROUNDING = "timeRounding";

    private final PricePage page;
    private final String ofItem;
    private final String list;
    private final List<Set<String>> shapes;
    private final List<String> names;
    private final Map<Case, Candidates> cases = new HashMap<>();

    ListLookup(PricePage page) {
        this.page = page;
        list = page.item().attributes().getOrDefault("priceList", PriceListSource.STANDARD);
        ofItem = page.item().attributes().get(TIME_ROUNDING);
        shapes = new ArrayList<>(page.prices().keyShapes(list));
        shapes.sort(new MostSpecificFirst());
        Set<String> all = new LinkedHashSet<>();
        shapes.forEach(all::addAll);
        names = List.copyOf(all);
    }

    /**
     * What the list says to one dynamic item.
     *
     * @param conditions empty if there is no price
     * @param reason why there is no price; empty if there is one
     */
    record Answer(List<Condition> conditions, String reason) {
        static Answer no(String reason) {
            return new Answer(List.of(), reason);
        }

        Answer with(Condition more) {
            List<Condition> all = new ArrayList<>(conditions);
            all.add(more);
            return new Answer(List.copyOf(all), reason);
        }
    }

    /** Everything but the day that an answer depends on. */
    private record Case(Measure measure, List<String> values) {}

    /**
     * How time is rounded.
     *
     * @param entries numbers of the entries that say so
     */
    record Rounded(TimeRounding rule, String origin, List<Long> entries) {}

    /**
     * What the list says to all dynamic items of equal characteristics on one day.
     *
     * @param unit of the prices
     * @param factor what one of the quantity is in that unit
     * @param steps by what they start at, in that unit
     * @param rounded how time is rounded, if it is
     */
    record Scale(Unit unit, Fraction factor, NavigableMap<BigDecimal, Answer> steps, Optional<Rounded> rounded) {
        static Scale no(String reason) {
            NavigableMap<BigDecimal, Answer> steps = new TreeMap<>();
            steps.put(BigDecimal.ZERO, Answer.no(reason));
            return new Scale(Unit.PIECE, Fraction.ONE, steps, Optional.empty());
        }
    }

    /** Keys to try for a case, in their order, and the answers found so far. */
    private record Candidates(List<Map<String, String>> keys, Map<LocalDate, Scale> answers) {}

    Scale find(DynamicItem item, LocalDate day) {
        Measure measure = item.quantity().measure();
        if (measure.isAmount()) {
            return Scale.no("Price list '%s' prices quantities, not an amount in %s".formatted(list, measure));
        }
        Case same = new Case(measure, values(item));
        Candidates candidates = cases.computeIfAbsent(same, this::candidates);
        return candidates.answers().computeIfAbsent(day, d -> search(same, candidates.keys(), d));
    }

    /** The price of a quantity in the unit of the scale, without its sign. */
    Answer at(Scale scale, BigDecimal quantity) {
        Map.Entry<BigDecimal, Answer> step = scale.steps().floorEntry(quantity);
        return step != null
                ? step.getValue()
                : Answer.no("Price list '%s' prices from %s %s on, not %s"
                        .formatted(
                                list,
                                scale.steps().firstKey().toPlainString(),
                                scale.unit(),
                                quantity.toPlainString()));
    }

    /** What the item says, or else the list for the key that fits best. */
    private Optional<Rounded> rounded(List<Map<String, String>> keys, LocalDate day) {
        if (ofItem != null) {
            return TimeRounding.parse(ofItem)
                    .map(rule -> new Rounded(rule, page.item().ref() + "/" + TIME_ROUNDING, List.of()));
        }
        for (Map<String, String> key : keys) {
            for (PriceEntry entry : page.prices().find(list, key, PriceEntry.ROUNDING, day)) {
                return entry.rounding().map(rule -> new Rounded(rule, origin(entry), List.of(entry.number())));
            }
        }
        return Optional.empty();
    }

    private List<String> values(DynamicItem item) {
        String[] values = new String[names.size()];
        for (int i = 0; i < values.length; i++) {
            String name = names.get(i);
            values[i] = name.equals(Characteristics.CUSTOMER)
                    ? page.item().party()
                    : Objects.requireNonNullElse(item.characteristics().get(name), "");
        }
        return List.of(values);
    }

    private Candidates candidates(Case same) {
        Map<String, String> present = present(same);
        List<Map<String, String>> keys = new ArrayList<>(shapes.size());
        for (Set<String> shape : shapes) {
            if (present.keySet().containsAll(shape)) {
                Map<String, String> key = new HashMap<>();
                shape.forEach(name -> key.put(name, present.get(name)));
                keys.add(Map.copyOf(key));
            }
        }
        return new Candidates(keys, new HashMap<>());
    }

    private Map<String, String> present(Case same) {
        Map<String, String> present = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!same.values().get(i).isEmpty()) {
                present.put(names.get(i), same.values().get(i));
            }
        }
        return present;
    }

    /** Of each key first the unit of the quantity, then those that are exact in it: minutes have the price of hours. */
    private Scale search(Case same, List<Map<String, String>> keys, LocalDate day) {
        for (Map<String, String> key : keys) {
            for (Unit unit : units(same.measure().unit())) {
                List<PriceEntry> entries = page.prices().find(list, key, unit, day);
                if (!entries.isEmpty()) {
                    NavigableMap<BigDecimal, Answer> steps =
                            new GraduatedSteps(entry -> priced(entry, day)).of(entries);
                    percentages(steps, "surcharge", keys, day, 1);
                    percentages(steps, "discount", keys, day, -1);
                    Fraction factor = same.measure().unit().in(unit).orElseThrow();
                    return new Scale(unit, factor, steps, rounded(keys, day));
                }
            }
        }
        return Scale.no("Price list '%s' has no price per %s on %s for %s"
                .formatted(list, same.measure(), day, shapes.isEmpty() ? "anything" : present(same)));
    }

    private static List<Unit> units(Unit own) {
        if (!own.isTime()) {
            return List.of(own);
        }
        List<Unit> units = new ArrayList<>(List.of(own, Unit.HOUR, Unit.MINUTE, Unit.SECOND));
        units.remove(units.lastIndexOf(own));
        return units;
    }

    /** Adds the percentages of one sign of the key that fits best, each from its quantity on (D-64). */
    private void percentages(
            NavigableMap<BigDecimal, Answer> steps,
            String type,
            List<Map<String, String>> keys,
            LocalDate day,
            int sign) {
        NavigableMap<BigDecimal, Condition> found = new TreeMap<>();
        for (Map<String, String> key : keys) {
            for (PriceEntry entry : page.prices().find(list, key, PriceEntry.PERCENT, day)) {
                BigDecimal percent = entry.price().getAmount();
                if (percent.signum() == sign) {
                    found.put(
                            entry.from(),
                            new Condition.Percent(type, percent, Base.NET, origin(entry), List.of(entry.number())));
                }
            }
            if (!found.isEmpty()) {
                break;
            }
        }
        for (BigDecimal from : found.keySet()) {
            Map.Entry<BigDecimal, Answer> below = steps.floorEntry(from);
            if (below != null) {
                steps.putIfAbsent(from, below.getValue());
            }
        }
        steps.replaceAll((from, answer) -> {
            Map.Entry<BigDecimal, Condition> percentage = found.floorEntry(from);
            return percentage == null || answer.conditions().isEmpty() ? answer : answer.with(percentage.getValue());
        });
    }

    private static String origin(PriceEntry entry) {
        return PriceListSource.ID + "/" + entry.list() + "#" + entry.number();
    }

    private Answer priced(PriceEntry entry, LocalDate day) {
        String origin = origin(entry);
        CurrencyUnit currency = page.item().currency();
        CurrencyUnit found = entry.price().getCurrencyUnit();
        if (found.equals(currency)) {
            return new Answer(List.of(Condition.PerUnit.price(entry.price(), origin, List.of(entry.number()))), "");
        }
        return ExchangeRates.find(page.prices(), found, currency, day)
                .map(rate -> new Answer(
                        List.of(Condition.PerUnit.price(
                                rate.of(entry.price()), origin + rate.behind(), List.of(entry.number(), rate.entry()))),
                        ""))
                .orElseGet(() -> Answer.no("The price %s (%s) is not in the currency of the item, %s: %s"
                        .formatted(entry.price(), origin, currency, ExchangeRates.missing(found, currency, day))));
    }
}
