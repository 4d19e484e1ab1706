package org.billhook.core.model;

import java.time.DateTimeException;
import java.time.LocalDate;

/** The days that can be stored and told: what lies outside is a slip of the one who typed it. */
public final class Day {

    /** First of them. */
    public static final LocalDate FIRST = LocalDate.of(1900, 1, 1);

    /** Last of them, which many systems write for "without end". */
    public static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private Day() {}

    /**
     * Reads a day in ISO 8601.
     *
     * @throws IllegalArgumentException if the text is none, or one outside of the first and the last; the message has the text
     */
    public static LocalDate parse(String text) {
        LocalDate day;
        try {
            day = LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'%s' is not a date like 2026-02-28".formatted(text), e);
        }
        if (day.isBefore(FIRST) || day.isAfter(LAST)) {
            throw new IllegalArgumentException("'%s' is not between %s and %s".formatted(text, FIRST, LAST));
        }
        return day;
    }
}
