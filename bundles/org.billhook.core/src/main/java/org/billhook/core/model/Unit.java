package org.billhook.core.model;

import java.util.regex.Pattern;

/**
 * A unit of quantity by its code (UN/ECE Recommendation 20 where it has one): {@code HUR} hour, {@code DAY} day,
 * {@code C62} piece, {@code KMT} kilometre. Units are never converted silently.
 *
 * @param code 1 to 8 upper-case letters and digits
 */
public record Unit(String code) {

    // before the constants, which are checked against it
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{1,8}");

    public static final Unit HOUR = new Unit("HUR");
    public static final Unit PIECE = new Unit("C62");

    public Unit {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "Unit '%s' is not a code of 1 to 8 upper-case letters and digits".formatted(code));
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
