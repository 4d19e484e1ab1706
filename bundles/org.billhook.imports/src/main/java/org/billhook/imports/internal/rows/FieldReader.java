package org.billhook.imports.internal.rows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.imports.internal.mapping.Mapping.Number;
import org.billhook.imports.internal.mapping.Mapping.ObjectKey;
import org.billhook.imports.internal.mapping.Template;
import org.billhook.imports.internal.mapping.ValueFormats;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Reads the fields of one row; what is wrong goes to the findings, and the field is empty. */
final class FieldReader {

    private final RowValues values;
    private final ValueFormats formats;
    private final RowFindings findings;

    FieldReader(RowValues values, ValueFormats formats, RowFindings findings) {
        this.values = values;
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
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
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

    Optional<ObjectRef> object(ObjectKey object) {
        return id(object.key(), 120).flatMap(key -> {
            try {
                return Optional.of(new ObjectRef(object.kind(), key));
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
        return number(field).flatMap(number -> id(field.code(), 8).flatMap(unit -> {
            try {
                return Optional.of(Share.of(new Quantity(number, new Unit(unit))));
            } catch (IllegalArgumentException e) {
                findings.add("BAD_NUMBER", field.column(), e.getMessage());
                return Optional.empty();
            }
        }));
    }

    Optional<Money> money(Number field) {
        return number(field).flatMap(number -> id(field.code(), 3).flatMap(currency -> {
            try {
                // zeros beyond the decimals of the currency are no rounding
                return Optional.of(
                        BigMoney.of(CurrencyUnit.of(currency), number).toMoney(RoundingMode.UNNECESSARY));
            } catch (IllegalArgumentException e) {
                findings.wrong("BAD_CURRENCY", field.column(), currency, "a currency code of ISO 4217");
            } catch (ArithmeticException e) {
                findings.wrong(
                        "BAD_NUMBER",
                        field.column(),
                        number.toPlainString(),
                        "an amount with the decimals of " + currency);
            }
            return Optional.empty();
        }));
    }

    private Optional<BigDecimal> number(Number field) {
        String raw = values.raw(field.column());
        Optional<BigDecimal> number = formats.decimal(raw);
        if (raw.isEmpty()) {
            findings.add("EMPTY_VALUE", field.column(), "is empty; allowed is " + formats.allowedDecimals());
        } else if (number.isEmpty()) {
            findings.wrong("BAD_NUMBER", field.column(), raw, formats.allowedDecimals());
        }
        return number.filter(value -> isWithin(value, field));
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
