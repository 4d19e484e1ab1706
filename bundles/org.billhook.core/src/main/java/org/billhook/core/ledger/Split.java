package org.billhook.core.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
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
