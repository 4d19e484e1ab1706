package org.billhook.rest.wire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.billhook.core.model.Day;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;

/** Readers of single values; each throws {@link IllegalArgumentException} with the value and what is allowed. */
public final class Read {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,15}(\\.[0-9]{1,12})?");

    private Read() {}

    /** A date as of ISO 8601, such as 2026-02-28, from 1900 to 9999. */
    public static LocalDate date(String text) {
        return Day.parse(text);
    }

    /** A moment as of ISO 8601 in UTC, such as 2026-02-28T12:00:00Z, on a day that {@link #date} reads. */
    public static Instant moment(String text) {
        try {
            Instant moment = Instant.parse(text);
            Day.parse(moment.toString().substring(0, moment.toString().indexOf('T')));
            return moment;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'%s' is no moment such as 2026-02-28T12:00:00Z".formatted(text), e);
        }
    }

    /** A plain decimal number, at most 15 digits before the point and 12 after. */
    public static BigDecimal decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a decimal number like 12.30, with at most 15 digits before the point and 12 after"
                            .formatted(text));
        }
        return new BigDecimal(text);
    }

    /** A whole number. */
    public static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'%s' is not a whole number".formatted(text), e);
        }
    }

    /** {@code true} or {@code false}. */
    public static boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("'%s' is neither true nor false".formatted(text));
        }
        return text.equals("true");
    }

    /** 1 to so many characters, not blank, none of them a control character. */
    public static String text(String text, int longest) {
        if (text.isBlank() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "must have 1 to %d characters, none of them a control character".formatted(longest));
        }
        return text;
    }

    /** One of the constants of an enum, by its name. */
    public static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is not one of %s".formatted(text, Arrays.toString(type.getEnumConstants()))));
    }

    static Share share(BigDecimal value, Measure measure) {
        if (value.stripTrailingZeros().scale() > Share.SCALE) {
            throw new IllegalArgumentException("'%s' has more than nine decimals".formatted(value.toPlainString()));
        }
        return new Share(value, measure);
    }
}
