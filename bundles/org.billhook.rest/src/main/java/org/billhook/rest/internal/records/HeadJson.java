package org.billhook.rest.internal.records;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.billhook.core.api.Events;
import org.billhook.rest.wire.Input;

/** The newest event of the chain at some time, signed. */
@Schema(
        name = "ChainHead",
        requiredProperties = {"number", "at", "hash", "signature"},
        description = "The newest event of the chain at some time, signed by the server.")
public record HeadJson(
        @Schema(description = "Number of the event; 0 for an empty chain", example = "4711") Long number,
        @Schema(
                        description = "When the head was taken",
                        example = "2026-03-31T10:00:00Z",
                        type = "string",
                        format = "date-time")
                String at,
        @Schema(description = "Hash of the event") String hash,
        @Schema(description = "Ed25519 over number, time and hash, in Base64") String signature) {

    private static final int LONGEST_HASH = 64;
    private static final int LONGEST_SIGNATURE = 200;

    static HeadJson of(Events.Head head) {
        return new HeadJson(head.number(), head.at().toString(), head.hash(), head.signature());
    }

    Events.Head head(Input in) {
        if (number == null || number < 0) {
            in.refuse("WRONG_VALUE", "number", "number: '%s' is not the number of an event, or 0".formatted(number));
        }
        return new Events.Head(
                number == null ? 0 : number,
                in.required("at", at, HeadJson::moment),
                in.text("hash", hash, LONGEST_HASH),
                in.text("signature", signature, LONGEST_SIGNATURE));
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'%s' is not a time like 2026-03-31T10:00:00Z".formatted(text), e);
        }
    }
}
