package org.billhook.store.internal.sql;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.Page;
import org.billhook.core.model.Day;
import org.billhook.core.model.Finding;

/** Cursors of keyset pages: the key of the last row, opaque to callers. */
public final class Cursor {

    private static final String APART = "\u0000";

    private final String[] fields;

    private Cursor(String[] fields) {
        this.fields = fields;
    }

    public static String of(Object... key) {
        StringBuilder text = new StringBuilder();
        for (Object field : key) {
            text.append(text.length() == 0 ? "" : APART).append(field);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws BillhookException UNREADABLE if the cursor was not made by {@link #of} with as many fields */
    public static Optional<Cursor> read(Page.Request page, int fields) {
        return page.after().map(text -> parse(text, fields));
    }

    /** Makes a page of one row more than were asked for: the surplus row only tells that there is a next page. */
    public static <T> Page<T> page(List<T> oneMore, Page.Request page, Function<T, String> cursor) {
        if (oneMore.size() <= page.limit()) {
            return new Page<>(oneMore, Optional.empty());
        }
        List<T> items = oneMore.subList(0, page.limit());
        return new Page<>(items, Optional.of(cursor.apply(items.get(items.size() - 1))));
    }

    public String text(int index) {
        return fields[index];
    }

    public long number(int index) {
        try {
            return Long.parseLong(fields[index]);
        } catch (NumberFormatException e) {
            throw unreadable(e);
        }
    }

    public LocalDate date(int index) {
        try {
            return Day.parse(fields[index]);
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    public Instant moment(int index) {
        try {
            return Instant.parse(fields[index]);
        } catch (DateTimeException e) {
            throw unreadable(e);
        }
    }

    private static Cursor parse(String text, int fields) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(APART, -1);
            if (parts.length == fields) {
                return new Cursor(parts);
            }
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
        throw unreadable(null);
    }

    private static BillhookException unreadable(Exception cause) {
        BillhookException refusal = new BillhookException(
                Type.UNREADABLE,
                Finding.error("BAD_CURSOR", "after", "The cursor was not given out by this list; start without one"));
        refusal.initCause(cause);
        return refusal;
    }
}
