package org.billhook.core.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.joda.money.Money;

/**
 * Splits that add up: every part is cut from the exact remaining whole, and the last part takes the rest (G-14). Pure.
 */
public final class Split {

    private Split() {}

    /**
     * Splits an amount by weights, in their order: each part is the rounded running total less the parts before (half
     * away from zero, P-109), so cents fall to the oldest first and the parts end at the whole (D-85).
     *
     * @param weights of one sign or zero, not all zero
     * @throws IllegalArgumentException if there are no weights, they differ in sign or are all zero
     */
    public static List<Money> byWeight(Money whole, List<BigDecimal> weights) {
        BigDecimal total = total(weights);
        List<Money> parts = new ArrayList<>(weights.size());
        BigDecimal running = BigDecimal.ZERO;
        Money given = Money.zero(whole.getCurrencyUnit());
        for (BigDecimal weight : weights) {
            running = running.add(weight);
            Money upToHere = running.compareTo(total) == 0
                    ? whole
                    : Money.of(
                            whole.getCurrencyUnit(),
                            whole.getAmount().multiply(running).divide(total, whole.getScale(), RoundingMode.HALF_UP));
            parts.add(upToHere.minus(given));
            given = upToHere;
        }
        return parts;
    }

    /**
     * Splits an amount over parts by what each is worth, in their order, whatever the signs: each part is the rounded running total less
     * the parts before, so cents fall to the oldest first and the parts end at the whole (D-85). Where the whole is more or less than
     * the worths together, all parts are scaled; if they differ in sign and that would blow them up, each has its part of the difference,
     * as far from zero as it is worth.
     *
     * @param worth exact or nearly so; may add up to zero, or all be zero
     * @param otherwise weights in place of worths that are all zero; of one sign, not all zero
     */
    public static List<Money> byWorth(Money whole, List<BigDecimal> worth, List<BigDecimal> otherwise) {
        BigDecimal total = worth.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal size = worth.stream().map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (size.signum() == 0) {
            return byWeight(whole, otherwise);
        }
        boolean oneSign = total.abs().compareTo(size) == 0;
        boolean scaled = oneSign
                || (total.signum() != 0
                        && whole.getAmount().signum() * total.signum() >= 0
                        && whole.getAmount().abs().compareTo(total.abs()) <= 0);
        BigDecimal difference = whole.getAmount().subtract(total);
        List<Money> parts = new ArrayList<>(worth.size());
        BigDecimal running = BigDecimal.ZERO;
        BigDecimal runningSize = BigDecimal.ZERO;
        Money given = Money.zero(whole.getCurrencyUnit());
        for (int i = 0; i < worth.size(); i++) {
            running = running.add(worth.get(i));
            runningSize = runningSize.add(worth.get(i).abs());
            BigDecimal upToHere = scaled
                    ? whole.getAmount().multiply(running).divide(total, whole.getScale(), RoundingMode.HALF_UP)
                    : running.multiply(size)
                            .add(difference.multiply(runningSize))
                            .divide(size, whole.getScale(), RoundingMode.HALF_UP);
            Money all = i == worth.size() - 1 ? whole : Money.of(whole.getCurrencyUnit(), upToHere);
            parts.add(all.minus(given));
            given = all;
        }
        return parts;
    }

    /**
     * Splits an amount in proportion to what it is cut from: each part is rounded towards zero, and the minor units that are
     * left go one by one to the first parts that can take them (D-85). No part is more than what it is cut from.
     *
     * @param amount between zero and the sum of {@code from}
     * @param from in their order, oldest first; their sum is not zero
     * @throws IllegalArgumentException if the amount is not between zero and the sum
     */
    public static List<Money> oldestFirst(Money amount, List<Money> from) {
        Money all = Money.total(from);
        if (amount.getAmount().signum() * all.getAmount().signum() < 0
                || amount.getAmount().abs().compareTo(all.getAmount().abs()) > 0
                || all.isZero()) {
            throw new IllegalArgumentException("%s is not between zero and %s".formatted(amount, all));
        }
        List<Money> parts = new ArrayList<>(from.size());
        Money left = amount;
        for (Money each : from) {
            Money part = Money.of(
                    each.getCurrencyUnit(),
                    each.getAmount()
                            .multiply(amount.getAmount())
                            .divide(all.getAmount(), each.getScale(), RoundingMode.DOWN));
            parts.add(part);
            left = left.minus(part);
        }
        Money unit = Money.ofMinor(amount.getCurrencyUnit(), left.getAmount().signum());
        while (!left.isZero()) {
            for (int i = 0; i < parts.size() && !left.isZero(); i++) {
                Money more = parts.get(i).plus(unit);
                boolean within = more.getAmount().signum()
                                == from.get(i).getAmount().signum()
                        && more.getAmount()
                                        .abs()
                                        .compareTo(from.get(i).getAmount().abs())
                                <= 0;
                if (within) {
                    parts.set(i, more);
                    left = left.minus(unit);
                }
            }
        }
        return parts;
    }

    /**
     * Splits an amount by weights: each part is rounded half away from zero, and what the parts miss of the whole goes to the
     * largest, of several the first (D-111). What the parts have too much is taken from the largest, too, but never more than it has:
     * the next largest gives the rest. So no part has another sign than the whole, however many share few minor units.
     *
     * @param weights zero or more, not all zero
     * @throws IllegalArgumentException if there are no weights, one is negative or all are zero
     */
    public static List<Money> restToLargest(Money whole, List<BigDecimal> weights) {
        BigDecimal total = total(weights);
        if (total.signum() < 0) {
            throw new IllegalArgumentException("Weights %s are negative".formatted(weights));
        }
        List<Money> parts = new ArrayList<>(weights.size());
        List<Integer> largestFirst = new ArrayList<>(weights.size());
        Money left = whole;
        for (int i = 0; i < weights.size(); i++) {
            Money part = Money.of(
                    whole.getCurrencyUnit(),
                    whole.getAmount().multiply(weights.get(i)).divide(total, whole.getScale(), RoundingMode.HALF_UP));
            parts.add(part);
            left = left.minus(part);
            largestFirst.add(i);
        }
        largestFirst.sort(Comparator.comparing(weights::get, Comparator.reverseOrder()));
        for (int i = 0; !left.isZero(); i++) {
            int at = largestFirst.get(i);
            Money part = parts.get(at);
            boolean takes = left.getAmount().signum() != whole.getAmount().signum();
            Money most =
                    takes && left.getAmount().abs().compareTo(part.getAmount().abs()) > 0 ? part.negated() : left;
            parts.set(at, part.plus(most));
            left = left.minus(most);
        }
        return parts;
    }

    private static BigDecimal total(List<BigDecimal> weights) {
        BigDecimal total = BigDecimal.ZERO;
        int sign = 0;
        for (BigDecimal weight : weights) {
            if (weight.signum() != 0 && sign != 0 && weight.signum() != sign) {
                throw new IllegalArgumentException("Weights %s differ in sign".formatted(weights));
            }
            sign = weight.signum() == 0 ? sign : weight.signum();
            total = total.add(weight);
        }
        if (sign == 0) {
            throw new IllegalArgumentException("Weights %s are all zero".formatted(weights));
        }
        return total;
    }
}
