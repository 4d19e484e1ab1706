package org.billhook.imports.internal.rows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.imports.internal.mapping.Mapping.Number;
import org.billhook.imports.internal.mapping.Mapping.ObjectKey;
import org.billhook.imports.internal.mapping.MoneySign;
import org.billhook.imports.internal.mapping.Template;
import org.billhook.imports.internal.mapping.TimeUnit;
import org.billhook.imports.internal.mapping.ValueFormats;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Reads the fields of one row; what is wrong goes to the findings, and the field is empty. */
final class FieldReader {

    private static final int LONGEST_CURRENCY = 60;

    private final RowValues values;
    private final ValueFormats formats;
    private final KnownRefs refs;
    private final RowFindings findings;

    FieldReader(RowValues values, ValueFormats formats, KnownRefs refs, RowFindings findings) {
        this.values = values;
        this.refs = refs;
        this.formats = formats;
        this.findings = findings;
    }

    /** What tells the row from others: one of its columns may be empty, not all of them. */
    Optional<RowId> externalId(Template template) {
        Set<String> columns = template.columns();
        if (!columns.isEmpty()
                && columns.stream().allMatch(column -> values.neutral(column).isEmpty())) {
            findings.add("EMPTY_VALUE", columns(template), "is empty; it must have a value, as part of " + template);
            return Optional.empty();
        }
        Template.Around around = template.fillAround(values::neutral);
        return Optional.of(new RowId(around.before(), around.after(), template.isCounted()));
    }

    /** A text that identifies something: none of its columns may be empty. */
    Optional<String> id(Template template, int longest) {
        for (String column : template.columns()) {
            if (values.neutral(column).isEmpty()) {
                findings.add("EMPTY_VALUE", column, "is empty; it must have a value, as part of " + template);
                return Optional.empty();
            }
        }
        return text(template, longest);
    }

