package org.billhook.core.model;

import java.math.BigDecimal;

/**
 * A quantity as entered, in its unit of measure, at most three decimals (P-110); shares of it have nine. Never rounds.
 *
 * @param value signed; at most 999,999,999,999.999 in absolute value
 */
public record Quantity(BigDecimal value, Unit unit) {

    /** Most decimals of a quantity as entered. */
    public static final int SCALE = 3;

    private static final BigDecimal LIMIT = new BigDecimal("999999999999.999");

    public Quantity {
        if (value.stripTrailingZeros().scale() > SCALE) {
            throw new IllegalArgumentException(
                    "Quantity %s has more than three decimals".formatted(value.toPlainString()));
        }
        if (value.abs().compareTo(LIMIT) > 0) {
            throw new IllegalArgumentException("Quantity %s exceeds 999999999999.999".formatted(value.toPlainString()));
        }
        value = value.setScale(SCALE);
    }

    public static Quantity of(String value, Unit unit) {
        return new Quantity(new BigDecimal(value), unit);
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    @Override
    public String toString() {
        return value.toPlainString() + " " + unit;
    }
}
