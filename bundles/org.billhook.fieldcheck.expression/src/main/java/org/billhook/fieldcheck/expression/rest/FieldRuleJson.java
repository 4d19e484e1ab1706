package org.billhook.fieldcheck.expression.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** A rule as it was saved. */
@Schema(
        name = "FieldRule",
        requiredProperties = {"name", "kinds", "fields", "when", "verdict", "reason", "savedBy", "savedAt"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldRuleJson(
        @Schema(description = "Name in paths", example = "plant-of-acme") String name,
        @Schema(description = "Counts from 1; the ETag") long version,
        @Schema(description = "Kinds of objects", example = "[\"sales-order-item\"]") List<String> kinds,
        @Schema(description = "Attributes of the kinds, name or status", example = "[\"billingRelevance\"]")
                List<String> fields,
        @Schema(description = "Condition in CEL", example = "object.phase == \"IN_PROCESS\"") String when,
        @Schema(
                        description = "What may be done with the fields while the condition holds",
                        allowableValues = {"EDITABLE", "MANDATORY", "DISPLAY_ONLY", "HIDDEN"})
                String verdict,
        @Schema(description = "Full sentence for people", example = "The plant is agreed with ACME.") String reason,
        @Schema(description = "service.ranking: of two checks the higher one has the last word", example = "0")
                int rank,
        @Schema(description = "Whether it is asked") boolean active,
        @Schema(description = "Who saved this version") String savedBy,
        @Schema(description = "When this version was saved, in UTC") Instant savedAt) {

    static FieldRuleJson of(FieldRules.Saved saved) {
        FieldRule rule = saved.rule();
        return new FieldRuleJson(
                saved.name(),
                saved.version(),
                rule.kinds(),
                rule.fields(),
                rule.when(),
                rule.verdict(),
                rule.reason(),
                rule.rank(),
                rule.active(),
                saved.actor(),
                saved.at());
    }
}