    /** One line of text; empty where there is none. */
    Optional<String> text(Template template, int longest) {
        String text = template.fill(values::neutral).strip();
        if (hasControl(text)) {
            findings.wrong("BAD_CHARACTER", columns(template), text, "free of control characters");
            return Optional.empty();
        }
        if (text.length() > longest) {
            findings.add(
                    "TOO_LONG",
                    columns(template),
                    "'%s' has %d characters; at most %d are allowed"
                            .formatted(RowFindings.shown(text), text.length(), longest));
            return Optional.empty();
        }
        return Optional.of(text).filter(filled -> !filled.isEmpty());
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
                return true;
            }
        }
        return false;
    }

    Optional<ObjectRef> object(ObjectKey object) {
        return id(object.key(), 120).flatMap(key -> {
            try {
                return Optional.of(refs.of(object.kind(), key));
            } catch (IllegalArgumentException e) {
                findings.add("BAD_KEY", columns(object.key()), e.getMessage());
                return Optional.empty();
            }
        });
    }

    /** The date of the first column that isn't empty. */
    Optional<LocalDate> date(List<String> columns) {
        for (String column : columns) {
            String raw = values.raw(column);
            if (!raw.isEmpty()) {
                Optional<LocalDate> date = formats.date(raw);
                if (date.isEmpty()) {
                    findings.wrong("BAD_DATE", column, raw, formats.allowedDates());
                }
                return date;
            }
        }
        return Optional.empty();
    }

    Optional<Share> quantity(Number field) {
        Optional<String> code = id(field.code(), 8);
        if (code.isEmpty()) {
            return Optional.empty();
        }
        Optional<TimeUnit> time = TimeUnit.of(code.get());
        // seconds are what trackers count; what is posted and priced are hours
        TimeUnit posted = time.filter(unit -> unit != TimeUnit.SEC).orElse(TimeUnit.HUR);
        Unit unit;
        try {
            unit = time.isPresent() ? posted.unit() : new Unit(code.get());
        } catch (IllegalArgumentException e) {
            findings.add("BAD_UNIT", field.column(), e.getMessage());
            return Optional.empty();
        }
        return time.isPresent() ? time(field, field.counts().orElse(time.get()), posted, unit) : counted(field, unit);
    }

    /** What can't be told exactly in the unit is rounded once, from the seconds. */
    private Optional<Share> time(Number field, TimeUnit counted, TimeUnit posted, Unit unit) {
        String raw = values.raw(field.column());
        Optional<BigDecimal> seconds = formats.decimal(raw)
                .map(number -> number.multiply(counted.seconds()))
                .or(() -> formats.seconds(raw));
        if (seconds.isEmpty()) {
            unreadable(field, raw, formats.allowedDurations());
            return Optional.empty();
        }
        return rounded(field, raw, seconds.get(), posted.seconds(), Quantity.SCALE, unit.code())
                .flatMap(value -> quantity(field, value, unit));
    }

    private Optional<Share> counted(Number field, Unit unit) {
        String raw = values.raw(field.column());
        Optional<BigDecimal> number = formats.decimal(raw);
        if (number.isEmpty()) {
            unreadable(field, raw, formats.allowedDecimals());
            return Optional.empty();
        }
        return rounded(field, raw, number.get(), BigDecimal.ONE, Quantity.SCALE, unit.code())
                .flatMap(value -> quantity(field, value, unit));
    }

    private Optional<Share> quantity(Number field, BigDecimal value, Unit unit) {
        if (!isWithin(value, field)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Share.of(new Quantity(value, unit)));
        } catch (IllegalArgumentException e) {
            findings.add("BAD_NUMBER", field.column(), e.getMessage());
            return Optional.empty();
        }
    }

    Optional<Money> money(Number field) {
        Optional<CurrencyUnit> currency = id(field.code(), LONGEST_CURRENCY).flatMap(text -> currency(field, text));
        if (currency.isEmpty()) {
            return Optional.empty();
        }
        String code = currency.get().getCode();
        String raw = values.raw(field.column());
        Optional<BigDecimal> number = formats.amount(raw, code);
        if (number.isEmpty()) {
            unreadable(field, raw, formats.allowedAmounts(code));
            return Optional.empty();
        }
        return rounded(field, raw, number.get(), BigDecimal.ONE, currency.get().getDecimalPlaces(), code)
                .filter(value -> isWithin(value, field))
                .map(value -> Money.of(currency.get(), value));
    }

    private Optional<CurrencyUnit> currency(Number field, String text) {
        Optional<CurrencyUnit> named = MoneySign.named(text);
        if (named.isEmpty()) {
            findings.wrong(
                    "BAD_CURRENCY", columns(field.code()), text, "a currency code of ISO 4217, or a text with one");
        }
        return named;
    }

    private void unreadable(Number field, String raw, String allowed) {
        if (raw.isEmpty()) {
            findings.add("EMPTY_VALUE", field.column(), "is empty; allowed is " + allowed);
        } else {
            findings.wrong("BAD_NUMBER", field.column(), raw, allowed);
        }
    }

    /** Divides and keeps the decimals that can be posted: exactly, or rounded as the mapping says, which is told. */
    private Optional<BigDecimal> rounded(
            Number field, String raw, BigDecimal number, BigDecimal by, int decimals, String in) {
        BigDecimal down = number.divide(by, decimals, RoundingMode.DOWN);
        if (down.multiply(by).compareTo(number) == 0) {
            return Optional.of(down);
        }
        if (field.rounding() == RoundingMode.UNNECESSARY) {
            findings.wrong(
                    "BAD_NUMBER",
                    field.column(),
                    raw,
                    "a number of %s with at most %d decimals, and the mapping names no rounding"
                            .formatted(in, decimals));
            return Optional.empty();
        }
        BigDecimal value = number.divide(by, decimals, field.rounding());
        findings.warn(
                "ROUNDED",
                field.column(),
                "'%s' is posted as %s %s, rounded %s to %d decimals"
                        .formatted(
                                RowFindings.shown(raw),
                                value.toPlainString(),
                                in,
                                field.rounding().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                                decimals));
        return Optional.of(value);
    }

    private boolean isWithin(BigDecimal value, Number field) {
        boolean within = field.least()
                        .filter(least -> value.compareTo(least) < 0)
                        .isEmpty()
                && field.most().filter(most -> value.compareTo(most) > 0).isEmpty();
        if (!within) {
            findings.wrong(
                    "OUT_OF_RANGE",
                    field.column(),
                    value.toPlainString(),
                    "within what the mapping allows:%s%s"
                            .formatted(
                                    field.least()
                                            .map(least -> " at least " + least)
                                            .orElse(""),
                                    field.most().map(most -> " at most " + most).orElse("")));
        }
        return within;
    }

    private static String columns(Template template) {
        return template.columns().isEmpty() ? template.toString() : String.join(", ", template.columns());
    }
}
