package org.billhook.rest.internal.problem;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.rest.wire.FindingJson;

/** A refusal as of RFC 9457. */
@Schema(name = "Problem", description = "A refusal (RFC 9457) with everything that was found.")
public record ProblemJson(
        @Schema(description = "Names the kind of problem", example = "urn:billhook:problem:refused") String type,
        @Schema(example = "Unprocessable Content") String title,
        @Schema(example = "422") int status,
        String detail,
        @Schema(description = "Path of the call") String instance,
        @Schema(description = "Stable code for programs", example = "REFUSED") String code,
        @Schema(description = "Only of a fault of the server: stands in its log as well") String incident,
        List<FindingJson> findings) {

    /** Media type of every refusal. */
    public static final String MEDIA_TYPE = "application/problem+json";
}
