package org.billhook.imports.internal.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How dates and decimals are written; strict: what does not fit is no value. */
public final class ValueFormats {

    /** One way to write dates. */
    record DateFormat(String pattern, DateTimeFormatter formatter) {}

    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2199, 12, 31);

    private static final String SPACES = "\\s\u00a0\u2009\u202f";
    private static final Pattern EDGES = Pattern.compile("^[" + SPACES + "]+|[" + SPACES + "]+$");
    private static final String SIGN = "([^\\d" + SPACES + "()+\u2212'-][^\\d" + SPACES + "()+\u2212-]{0,3})";

    private static final Pattern BEFORE = Pattern.compile(SIGN + "[" + SPACES + "]?(.+)");
    private static final Pattern AFTER = Pattern.compile("(.+?)[" + SPACES + "]?" + SIGN);

    private final List<DateFormat> dates;
    private final char decimalSeparator;
    private final Optional<Character> groupingSeparator;
    private final Pattern decimal;
    private final Remembered<Optional<LocalDate>> readDates = new Remembered<>(this::readDate);
    private final Remembered<Optional<BigDecimal>> readDecimals = new Remembered<>(this::readDecimal);

    ValueFormats(List<DateFormat> dates, char decimalSeparator, Optional<Character> groupingSeparator) {
        this.dates = List.copyOf(dates);
        this.decimalSeparator = decimalSeparator;
        this.groupingSeparator = groupingSeparator;
        String fraction = "(" + Pattern.quote(String.valueOf(decimalSeparator)) + "\\d{1,30})?";
        String plain = "\\d{1,15}";
        String whole = groupingSeparator
                .map(separator -> {
                    String group = grouping(separator);
                    // India groups by two above the thousands
                    String lakh = separator == ',' ? "|\\d{1,2}(,\\d{2}){1,5},\\d{3}" : "";
                    return "(" + plain + "|\\d{1,3}(" + group + "\\d{3}){1,4}" + lakh + ")";
                })
                .orElse(plain);
        decimal = Pattern.compile(whole + fraction);
    }

    /** What looks alike counts as the same: a blank and a blank that does not break, both apostrophes. */
    private static String grouping(char separator) {
        if (separator == ' ') {
            return "[" + SPACES + "]";
        }
        return separator == '\'' ? "['\u2019]" : Pattern.quote(String.valueOf(separator));
    }

    /** A date between 1900 and 2199, in the first format that fits. */
    public Optional<LocalDate> date(String value) {
        return readDates.of(value);
    }

    private Optional<LocalDate> readDate(String value) {
        for (DateFormat format : dates) {
            try {
                LocalDate date = LocalDate.parse(value, format.formatter());
                return Optional.of(date).filter(d -> !d.isBefore(FIRST) && !d.isAfter(LAST));
            } catch (DateTimeException e) {
                // the next format may fit; the caller tells which ones there are
                continue;
            }
        }
        return Optional.empty();
    }

    /** A day, with its time where the first format has one, as {@link #date} reads it. */
    public String written(LocalDateTime moment) {
        return dates.get(0).formatter().format(moment.atZone(ZoneOffset.UTC));
    }

    /** A number as {@link #decimal} reads it. */
    public String written(BigDecimal number) {
        return number.toPlainString().replace('.', decimalSeparator);
    }

    public String allowedDates() {
        return "a date from 1900 to 2199 written "
                + String.join(" or ", dates.stream().map(DateFormat::pattern).toList());
    }

    /** At most 15 digits before and 30 after the separator, no exponent. Negative with a minus, or in brackets. */
    public Optional<BigDecimal> decimal(String value) {
        return readDecimals.of(value);
    }

    private Optional<BigDecimal> readDecimal(String value) {
        return signed(value).flatMap(signed -> plain(signed.rest()).map(signed::of));
    }

    /**
     * The same with a sign or the code of the currency before or after the number; a sign of another currency is no value.
     *
     * @param currency code of ISO 4217
     */
    public Optional<BigDecimal> amount(String value, String currency) {
        return decimal(value).or(() -> signed(value)
                .flatMap(signed -> withoutSign(signed.rest(), currency).flatMap(rest -> signed(rest)
                        .filter(inner -> !signed.negative() || !inner.negative())
                        .flatMap(inner -> plain(inner.rest())
                                .map(number -> signed.negative() || inner.negative() ? number.negate() : number)))));
    }

    private record Signed(String rest, boolean negative) {
        BigDecimal of(BigDecimal number) {
            return negative ? number.negate() : number;
        }
    }

    /** Takes the sign off, wherever it stands, and the apostrophe that protects spreadsheets from formulas. */
    private static Optional<Signed> signed(String value) {
        String text = trimmed(value.startsWith("'") ? value.substring(1) : value);
        if (text.startsWith("(") && text.endsWith(")")) {
            return Optional.of(new Signed(trimmed(text.substring(1, text.length() - 1)), true));
        }
        if (text.startsWith("-") || text.startsWith("\u2212")) {
            return Optional.of(new Signed(trimmed(text.substring(1)), true));
        }
        if (text.startsWith("+")) {
            return Optional.of(new Signed(trimmed(text.substring(1)), false));
        }
        if (text.endsWith("-")) {
            return Optional.of(new Signed(trimmed(text.substring(0, text.length() - 1)), true));
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(new Signed(text, false));
    }

    private static String trimmed(String text) {
        return EDGES.matcher(text).replaceAll("");
    }

    private static Optional<String> withoutSign(String text, String currency) {
        Matcher before = BEFORE.matcher(text);
        if (before.matches() && MoneySign.means(before.group(1), currency)) {
            return Optional.of(trimmed(before.group(2)));
        }
        Matcher after = AFTER.matcher(text);
        if (after.matches() && MoneySign.means(after.group(2), currency)) {
            return Optional.of(trimmed(after.group(1)));
        }
        return Optional.empty();
    }

    private Optional<BigDecimal> plain(String text) {
        if (!decimal.matcher(text).matches()) {
            return Optional.empty();
        }
        String digits = groupingSeparator
                .map(group -> text.replaceAll(grouping(group), ""))
                .orElse(text);
        return Optional.of(new BigDecimal(digits.replace(decimalSeparator, '.')));
    }

    /** Seconds of what is written as a duration; empty for anything else, a plain number too. */
    public Optional<BigDecimal> seconds(String value) {
        return Duration.seconds(trimmed(value.startsWith("'") ? value.substring(1) : value), decimalSeparator);
    }

    public String allowedDecimals() {
        return "a number of at most 15 digits with '%s' before its decimals%s"
                .formatted(
                        decimalSeparator,
                        groupingSeparator
                                .map(group -> " and '%s' between thousands".formatted(group))
                                .orElse(" and nothing between thousands"));
    }

    public String allowedAmounts(String currency) {
        return allowedDecimals() + ", with a sign of %s at most".formatted(currency);
    }

    public String allowedDurations() {
        return allowedDecimals() + ", or a duration such as " + Duration.FORMS;
    }
}
