package org.billhook.rest.internal.records;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.billhook.core.api.Events;

/** A numbered event. */
@Schema(
        name = "Event",
        requiredProperties = {"type", "subject", "data", "at", "hash"},
        description = "Something that happened, numbered without gaps, each with the hash of the chain.")
public record EventJson(
        @Schema(description = "Counts from 1 without gaps, in the order of the chain") long number,
        @Schema(description = "Kind of what it happened to, a dot, and what happened", example = "request.created")
                String type,
        @Schema(description = "What it happened to, as kind/key or kind/id") String subject,
        @JsonRawValue @Schema(implementation = Object.class, description = "As it was written") String data,
        Instant at,
        @Schema(
                        description =
                                "Rows that were written with it, a range a line: table, request or 0, first and last id or position, SHA-256 of them")
                String covers,
        @Schema(description = "Which key it is chained under; absent for events of before there was one") String key,
        @Schema(
                        description =
                                "HMAC-SHA-256 under the key over all of the event and the hash before; without a key SHA-256 over number, type, subject, data and the hash before")
                String hash) {

    static EventJson of(Events.Event event) {
        return new EventJson(
                event.number(),
                event.type(),
                event.subject(),
                event.json(),
                event.at(),
                event.covers().orElse(null),
                event.key().orElse(null),
                event.hash());
    }
}
