package org.billhook.core.spi.price;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.billhook.core.model.Fraction;

/**
 * Up to what time is rounded before it is priced. The quantity of the line is rounded, never what is claimed.
 *
 * @param minutes above zero, at most 1440, at most three decimals
 * @param perDay whether what one person worked on one day is rounded together, instead of each entry
 */
public record TimeRounding(BigDecimal minutes, boolean perDay) {

    private static final String NONE = "NONE";
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,4}(?:\\.[0-9]{1,3})?) (ENTRY|DAY)");
    private static final BigDecimal MOST = new BigDecimal(1440);
    private static final int DECIMALS = 3;

    public TimeRounding {
        minutes = minutes.stripTrailingZeros();
        if (minutes.signum() <= 0 || minutes.compareTo(MOST) > 0 || minutes.scale() > DECIMALS) {
            throw new IllegalArgumentException(
                    "Time is rounded up to more than 0 and at most 1440 minutes, with at most three decimals, not to %s"
                            .formatted(minutes.toPlainString()));
        }
    }

    /**
     * Reads {@code 15 ENTRY}, {@code 30 DAY}, or {@code NONE} for no rounding.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static Optional<TimeRounding> parse(String text) {
        if (text.equals(NONE)) {
            return Optional.empty();
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no rounding of time like 15 ENTRY, 30 DAY or NONE".formatted(text));
        }
        return Optional.of(
                new TimeRounding(new BigDecimal(parts.group(1)), parts.group(2).equals("DAY")));
    }

    /** Minutes rounded away from zero to the next multiple. */
    public Fraction up(Fraction time) {
        Fraction step = Fraction.of(minutes);
        BigDecimal multiples = time.abs().dividedBy(step).rounded(0, RoundingMode.UP);
        Fraction up = step.times(new Fraction(multiples.toBigIntegerExact(), BigInteger.ONE));
        return time.signum() < 0 ? up.negated() : up;
    }

    /** For people. */
    @Override
    public String toString() {
        return "up to %s min per %s".formatted(minutes.toPlainString(), perDay ? "day" : "entry");
    }
}
