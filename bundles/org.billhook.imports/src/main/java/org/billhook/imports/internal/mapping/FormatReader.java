package org.billhook.imports.internal.mapping;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.billhook.imports.internal.mapping.Mapping.FileFormat;
import org.billhook.imports.internal.mapping.ValueFormats.DateFormat;

/** Reads the parts of a mapping that say how files and values are written. */
final class FormatReader {

    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2021, 11, 23, 14, 45, 50, 0, ZoneOffset.UTC);

    private FormatReader() {}

    static Optional<FileFormat> file(JsonSection section) {
        Optional<Charset> charset = section.requiredText("charset").flatMap(name -> charset(section, name));
        char separator = character(section, "separator").orElse(',');
        char quote = character(section, "quote").orElse('"');
        Optional<Integer> headerLine = section.number("headerLine", 1, 10_000);
        Optional<String> sheet = section.text("sheet");
        section.refuseOthers();
        if (separator == quote) {
            section.error("BAD_CHARACTER", "quote", "Separator and quote are the same: '%s'".formatted(quote));
        }
        return charset.map(set -> new FileFormat(set, separator, quote, headerLine, sheet));
    }

    private static Optional<Charset> charset(JsonSection section, String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            section.error(
                    "UNKNOWN_CHARSET",
                    "charset",
                    "Charset '%s' is not known; examples are UTF-8, windows-1252, ISO-8859-15".formatted(name));
            return Optional.empty();
        }
    }

    static ValueFormats values(Optional<JsonSection> formats) {
        List<DateFormat> dates = new ArrayList<>();
        formats.ifPresent(
                section -> section.sections("dates").forEach(each -> date(each).ifPresent(dates::add)));
        if (dates.isEmpty()) {
            dates.add(new DateFormat("yyyy-MM-dd", DateTimeFormatter.ISO_LOCAL_DATE));
        }
        char decimal = formats.flatMap(section -> character(section, "decimalSeparator"))
                .orElse('.');
        Optional<Character> grouping = formats.flatMap(section -> character(section, "groupingSeparator"));
        formats.ifPresent(section -> {
            section.refuseOthers();
            if (grouping.filter(group -> group == decimal || Character.isDigit(group))
                            .isPresent()
                    || Character.isDigit(decimal)) {
                section.error(
                        "BAD_CHARACTER",
                        "decimalSeparator",
                        "Decimal and grouping separators must differ from each other and from digits");
            }
        });
        return new ValueFormats(dates, decimal, grouping);
    }

    private static Optional<DateFormat> date(JsonSection section) {
        Optional<String> pattern = section.requiredText("pattern");
        Optional<Locale> locale = section.requiredText("locale").flatMap(tag -> locale(section, tag));
        section.refuseOthers();
        if (pattern.isEmpty() || locale.isEmpty()) {
            return Optional.empty();
        }
        try {
            // a strict "y" would need an era; two-digit years mean 2000 to 2099
            String strict = outsideQuotes(pattern.get());
            DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(strict)
                    .toFormatter(locale.get())
                    .withResolverStyle(ResolverStyle.STRICT);
            // a time may stand beside the day: which day it is, is told as it is written
            if (LocalDate.parse(formatter.format(SAMPLE), formatter).equals(SAMPLE.toLocalDate())) {
                return Optional.of(new DateFormat(pattern.get(), formatter));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            section.error(
                    "BAD_PATTERN",
                    "pattern",
                    "Date pattern '%s' does not work: %s".formatted(pattern.get(), e.getMessage()));
            return Optional.empty();
        }
        section.error("BAD_PATTERN", "pattern", "Date pattern '%s' does not tell a day".formatted(pattern.get()));
        return Optional.empty();
    }

    private static String outsideQuotes(String pattern) {
        StringBuilder strict = new StringBuilder();
        boolean quoted = false;
        for (char c : pattern.toCharArray()) {
            quoted ^= c == '\'';
            strict.append(c == 'y' && !quoted ? 'u' : c);
        }
        return strict.toString();
    }

    private static Optional<Locale> locale(JsonSection section, String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        if (Arrays.asList(Locale.getAvailableLocales()).contains(locale) && !locale.equals(Locale.ROOT)) {
            return Optional.of(locale);
        }
        section.error(
                "UNKNOWN_LOCALE", "locale", "Locale '%s' is not known; examples are en, en-GB, de".formatted(tag));
        return Optional.empty();
    }

    private static Optional<Character> character(JsonSection section, String name) {
        return section.text(name).flatMap(text -> {
            if (text.length() != 1 || text.charAt(0) == '\n' || text.charAt(0) == '\r') {
                section.error(
                        "BAD_CHARACTER",
                        name,
                        "%s is '%s'; it must be one character that is no line break"
                                .formatted(section.path(name), text));
                return Optional.empty();
            }
            return Optional.of(text.charAt(0));
        });
    }
}
