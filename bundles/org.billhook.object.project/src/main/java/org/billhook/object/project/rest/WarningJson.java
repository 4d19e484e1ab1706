package org.billhook.object.project.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.model.Finding;

/** Something that someone should look at: field, rule and message as in the findings of a refusal. */
@Schema(name = "Warning")
public record WarningJson(String code, String field, String rule, String message) {

    static List<WarningJson> of(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new WarningJson(
                        finding.code(),
                        finding.field().orElse(null),
                        finding.rule().orElse(null),
                        finding.message()))
                .toList();
    }
}
