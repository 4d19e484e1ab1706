package org.billhook.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.Conditions;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSink;
import org.billhook.core.spi.price.PriceSource;
import org.billhook.core.spi.relevance.DynamicItem;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Keeps what a price source answers to one page, and finds what is wrong with it. */
public final class RecordedPrices implements PriceSink {

    private final Thread caller = Thread.currentThread();
    private final PricePage page;
    private final Map<Integer, List<Condition>> conditions = new TreeMap<>();
    private final Map<Integer, DynamicItem> counted = new TreeMap<>();
    private final Map<Integer, String> reasons = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    private RecordedPrices(PricePage page) {
        this.page = page;
    }

    /** Asks the price source about the page. */
    public static RecordedPrices of(PriceSource source, PricePage page) {
        RecordedPrices prices = new RecordedPrices(page);
        source.price(page, prices);
        for (int i = 0; i < page.dynamicItems().size(); i++) {
            if (!prices.conditions.containsKey(i) && !prices.reasons.containsKey(i)) {
                prices.faults.add("Dynamic item %d got no answer".formatted(i));
            }
        }
        return prices;
    }

    @Override
    public void conditions(int index, List<Condition> answer) {
        requireOpen(index);
        conditions.put(index, List.copyOf(answer));
        if (answer.isEmpty()) {
            faults.add("Dynamic item %d got an empty list of conditions".formatted(index));
        }
        for (Condition condition : answer) {
            if (condition.origin().isBlank()) {
                faults.add("Condition %s of dynamic item %d has no origin".formatted(condition.type(), index));
            }
        }
        if (index >= 0 && index < page.dynamicItems().size()) {
            requireCurrency(index, answer);
        }
    }

    @Override
    public void conditions(int index, List<Fraction> each, Unit unit, List<Condition> answer) {
        conditions(index, answer);
        if (index >= 0 && index < page.dynamicItems().size()) {
            counted.put(index, page.dynamicItems().get(index).counting(each, Measure.of(unit)));
        }
    }

    @Override
    public void noPrice(int index, String reason) {
        requireOpen(index);
        reasons.put(index, reason);
        if (reason.isBlank()) {
            faults.add("Dynamic item %d got no price and no reason".formatted(index));
        }
    }

    /** Conditions of one dynamic item; empty if it got no price. */
    public List<Condition> conditions(int index) {
        return conditions.getOrDefault(index, List.of());
    }

    /** Reason why one dynamic item got no price; empty if it got one. */
    public String reason(int index) {
        return reasons.getOrDefault(index, "");
    }

    /** A dynamic item as it is priced: with another quantity, if the price source counted it anew. */
    public DynamicItem item(int index) {
        return counted.getOrDefault(index, page.dynamicItems().get(index));
    }

    /** Net value of one dynamic item, as core would compute it. */
    public Money net(int index) {
        CurrencyUnit currency = page.item().currency();
        return Conditions.net(Conditions.value(conditions(index), item(index), currency), currency);
    }

    /** Everything that is wrong; empty if core would take the answer. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** The answer as text, equal for equal answers. */
    public List<String> lines() {
        return List.of(
                conditions.toString(),
                reasons.toString(),
                counted.keySet().stream()
                        .map(index -> index + ": " + item(index).exactQuantity())
                        .toList()
                        .toString());
    }

    private void requireOpen(int index) {
        if (Thread.currentThread() != caller) {
            faults.add("The sink is used from another thread");
        }
        if (index < 0 || index >= page.dynamicItems().size()) {
            faults.add("There is no dynamic item %d".formatted(index));
        }
        if (conditions.containsKey(index) || reasons.containsKey(index)) {
            faults.add("Dynamic item %d is answered twice".formatted(index));
        }
    }

    private void requireCurrency(int index, List<Condition> answer) {
        try {
            Conditions.value(answer, page.dynamicItems().get(index), page.item().currency());
        } catch (IllegalArgumentException e) {
            faults.add("Dynamic item %d: %s".formatted(index, e.getMessage()));
        }
    }
}
