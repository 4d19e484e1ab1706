package org.billhook.rest.internal.operation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.billhook.core.api.Jobs;
import org.billhook.rest.wire.FindingJson;

/** Long work. */
@Schema(
        name = "Job",
        requiredProperties = {"kind", "state", "actor", "createdAt", "findings"},
        description = "Long work with its progress.")
public record JobJson(
        @Schema(description = "Id in paths") long id,
        @Schema(description = "What it does: billing-run, import, audit, or what a bundle brings") String kind,
        @Schema(description = "What it works on, for example the id of a run") String subject,
        @Schema(
                        description = "FAILED also where only some of the work failed; the findings say which",
                        implementation = Jobs.State.class)
                String state,
        @Schema(description = "Units of work done") long done,
        @Schema(description = "Units of work in all; absent while unknown") Long total,
        String actor,
        Instant createdAt,
        Instant endedAt,
        List<FindingJson> findings) {

    static JobJson of(Jobs.Job job) {
        return new JobJson(
                job.id(),
                job.kind(),
                job.subject(),
                job.state().name(),
                job.done(),
                job.total().orElse(null),
                job.actor(),
                job.createdAt(),
                job.endedAt().orElse(null),
                FindingJson.of(job.findings()));
    }
}
