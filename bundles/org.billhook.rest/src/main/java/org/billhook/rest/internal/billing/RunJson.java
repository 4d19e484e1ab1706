package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.billhook.core.api.BillingRuns;
import org.billhook.rest.wire.FindingJson;
import org.billhook.rest.wire.MoneyJson;

/** A billing run. */
@Schema(
        name = "Run",
        requiredProperties = {
            "order",
            "state",
            "actor",
            "createdAt",
            "generation",
            "plugins",
            "rootsByState",
            "totals",
            "findings"
        },
        description = "A billing run with its control totals.")
public record RunJson(
        @Schema(description = "Id in paths") long id,
        @Schema(description = "Job that does it; absent for the commit of a preview, which needs none") Long job,
        @Schema(description = "What it was asked for") OrderedJson order,
        @Schema(
                        description = "DONE only if all roots are; FAILED if one failed, else WAITING if one waits",
                        implementation = BillingRuns.State.class)
                String state,
        String actor,
        Instant createdAt,
        Instant endedAt,
        @Schema(description = "Digest of the plugins that it runs on") String generation,
        @Schema(description = "Bundle and version by SPI and id, as frozen") Map<String, String> plugins,
        @Schema(description = "Number of roots that it bills") long roots,
        @Schema(description = "Number of roots in each state; a state without any is absent")
                Map<String, Long> rootsByState,
        long lines,
        @Schema(description = "Net billed, one per currency") List<MoneyJson> totals,
        List<FindingJson> findings) {

    static RunJson of(BillingRuns.Run run) {
        Map<String, Long> states = new LinkedHashMap<>();
        for (BillingRuns.State state : BillingRuns.State.values()) {
            long roots = run.rootsByState().getOrDefault(state, 0L);
            if (roots > 0) {
                states.put(state.name(), roots);
            }
        }
        return new RunJson(
                run.id(),
                run.job() == 0 ? null : run.job(),
                OrderedJson.of(run.order()),
                run.state().name(),
                run.actor(),
                run.createdAt(),
                run.endedAt().orElse(null),
                run.generation(),
                new TreeMap<>(run.plugins()),
                run.roots(),
                states,
                run.lines(),
                new TreeMap<>(run.totals()).values().stream().map(MoneyJson::of).toList(),
                FindingJson.of(run.findings()));
    }
}
