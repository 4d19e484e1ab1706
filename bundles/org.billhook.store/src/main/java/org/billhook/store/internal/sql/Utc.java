package org.billhook.store.internal.sql;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.TimeZone;

/**
 * Moments as the database keeps them: UTC, to the microsecond (PostgreSQL has no finer one). A plain
 * {@link Timestamp} would be read in the zone of the server and lose the hour that summer time skips.
 */
public final class Utc {

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private Utc() {}

    /** A calendar for one JDBC call; calendars are not safe on several threads. */
    public static Calendar calendar() {
        return Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC));
    }

    public static Timestamp timestamp(Instant moment) {
        return Timestamp.from(moment.truncatedTo(ChronoUnit.MICROS));
    }

    /** The text form that both databases read as a timestamp. */
    public static String text(Instant moment) {
        return TEXT.format(LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
    }

    /** Reads the text form of a timestamp, with one to nine decimals or none. */
    public static Instant parse(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }
}
