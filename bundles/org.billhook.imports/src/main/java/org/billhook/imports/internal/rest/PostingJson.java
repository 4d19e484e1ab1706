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
        String kind,
        String object,
        String posted,
        String serviceDate,
        String postingDate,
        String cost,
        String text,
        boolean billable,
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
