package org.billhook.imports.internal.mapping;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as time trackers write them. */
final class Duration {

    static final String FORMS = "1:25, 01:30:30, 18:25 min, 1h 25m, 90 min or PT1H25M";

    private static final Pattern CLOCK = Pattern.compile("(\\d{1,6}):([0-5]\\d)(?::([0-5]\\d))?\\s?(?:h|hrs?|hours?)?");
    private static final Pattern MINUTES = Pattern.compile("(\\d{1,6}):([0-5]\\d)\\s?mins?");
    private static final String AMOUNT = "(\\d{1,9}(?:[.,]\\d{1,9})?)\\s?";
    private static final Pattern WORDS = Pattern.compile(
            "(?:" + AMOUNT + "(?:h|hrs?|hours?|std))?\\s?(?:" + AMOUNT + "(?:m|mins?|minutes?))?\\s?(?:" + AMOUNT
                    + "(?:s|secs?|seconds?))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ISO = Pattern.compile(
            "PT(?:(\\d{1,9}(?:\\.\\d{1,9})?)H)?(?:(\\d{1,9}(?:\\.\\d{1,9})?)M)?(?:(\\d{1,9}(?:\\.\\d{1,9})?)S)?");

    private Duration() {}

    /** Seconds, exactly; empty for what is no duration. A plain number is none, since it does not say what it counts. */
    static Optional<BigDecimal> seconds(String text, char decimalSeparator) {
        if (text.startsWith("-") || text.startsWith("\u2212")) {
            return positive(text.substring(1).strip(), decimalSeparator).map(BigDecimal::negate);
        }
        return positive(text, decimalSeparator);
    }

    private static Optional<BigDecimal> positive(String text, char decimalSeparator) {
        boolean iso = text.startsWith("PT");
        if (!iso
                && (text.indexOf('.') >= 0 && decimalSeparator != '.'
                        || text.indexOf(',') >= 0 && decimalSeparator != ',')) {
            return Optional.empty();
        }
        Matcher minutes = MINUTES.matcher(text);
        if (minutes.matches()) {
            return Optional.of(sum(null, minutes.group(1), minutes.group(2)));
        }
        for (Pattern pattern : new Pattern[] {CLOCK, ISO, WORDS}) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.matches()
                    && (matcher.group(1) != null || matcher.group(2) != null || matcher.group(3) != null)) {
                return Optional.of(sum(matcher.group(1), matcher.group(2), matcher.group(3)));
            }
        }
        return Optional.empty();
    }

    private static BigDecimal sum(String hours, String minutes, String seconds) {
        return of(hours, TimeUnit.HUR).add(of(minutes, TimeUnit.MIN)).add(of(seconds, TimeUnit.SEC));
    }

    private static BigDecimal of(String amount, TimeUnit unit) {
        return amount == null ? BigDecimal.ZERO : new BigDecimal(amount.replace(',', '.')).multiply(unit.seconds());
    }
}
