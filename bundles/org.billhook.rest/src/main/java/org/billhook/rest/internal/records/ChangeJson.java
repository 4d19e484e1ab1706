package org.billhook.rest.internal.records;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.billhook.core.api.Events;

/** One changed field on the wire. */
@Schema(
        name = "Change",
        requiredProperties = {"at", "actor", "subject", "field"},
        description = "One changed field: who, when, what, before and after.")
public record ChangeJson(
        @Schema(description = "Grows with each change") long id,
        Instant at,
        String actor,
        @Schema(description = "What was changed", example = "wbs-element/PC2.PBC42") String subject,
        @Schema(description = "Attribute that was changed, name or status") String field,
        @Schema(description = "Value before; absent if there was none, or if it is hidden from you") String before,
        @Schema(description = "Value after; absent if it was taken away, or if it is hidden from you") String after,
        @Schema(description = "Field check, bundle and version that allowed it") String check) {

    public static ChangeJson of(Events.Change change) {
        return new ChangeJson(
                change.id(),
                change.at(),
                change.actor(),
                change.subject(),
                change.field(),
                change.before().orElse(null),
                change.after().orElse(null),
                change.check().orElse(null));
    }
}
