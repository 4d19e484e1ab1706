package org.billhook.engine.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Share;
import org.joda.money.Money;

/**
 * A posting, without what stands on it now.
 *
 * @param object id of the billing object
 * @param root id of the head of its root; kept equal to that of the object
 * @param actual whether it counts as actual posting
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
        byte[] fingerprint) {}
