package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.BillingRuns;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.MoneyJson;

/** What came of a root in a run or a preview. */
@Schema(
        name = "RootResult",
        requiredProperties = {"root", "state", "requests", "totals", "findings"})
public record RootResultJson(
        String root,
        @Schema(
                        description =
                                "DONE if it was billed or there was nothing to bill; of FAILED nothing was billed",
                        implementation = BillingRuns.State.class)
                String state,
        @Schema(description = "Ids of the requests that bill it") List<Long> requests,
        long lines,
        @Schema(description = "Net billed, one per currency") List<MoneyJson> totals,
        List<FindingJson> findings) {

    static RootResultJson of(BillingRuns.RootResult result) {
        return new RootResultJson(
                result.root().toString(),
                result.state().name(),
                result.requests(),
                result.lines(),
                result.totals().stream().map(MoneyJson::of).toList(),
                FindingJson.of(result.findings()));
    }
}
