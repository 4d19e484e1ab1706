package org.billhook.imports.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.billhook.core.spi.source.SourceDraft;

/**
 * A posting as a mapping reads it.
 *
 * @param posted value with the code of its unit or currency
 */
@Schema(
        name = "CheckedPosting",
        requiredProperties = {"externalId", "kind", "object", "posted", "serviceDate", "characteristics"})
public record PostingJson(
        String externalId,
        @Schema(description = "Kind of source") String kind,
        String object,
        @Schema(description = "Quantity or amount with its sign, then the code of its unit or currency") String posted,
        String serviceDate,
        String postingDate,
        @Schema(description = "Currency, then what it cost; absent where the file has none") String cost,
        @Schema(description = "What was done, for people") String text,
        @Schema(description = "Whether it can ever be billed") boolean billable,
        Map<String, String> characteristics) {

    static PostingJson of(SourceDraft from) {
        return new PostingJson(
                from.externalId(),
                from.kind(),
                from.object().toString(),
                from.posted().toString(),
                from.serviceDate().toString(),
                from.postingDate().map(Object::toString).orElse(null),
                from.cost().map(Object::toString).orElse(null),
                from.text(),
                from.billable(),
                from.characteristics());
    }
}
