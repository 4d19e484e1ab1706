package org.billhook.core.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.Money;

/**
 * A part of a source in the source's own measure: signed, exact to nine decimals (design: "Parts"). What is posted has
 * the fewer decimals of {@link Measure#postedScale()}; the finer ones arise only where an amount is cut off.
 *
 * @param value at most nine decimals; at most 999,999,999,999.999 in absolute value
 */
public record Share(BigDecimal value, Measure measure) {

    /** Decimals of a share. */
    public static final int SCALE = 9;

    private static final BigDecimal LIMIT = new BigDecimal("999999999999.999");

    public Share {
        if (value.scale() != SCALE) {
            value = value.setScale(SCALE, RoundingMode.UNNECESSARY);
        }
        if (value.abs().compareTo(LIMIT) > 0) {
            throw new IllegalArgumentException(
                    "%s %s exceeds 999999999999.999".formatted(value.toPlainString(), measure));
        }
    }

    public static Share of(Quantity quantity) {
        return new Share(quantity.value(), Measure.of(quantity.unit()));
    }

    public static Share of(Money amount) {
        return new Share(amount.getAmount(), Measure.of(amount.getCurrencyUnit()));
    }

    public static Share zero(Measure measure) {
        return new Share(BigDecimal.ZERO, measure);
    }

    /** @throws IllegalArgumentException if the measures differ: units and currencies never mix */
    public Share plus(Share other) {
        requireSame(other);
        return new Share(value.add(other.value), measure);
    }

    /** Whether the sum with another is a share: both in one measure, and the sum within the limit. */
    public boolean canAdd(Share other) {
        return measure.equals(other.measure) && value.add(other.value).abs().compareTo(LIMIT) <= 0;
    }

    /** @throws IllegalArgumentException if the measures differ: units and currencies never mix */
    public Share minus(Share other) {
        requireSame(other);
        return new Share(value.subtract(other.value), measure);
    }

    public Share negated() {
        return new Share(value.negate(), measure);
    }

    public int signum() {
        return value.signum();
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    /** Whether this lies between zero and {@code whole}, both included, on the side of zero that {@code whole} is on. */
    public boolean isWithin(Share whole) {
        requireSame(whole);
        return isZero() || (signum() == whole.signum() && value.abs().compareTo(whole.value.abs()) <= 0);
    }

    private void requireSame(Share other) {
        if (!measure.equals(other.measure)) {
            throw new IllegalArgumentException("%s and %s do not mix".formatted(measure, other.measure));
        }
    }

    @Override
    public String toString() {
        BigDecimal plain = value.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString() + " " + measure;
    }
}
