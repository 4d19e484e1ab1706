package org.billhook.core.spi.price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Values conditions: each is rounded to the decimals of the currency, half away from zero, and the line is their sum
 * (D-65, P-109). Pure; used by preview, run, replay and by the tests of plugins alike.
 */
public final class Conditions {

    private Conditions() {}

    /**
     * A condition with its value.
     *
     * @param exact value before rounding
     * @param value rounded to the decimals of the currency
     */
    public record Valued(Condition condition, BigDecimal exact, Money value) {}

    /**
     * Values all conditions for a quantity, in their order.
     *
     * @throws IllegalArgumentException if a condition is in another currency
     */
    public static List<Valued> value(List<Condition> conditions, BigDecimal quantity, CurrencyUnit currency) {
        List<Valued> all = new ArrayList<>(conditions.size());
        Money net = Money.zero(currency);
        Money cost = Money.zero(currency);
        for (Condition condition : conditions) {
            BigDecimal exact = exact(condition, quantity, currency, net, cost);
            Money value = Money.of(currency, exact, RoundingMode.HALF_UP);
            all.add(new Valued(condition, exact, value));
            if (condition.statistical()) {
                cost = cost.plus(value);
            } else {
                net = net.plus(value);
            }
        }
        return all;
    }

    /** Sum of the active conditions. */
    public static Money net(List<Valued> conditions, CurrencyUnit currency) {
        Money net = Money.zero(currency);
        for (Valued valued : conditions) {
            if (!valued.condition().statistical()) {
                net = net.plus(valued.value());
            }
        }
        return net;
    }

    private static BigDecimal exact(
            Condition condition, BigDecimal quantity, CurrencyUnit currency, Money net, Money cost) {
        if (condition instanceof Condition.PerUnit perUnit) {
            requireCurrency(perUnit.rate().getCurrencyUnit(), currency, condition);
            BigDecimal product = perUnit.rate().getAmount().multiply(quantity);
            // fifteen decimals: far below half a minor unit, so the only rounding that shows is the named one
            return perUnit.per().compareTo(BigDecimal.ONE) == 0
                    ? product
                    : product.divide(perUnit.per(), 15, RoundingMode.HALF_UP);
        }
        if (condition instanceof Condition.Percent percent) {
            Money base = percent.base() == Condition.Percent.Base.COST ? cost : net;
            return base.getAmount().multiply(percent.percent()).movePointLeft(2);
        }
        Money amount = ((Condition.Fixed) condition).amount();
        requireCurrency(amount.getCurrencyUnit(), currency, condition);
        return amount.getAmount();
    }

    private static void requireCurrency(CurrencyUnit found, CurrencyUnit wanted, Condition condition) {
        if (!found.equals(wanted)) {
            throw new IllegalArgumentException("Condition %s from %s is in %s, the item in %s"
                    .formatted(condition.type(), condition.origin(), found, wanted));
        }
    }
}
