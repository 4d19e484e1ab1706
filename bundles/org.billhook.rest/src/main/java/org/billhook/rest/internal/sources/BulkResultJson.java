package org.billhook.rest.internal.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What became of postings sent together. */
@Schema(
        name = "SourceBulkResult",
        requiredProperties = {"results"})
public record BulkResultJson(
        @Schema(description = "How many were posted by this call") long posted,
        long unchanged,
        long refused,
        @Schema(description = "A result per row, in their order. After 500 findings each row tells its first one")
                List<PostedJson> results) {

    static BulkResultJson of(List<PostedJson> results) {
        return new BulkResultJson(
                count(results, "POSTED"), count(results, "UNCHANGED"), count(results, "REFUSED"), results);
    }

    private static long count(List<PostedJson> results, String outcome) {
        return results.stream()
                .filter(result -> result.outcome().equals(outcome))
                .count();
    }
}
