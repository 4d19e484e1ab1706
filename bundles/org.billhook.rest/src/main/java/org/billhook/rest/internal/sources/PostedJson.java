package org.billhook.rest.internal.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.Sources;
import org.billhook.core.model.Finding;
import org.billhook.rest.internal.call.RowResult;
import org.billhook.rest.wire.FindingJson;

/** What became of one row. */
@Schema(
        name = "SourceResult",
        requiredProperties = {"outcome"},
        description = "What became of one row.")
public record PostedJson(
        @Schema(description = "Number of the row, from 0") int row,
        @Schema(allowableValues = {"POSTED", "UNCHANGED", "REFUSED"}) String outcome,
        @Schema(description = "Id of the source; absent if refused") Long id,
        List<FindingJson> findings)
        implements RowResult<PostedJson> {

    static PostedJson of(int row, Sources.Result result) {
        return new PostedJson(
                row,
                result.outcome().name(),
                result.id().orElse(null),
                result.findings().isEmpty() ? null : FindingJson.of(result.findings()));
    }

    static PostedJson unreadable(int row, List<Finding> findings) {
        return new PostedJson(row, Sources.Outcome.REFUSED.name(), null, FindingJson.of(findings));
    }

    @Override
    public PostedJson withFindings(List<FindingJson> next) {
        return new PostedJson(row, outcome, id, next);
    }
}
