package org.billhook.core.spi.object;

import java.time.LocalDate;
import java.util.Map;
import org.billhook.core.model.Share;

/**
 * A source that an object is by itself, such as the quantity of an item. Core posts it with the object; a new share is
 * the act {@code revalue} (law 1).
 *
 * @param slot name within the object, so that the same source is found again when the object changes
 * @param kind kind of the source
 * @param posted what is there to be billed
 * @param serviceDate earliest key date at which it can be billed; {@link #ANY_DAY} for none
 * @param text text for the line
 * @param characteristics characteristics of the source; core adds those of the object
 */
public record OwnSource(
        String slot,
        String kind,
        Share posted,
        LocalDate serviceDate,
        String text,
        Map<String, String> characteristics) {

    /** Service date of what can be billed at any key date; no bill shows it. */
    public static final LocalDate ANY_DAY = LocalDate.of(1970, 1, 1);

    public OwnSource {
        characteristics = Map.copyOf(characteristics);
    }
}
