package org.billhook.core.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.Money;

/**
 * What is given up, in money.
 *
 * @param acts number of acts, or of items with a lower net, that give something up; 0 for nothing
 * @param unpriced whether some of it has no price, so that nobody can tell how much it is
 * @param amounts what is given up, one sum for each currency, above zero
 * @param of what that is a part of, one sum for each currency
 */
public record Stake(long acts, boolean unpriced, List<Money> amounts, List<Money> of) {

    /** Nothing is given up. */
    public static final Stake NONE = new Stake(0, false, List.of(), List.of());

    /** Something is, and nobody can tell how much. */
    public static final Stake UNPRICED = new Stake(1, true, List.of(), List.of());

    public Stake {
        amounts = sums(amounts);
        of = sums(of);
    }

    /** One act that gives an amount up;. */
    public static Stake of(Optional<Money> amount, Optional<Money> whole) {
        return amount.map(known -> new Stake(
                        1,
                        false,
                        List.of(known.abs()),
                        whole.map(Money::abs).map(List::of).orElse(List.of())))
                .orElse(UNPRICED);
    }

    public boolean isNone() {
        return acts == 0;
    }

    public Stake plus(Stake other) {
        return new Stake(
                acts + other.acts, unpriced || other.unpriced, joined(amounts, other.amounts), joined(of, other.of));
    }

    /** Whether nothing more is given up than another time. */
    public boolean isWithin(Stake other) {
        return acts <= other.acts
                && (!unpriced || other.unpriced)
                && amounts.stream().allMatch(amount -> other.amounts.stream()
                        .anyMatch(most -> most.getCurrencyUnit().equals(amount.getCurrencyUnit())
                                && !amount.isGreaterThan(most)));
    }

    private static List<Money> joined(List<Money> some, List<Money> others) {
        List<Money> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static List<Money> sums(List<Money> moneys) {
        Map<String, Money> sums = new TreeMap<>();
        moneys.forEach(money -> sums.merge(money.getCurrencyUnit().getCode(), money, Money::plus));
        return List.copyOf(sums.values());
    }
}
