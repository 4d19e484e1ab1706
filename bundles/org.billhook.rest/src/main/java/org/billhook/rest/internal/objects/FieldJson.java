package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.spi.fieldcheck.Verdict;

/** A field of an object with what may be done with it now. */
@Schema(
        name = "BillingObjectField",
        requiredProperties = {"name", "verdict"})
public record FieldJson(
        @Schema(description = "An attribute of the kind, name or status") String name,
        @Schema(description = "Absent if it has none, or is hidden") String value,
        @Schema(
                        description =
                                "What may be done with it: EDITABLE and MANDATORY can be changed, HIDDEN shows no value",
                        implementation = Verdict.class)
                String verdict,
        @Schema(description = "Why, and what would change it") String reason,
        @Schema(description = "Check and bundle that had the last word") String decidedBy) {

    static FieldJson of(BillingObjects.Field field) {
        boolean hidden = field.opinion().verdict() == Verdict.HIDDEN;
        return new FieldJson(
                field.name(),
                hidden ? null : field.value().orElse(null),
                field.opinion().verdict().name(),
                field.opinion().reason(),
                field.decidedBy().orElse(null));
    }
}
