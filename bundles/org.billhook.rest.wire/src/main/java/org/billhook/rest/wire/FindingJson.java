package org.billhook.rest.wire;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.model.Finding;

/** A finding on the wire. */
@Schema(
        name = "Finding",
        requiredProperties = {"severity", "code", "message"},
        description = "One thing that was found wrong, or worth knowing.")
public record FindingJson(
        @Schema(
                        description = "Only an ERROR stands against what was asked for",
                        allowableValues = {"INFO", "WARNING", "ERROR"})
                String severity,
        @Schema(description = "Stable code for programs", example = "NO_PRICE") String code,
        @Schema(description = "Path of the field meant", example = "items[2].object") String field,
        @Schema(description = "Rule of the specification", example = "J-86") String rule,
        @Schema(description = "What is wrong, the value, what is allowed") String message) {

    /** Field and rule are null where the finding has none; long values are shortened. */
    public static FindingJson of(Finding finding) {
        return new FindingJson(
                finding.severity().name(),
                finding.code(),
                finding.field().map(Shown::value).orElse(null),
                finding.rule().orElse(null),
                Shown.message(finding.message()));
    }

    /** The same for an answer that tells of many rows: at most 500 characters of the message. */
    public FindingJson brief() {
        return new FindingJson(severity, code, field, rule, Shown.brief(message));
    }

    /** In their order. */
    public static List<FindingJson> of(List<Finding> findings) {
        return findings.stream().map(FindingJson::of).toList();
    }
}
