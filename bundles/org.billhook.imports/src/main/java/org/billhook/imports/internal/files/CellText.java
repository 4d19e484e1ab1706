package org.billhook.imports.internal.files;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import org.billhook.imports.internal.mapping.ValueFormats;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;

/** The value of a cell as text. What a number is, a day, a duration or just a number, says the format of its cell. */
final class CellText {

    /** A spreadsheet shows no more, and keeps noise behind them. */
    private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_UP);

    private static final int MOST_EXPONENT = 40;
    private static final BigDecimal SECONDS_OF_DAY = BigDecimal.valueOf(86_400);

    /** Day 0 of a spreadsheet; its day 60 is a February 29 that 1900 did not have. */
    private static final LocalDate FIRST_DAY = LocalDate.of(1899, 12, 30);

    private static final LocalDate FIRST_DAY_1904 = LocalDate.of(1904, 1, 1);
    private static final BigDecimal LAST_SERIAL = BigDecimal.valueOf(2_958_465);

    private final ValueFormats formats;
    private final LocalDate firstDay;

    CellText(ValueFormats formats, boolean from1904) {
        this.formats = formats;
        firstDay = from1904 ? FIRST_DAY_1904 : FIRST_DAY;
    }

    String of(Cell cell) {
        String raw = Optional.ofNullable(cell.getRawValue()).orElse("");
        if (cell.getType() == CellType.STRING) {
            return Optional.ofNullable(cell.getText()).orElse("");
        }
        if (cell.getType() == CellType.BOOLEAN) {
            return raw.equals("1") ? "TRUE" : raw.equals("0") ? "FALSE" : raw.toUpperCase(Locale.ROOT);
        }
        boolean number = cell.getType() == CellType.NUMBER || cell.getType() == CellType.FORMULA;
        return number
                ? number(raw)
                        .map(value -> of(value, cell.getDataFormatString()))
                        .orElse(raw)
                : raw;
    }

    private static Optional<BigDecimal> number(String raw) {
        try {
            BigDecimal value = new BigDecimal(raw).round(DIGITS).stripTrailingZeros();
            return Optional.of(value).filter(number -> Math.abs((long) number.scale()) <= MOST_EXPONENT);
        } catch (NumberFormatException e) {
            // the cached result of a formula may be a text
            return Optional.empty();
        }
    }

    private String of(BigDecimal value, String format) {
        String letters = letters(format);
        boolean day = letters.contains("y") || letters.contains("d");
        boolean time = letters.contains("h") || letters.contains("s");
        if (day && value.signum() >= 0 && value.compareTo(LAST_SERIAL) <= 0) {
            return formats.written(moment(value));
        }
        return time && !day ? clock(value) : formats.written(value);
    }

    private LocalDateTime moment(BigDecimal serial) {
        BigDecimal seconds = serial.multiply(SECONDS_OF_DAY).setScale(0, RoundingMode.HALF_UP);
        return firstDay.atStartOfDay().plusSeconds(seconds.longValueExact());
    }

    /** A part of a day, to the second. */
    private static String clock(BigDecimal days) {
        long seconds = days.abs()
                .multiply(SECONDS_OF_DAY)
                .setScale(0, RoundingMode.HALF_UP)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValue();
        return "%s%d:%02d:%02d"
                .formatted(days.signum() < 0 ? "-" : "", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** Letters of the first part of a format that stand for something: no texts, no colours, no locales. */
    private static String letters(String format) {
        if (format == null) {
            return "";
        }
        return format.split(";")[0]
                .replaceAll("\"[^\"]*\"", "")
                .replaceAll("[\\\\_*].", "")
                .replaceAll("\\[(?!h+\\]|m+\\]|s+\\])[^\\]]*\\]", "")
                .replaceAll("(?i)general|am/pm|a/p", "")
                .replaceAll("(?i)e[+-]", "")
                .toLowerCase(Locale.ROOT);
    }
}
