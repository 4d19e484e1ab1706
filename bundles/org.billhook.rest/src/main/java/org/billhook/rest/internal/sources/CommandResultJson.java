package org.billhook.rest.internal.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.model.Finding;
import org.billhook.rest.internal.call.RowResult;
import org.billhook.rest.wire.FindingJson;

/** What came of a command. */
@Schema(name = "SourceCommandResult")
public record CommandResultJson(
        @Schema(description = "Id of the source") Long source,
        @Schema(description = "Whether it was done; if not, the findings say why") boolean done,
        @Schema(description = "Id of the act in the ledger; absent if refused") Long act,
        @Schema(description = "Id of the source that a transfer or a reversal posted") Long created,
        List<FindingJson> findings)
        implements RowResult<CommandResultJson> {

    public static CommandResultJson of(LedgerCommands.Result result) {
        return new CommandResultJson(
                result.source(),
                result.act().isPresent(),
                result.act().orElse(null),
                result.created().orElse(null),
                result.findings().isEmpty() ? null : FindingJson.of(result.findings()));
    }

    static CommandResultJson unreadable(Long source, List<Finding> findings) {
        return new CommandResultJson(source, false, null, null, FindingJson.of(findings));
    }

    @Override
    public CommandResultJson withFindings(List<FindingJson> next) {
        return new CommandResultJson(source, done, act, created, next);
    }
}
