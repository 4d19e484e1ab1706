package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.DueList;
import org.billhook.rest.internal.sources.CommandResultJson;

/** What was settled as not billable. */
@Schema(name = "SettledAsNotBillable")
public record SettledJson(
        @Schema(description = "Sources that were written off") long sources,
        @Schema(description = "Sources that could not be, and why") List<CommandResultJson> refused,
        @Schema(description = "Whether there is more: at most 10000 sources are settled in a call; send it again")
                boolean more) {

    static SettledJson of(DueList.Settled settled) {
        return new SettledJson(
                settled.sources(),
                settled.refused().stream().map(CommandResultJson::of).toList(),
                settled.more());
    }
}
