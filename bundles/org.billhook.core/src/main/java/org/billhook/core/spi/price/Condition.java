package org.billhook.core.spi.price;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.billhook.core.model.Fraction;
import org.billhook.core.spi.relevance.DynamicItem;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * One condition of a line. The value of a line is the sum of its rounded active conditions (D-65); core computes it. Closed
 * on purpose: these are the ways to compute, while {@link #type()} is open.
 */
public sealed interface Condition {

    /** What the condition is, for example {@code price}, {@code surcharge}, {@code discount}, {@code cost}. */
    String type();

    /** Where it comes from, for example {@code price-list/standard#17}: it must let a person find it. */
    String origin();

    /** A statistical condition is shown and can be a base, but adds nothing to the value (D-61). */
    boolean statistical();

    /** Numbers of the {@linkplain PriceEntry entries} it rests on, so that what was billed by one is found. */
    default List<Long> entries() {
        return List.of();
    }

    /**
     * A rate for a quantity.
     *
     * @param rate price of {@code per} units; any number of decimals
     * @param per number of units that the rate is for; above zero
     */
    record PerUnit(String type, BigMoney rate, BigDecimal per, boolean statistical, String origin, List<Long> entries)
            implements Condition {
        /** One that rests on no entry. */
        public PerUnit(String type, BigMoney rate, BigDecimal per, boolean statistical, String origin) {
            this(type, rate, per, statistical, origin, List.of());
        }

        public PerUnit {
            entries = List.copyOf(entries);
            if (per.signum() <= 0) {
                throw new IllegalArgumentException("Price unit %s is not above zero".formatted(per));
            }
        }

        /** An active price for one unit. */
        public static PerUnit price(BigMoney rate, String origin) {
            return price(rate, origin, List.of());
        }

        /** The same by entries of price lists. */
        public static PerUnit price(BigMoney rate, String origin, List<Long> entries) {
            return new PerUnit("price", rate, BigDecimal.ONE, false, origin, entries);
        }
    }

    /**
     * A percentage of the conditions before it.
     *
     * @param percent signed: a discount is negative
     */
    record Percent(String type, BigDecimal percent, Base base, String origin, List<Long> entries) implements Condition {
        public Percent {
            entries = List.copyOf(entries);
        }

        /** One that rests on no entry. */
        public Percent(String type, BigDecimal percent, Base base, String origin) {
            this(type, percent, base, origin, List.of());
        }

        /** What the percentage is taken of. */
        public enum Base {
            /** All active conditions before it, rounded. */
            NET,
            /** All statistical conditions before it, rounded: the cost. */
            COST
        }

        @Override
        public boolean statistical() {
            return false;
        }
    }

    /**
     * The cost of what the line claims (D-61), as far as it is passed on; {@link DynamicItem#cost()} is what it will be. Core values it, for
     * the line and for any part of it, so that the costs of parts add up to the cost of the whole (G-14).
     *
     * @param of currency of the cost; a line with costs in several currencies has a condition for each
     * @param rate what one of that currency is in the currency of the item; 1 if it is the same
     * @param entries of the price list that has the rate; empty for 1
     */
    record Cost(String type, CurrencyUnit of, BigDecimal rate, boolean statistical, String origin, List<Long> entries)
            implements Condition {
        public Cost {
            entries = List.copyOf(entries);
            if (rate.signum() <= 0) {
                throw new IllegalArgumentException("Rate %s is not above zero".formatted(rate));
            }
        }
    }

    /**
     * A rate for the part of a quantity between two bounds, of either sign: a step of a graduated scale, or a part that is taken
     * back at its own price.
     *
     * @param rate price of {@code per} units; any number of decimals
     * @param per number of units that the rate is for; above zero
     * @param from where the part begins, zero or more
     * @param to where it ends; empty for no end
     */
    record Between(
            String type,
            BigMoney rate,
            Fraction per,
            Fraction from,
            Optional<Fraction> to,
            String origin,
            List<Long> entries)
            implements Condition {
        public Between {
            entries = List.copyOf(entries);
            if (per.signum() <= 0) {
                throw new IllegalArgumentException("Price unit %s is not above zero".formatted(per));
            }
            if (from.signum() < 0 || to.filter(end -> end.compareTo(from) <= 0).isPresent()) {
                throw new IllegalArgumentException("%s to %s is no part of a quantity"
                        .formatted(from, to.map(Fraction::toString).orElse("")));
            }
        }

        @Override
        public boolean statistical() {
            return false;
        }

        /** What of a quantity is in the part, with its sign. */
        public Fraction partOf(Fraction quantity) {
            Fraction most = quantity.abs();
            Fraction end = to.filter(bound -> bound.compareTo(most) < 0).orElse(most);
            if (end.compareTo(from) <= 0) {
                return Fraction.ZERO;
            }
            Fraction part = end.minus(from);
            return quantity.signum() < 0 ? part.negated() : part;
        }
    }

    /**
     * An amount of the line that does not depend on its quantity. What a price source gives is spread over the quantity where the line is
     * billed in parts; what comes on top of a price, from a clerk or an adjustment, belongs to the line alone.
     */
    record Fixed(String type, Money amount, boolean statistical, String origin, List<Long> entries)
            implements Condition {
        public Fixed {
            entries = List.copyOf(entries);
        }

        /** One that rests on no entry. */
        public Fixed(String type, Money amount, boolean statistical, String origin) {
            this(type, amount, statistical, origin, List.of());
        }
    }
}
