package org.billhook.imports.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.model.Finding;

/** A finding on the wire. */
@Schema(name = "ImportFinding")
public record FindingJson(String severity, String code, String field, String rule, String message) {

    static List<FindingJson> of(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new FindingJson(
                        finding.severity().name(),
                        finding.code(),
                        finding.field().orElse(null),
                        finding.rule().orElse(null),
                        finding.message()))
                .toList();
    }
}
