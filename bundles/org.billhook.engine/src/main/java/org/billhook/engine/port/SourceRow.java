package org.billhook.engine.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Share;
import org.joda.money.Money;

/**
 * A posting, without what stands on it now.
 *
 * @param object id of the billing object
 * @param root id of the head of its root; kept equal to that of the object
 * @param actual whether it counts as posting of cost or revenue
 * @param characteristics all of the source's own; those of the object are not repeated here
 * @param fingerprint SHA-256 of the content, to tell a repeat from a contradiction; 32 bytes
 */
public record SourceRow(
        long id,
        String kind,
        String origin,
        String externalId,
        long object,
        Optional<Long> root,
        LocalDate serviceDate,
        LocalDate postingDate,
        Instant enteredAt,
        Share posted,
        String text,
        boolean billable,
        boolean actual,
        Map<String, String> characteristics,
        Optional<Money> cost,
        Optional<Long> reverses,
        byte[] fingerprint) {

    /** Origin of what an object is by itself; posted, revalued and taken back by that object alone (G-21). */
    public static final String OF_OBJECT = "object";

    /** Origin of what a transfer posts. */
    public static final String OF_TRANSFER = "transfer";

    /** Origin of what takes a posting back. */
    public static final String OF_REVERSAL = "reversal";

    /** Origins that nobody else can post under: the ids under them are those of core. */
    public static final Set<String> RESERVED = Set.of(OF_OBJECT, OF_TRANSFER, OF_REVERSAL);

    public boolean isOfObject() {
        return origin.equals(OF_OBJECT);
    }
}
