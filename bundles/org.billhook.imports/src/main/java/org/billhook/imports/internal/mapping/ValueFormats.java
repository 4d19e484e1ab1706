package org.billhook.imports.internal.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How dates and decimals are written; strict: what does not fit is no value. */
public final class ValueFormats {

    /** One way to write dates. */
    record DateFormat(String pattern, DateTimeFormatter formatter) {}

    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2199, 12, 31);

    private final List<DateFormat> dates;
    private final char decimalSeparator;
    private final Optional<Character> groupingSeparator;
    private final Pattern decimal;

    ValueFormats(List<DateFormat> dates, char decimalSeparator, Optional<Character> groupingSeparator) {
        this.dates = List.copyOf(dates);
        this.decimalSeparator = decimalSeparator;
        this.groupingSeparator = groupingSeparator;
        String fraction = "(" + Pattern.quote(String.valueOf(decimalSeparator)) + "\\d{1,9})?";
        String plain = "\\d{1,15}";
        String whole = groupingSeparator
                .map(group -> "(" + plain + "|\\d{1,3}(" + Pattern.quote(String.valueOf(group)) + "\\d{3}){1,4})")
                .orElse(plain);
        decimal = Pattern.compile("[+-]?" + whole + fraction);
    }

    /** A date between 1900 and 2199, in the first format that fits. */
    public Optional<LocalDate> date(String value) {
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

    public String allowedDates() {
        return "a date from 1900 to 2199 written "
                + String.join(" or ", dates.stream().map(DateFormat::pattern).toList());
    }

    /** At most 15 digits before and nine after the separator, no exponent. */
    public Optional<BigDecimal> decimal(String value) {
        if (!decimal.matcher(value).matches()) {
            return Optional.empty();
        }
        String plain = groupingSeparator
                .map(group -> value.replace(String.valueOf(group), ""))
                .orElse(value);
        return Optional.of(new BigDecimal(plain.replace(decimalSeparator, '.')));
    }

    public String allowedDecimals() {
        return "a number of at most 15 digits with '%s' before its at most nine decimals%s"
                .formatted(
                        decimalSeparator,
                        groupingSeparator
                                .map(group -> " and '%s' between thousands".formatted(group))
                                .orElse(" and nothing between thousands"));
    }
}
