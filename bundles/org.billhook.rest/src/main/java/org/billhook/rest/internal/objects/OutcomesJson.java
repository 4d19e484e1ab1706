package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What came of changes sent together. */
@Schema(
        name = "BillingObjectOutcomes",
        requiredProperties = {"results"})
public record OutcomesJson(
        @Schema(description = "How many were changed") long done,
        long refused,
        @Schema(
                        description =
                                "An outcome per change, in their order. After 500 findings each change tells its first one")
                List<OutcomeJson> results) {

    static OutcomesJson of(List<OutcomeJson> results) {
        long done = results.stream().filter(OutcomeJson::done).count();
        return new OutcomesJson(done, results.size() - done, results);
    }
}
