package org.billhook.core.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exact number that decimals can't always tell, such as 1/60: what one minute is in hours (D-55). Always in lowest terms, so equal
 * numbers are equal.
 *
 * @param numerator signed
 * @param denominator above zero
 */
public record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction> {

    public static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);
    public static final Fraction ONE = new Fraction(BigInteger.ONE, BigInteger.ONE);

    /** Decimals that {@link #parse} reads. */
    public static final int MOST_DECIMALS = 30;

    // bounded, so that nobody makes the server count with numbers of a million digits
    private static final Pattern TEXT =
            Pattern.compile("(-?\\d{1,100}(?:\\.\\d{1,30})?)(?:/(\\d{1,100}(?:\\.\\d{1,30})?))?");

    /** @throws IllegalArgumentException if the denominator is zero */
    public Fraction {
        if (denominator.signum() == 0) {
            throw new IllegalArgumentException("%s/0 is no number".formatted(numerator));
        }
        BigInteger common = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            common = common.negate();
        }
        if (!common.equals(BigInteger.ONE)) {
            numerator = numerator.divide(common);
            denominator = denominator.divide(common);
        }
    }

    public static Fraction of(long numerator, long denominator) {
        return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    public static Fraction of(BigDecimal value) {
        return value.scale() <= 0
                ? new Fraction(value.toBigIntegerExact(), BigInteger.ONE)
                : new Fraction(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    /**
     * Reads {@code 1/60}, {@code 2.5} or {@code 2.5/3}.
     *
     * @throws IllegalArgumentException if it is none of them, has more than 100 digits before a point or 30 after it, or divides by zero
     */
    public static Fraction parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'%s' is no number like 0.5 or 1/60".formatted(text));
        }
        Fraction above = of(new BigDecimal(parts.group(1)));
        return parts.group(2) == null ? above : above.dividedBy(of(new BigDecimal(parts.group(2))));
    }

    public Fraction plus(Fraction other) {
        return new Fraction(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    public Fraction minus(Fraction other) {
        return plus(other.negated());
    }

    public Fraction negated() {
        return new Fraction(numerator.negate(), denominator);
    }

    public Fraction times(Fraction other) {
        return new Fraction(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    public Fraction times(BigDecimal other) {
        return times(of(other));
    }

    /** @throws IllegalArgumentException if the other one is zero */
    public Fraction dividedBy(Fraction other) {
        return new Fraction(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    public Fraction abs() {
        return signum() < 0 ? negated() : this;
    }

    public int signum() {
        return numerator.signum();
    }

    /** The number with that many decimals. */
    public BigDecimal rounded(int scale, RoundingMode mode) {
        return new BigDecimal(numerator).divide(new BigDecimal(denominator), scale, mode);
    }

    /** Whether that many decimals tell all of it. */
    public boolean hasScale(int scale) {
        return BigInteger.TEN.pow(scale).mod(denominator).signum() == 0;
    }

    @Override
    public int compareTo(Fraction other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    /** As a decimal where 30 decimals tell all of it, otherwise as numerator and denominator; {@link #parse} reads both. */
    @Override
    public String toString() {
        if (!hasScale(MOST_DECIMALS)) {
            return numerator + "/" + denominator;
        }
        BigDecimal plain = rounded(MOST_DECIMALS, RoundingMode.UNNECESSARY).stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
    }
}
