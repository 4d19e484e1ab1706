package org.billhook.rest.internal.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What came of commands sent together. */
@Schema(
        name = "SourceCommandResults",
        requiredProperties = {"results"})
public record CommandResultsJson(
        @Schema(description = "How many were done") long done,
        long refused,
        @Schema(
                        description =
                                "A result per command, in their order. After 500 findings each command tells its first one")
                List<CommandResultJson> results) {

    static CommandResultsJson of(List<CommandResultJson> results) {
        long done = results.stream().filter(CommandResultJson::done).count();
        return new CommandResultsJson(done, results.size() - done, results);
    }
}
