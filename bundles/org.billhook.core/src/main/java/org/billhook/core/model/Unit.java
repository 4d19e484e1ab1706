package org.billhook.core.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A unit of quantity by its code (UN/ECE Recommendation 20 where it has one): {@code HUR} hour, {@code DAY} day,
 * {@code C62} piece, {@code KMT} kilometre. Units are never converted silently; only seconds, minutes and hours say by themselves what
 * they are in each other, since days, weeks and all else depend on what was agreed.
 *
 * @param code 1 to 8 upper-case letters and digits
 */
public record Unit(String code) {

    // before the constants, which are checked against it
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{1,8}");

    public static final Unit HOUR = new Unit("HUR");
    public static final Unit MINUTE = new Unit("MIN");
    public static final Unit SECOND = new Unit("SEC");
    public static final Unit PIECE = new Unit("C62");

    public Unit {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "Unit '%s' is not a code of 1 to 8 upper-case letters and digits".formatted(code));
        }
    }

    /** What one of it is in the other unit: exact, for seconds, minutes and hours; empty for any other two that differ. */
    public Optional<Fraction> in(Unit other) {
        if (equals(other)) {
            return Optional.of(Fraction.ONE);
        }
        int seconds = seconds();
        int others = other.seconds();
        return seconds == 0 || others == 0 ? Optional.empty() : Optional.of(Fraction.of(seconds, others));
    }

    /** Whether it is seconds, minutes or hours. */
    public boolean isTime() {
        return seconds() > 0;
    }

    private int seconds() {
        return switch (code) {
            case "SEC" -> 1;
            case "MIN" -> 60;
            case "HUR" -> 3600;
            default -> 0;
        };
    }

    @Override
    public String toString() {
        return code;
    }
}
