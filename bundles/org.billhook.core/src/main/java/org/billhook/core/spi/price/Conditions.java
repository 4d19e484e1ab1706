package org.billhook.core.spi.price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.billhook.core.model.Fraction;
import org.billhook.core.spi.relevance.DynamicItem;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Values conditions: each is rounded to the decimals of the currency, half away from zero, and the line is their sum
 * (D-65, P-109). Pure; used by preview, run, replay and by the tests of plugins alike.
 */
public final class Conditions {

    private static final int SHOWN = 15;

    private Conditions() {}

    /**
     * A condition with its value.
     *
     * @param exact value before rounding; fifteen decimals of one that no decimals tell
     * @param value rounded to the decimals of the currency
     */
    public record Valued(Condition condition, BigDecimal exact, Money value) {}

    /**
     * Values all conditions for a quantity, in their order.
     *
     * @throws IllegalArgumentException if a condition is in another currency, or rests on a cost
     */
    public static List<Valued> value(List<Condition> conditions, BigDecimal quantity, CurrencyUnit currency) {
        return value(conditions, quantity, BigDecimal.ONE, Map::of, currency);
    }

    /** The same for a quantity that decimals may not tell. */
    public static List<Valued> value(List<Condition> conditions, Fraction quantity, CurrencyUnit currency) {
        return value(conditions, quantity, Map::of, currency);
    }

    /**
     * The same with a cost, which is asked for only if a condition rests on it.
     *
     * @param cost by currency, not rounded: {@link DynamicItem#cost()}
     */
    public static List<Valued> value(
            List<Condition> conditions,
            Fraction quantity,
            Supplier<? extends Map<CurrencyUnit, BigDecimal>> cost,
            CurrencyUnit currency) {
        return value(
                conditions,
                new BigDecimal(quantity.numerator()),
                new BigDecimal(quantity.denominator()),
                cost,
                currency);
    }

    /** The same for the exact quantity and cost of a dynamic item. */
    public static List<Valued> value(List<Condition> conditions, DynamicItem item, CurrencyUnit currency) {
        return item.isDecimal()
                ? value(conditions, item.quantity().value(), BigDecimal.ONE, item::cost, currency)
                : value(conditions, item.exactQuantity(), item::cost, currency);
    }

    private static List<Valued> value(
            List<Condition> conditions,
            BigDecimal quantity,
            BigDecimal parts,
            Supplier<? extends Map<CurrencyUnit, BigDecimal>> cost,
            CurrencyUnit currency) {
        List<Valued> all = new ArrayList<>(conditions.size());
        Money net = Money.zero(currency);
        Money statistical = Money.zero(currency);
        for (Condition condition : conditions) {
            Valued valued = condition instanceof Condition.Cost of
                    ? cost(of, cost.get(), currency)
                    : value(condition, quantity, parts, currency, net, statistical);
            all.add(valued);
            if (condition.statistical()) {
                statistical = statistical.plus(valued.value());
            } else {
                net = net.plus(valued.value());
            }
        }
        return all;
    }

    private static Valued cost(Condition.Cost condition, Map<CurrencyUnit, BigDecimal> cost, CurrencyUnit currency) {
        if (cost.isEmpty()) {
            throw new IllegalArgumentException("Condition %s from %s rests on a cost that is not known"
                    .formatted(condition.type(), condition.origin()));
        }
        BigDecimal exact = cost.getOrDefault(condition.of(), BigDecimal.ZERO).multiply(condition.rate());
        // shares of a cost have decimals without end: what is half a minor unit to the last of fifteen is that
        return rounded(
                condition, exact.scale() > SHOWN ? exact.setScale(SHOWN, RoundingMode.HALF_UP) : exact, currency);
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

    private static Valued value(
            Condition condition, BigDecimal quantity, BigDecimal parts, CurrencyUnit currency, Money net, Money cost) {
        if (condition instanceof Condition.PerUnit perUnit) {
            requireCurrency(perUnit.rate().getCurrencyUnit(), currency, condition);
            BigDecimal product = perUnit.rate().getAmount().multiply(quantity);
            return quotient(condition, product, perUnit.per().multiply(parts), currency);
        }
        if (condition instanceof Condition.Between between) {
            requireCurrency(between.rate().getCurrencyUnit(), currency, condition);
            Fraction part = between.partOf(Fraction.of(quantity).dividedBy(Fraction.of(parts)))
                    .dividedBy(between.per())
                    .times(between.rate().getAmount());
            return quotient(condition, new BigDecimal(part.numerator()), new BigDecimal(part.denominator()), currency);
        }
        if (condition instanceof Condition.Percent percent) {
            Money base = percent.base() == Condition.Percent.Base.COST ? cost : net;
            return rounded(
                    condition, base.getAmount().multiply(percent.percent()).movePointLeft(2), currency);
        }
        Money amount = ((Condition.Fixed) condition).amount();
        requireCurrency(amount.getCurrencyUnit(), currency, condition);
        return rounded(condition, amount.getAmount(), currency);
    }

    private static Valued quotient(
            Condition condition, BigDecimal dividend, BigDecimal divisor, CurrencyUnit currency) {
        if (divisor.compareTo(BigDecimal.ONE) == 0) {
            return rounded(condition, dividend, currency);
        }
        // from the fraction itself, so that half a minor unit is exactly half; its fifteen decimals are only shown
        return new Valued(
                condition,
                dividend.divide(divisor, SHOWN, RoundingMode.HALF_UP),
                Money.of(currency, dividend.divide(divisor, currency.getDecimalPlaces(), RoundingMode.HALF_UP)));
    }

    private static Valued rounded(Condition condition, BigDecimal exact, CurrencyUnit currency) {
        return new Valued(condition, exact, Money.of(currency, exact, RoundingMode.HALF_UP));
    }

    private static void requireCurrency(CurrencyUnit found, CurrencyUnit wanted, Condition condition) {
        if (!found.equals(wanted)) {
            throw new IllegalArgumentException("Condition %s from %s is in %s, the item in %s"
                    .formatted(condition.type(), condition.origin(), found, wanted));
        }
    }
}
