package org.billhook.rest.internal.records;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.billhook.core.api.Jobs;
import org.billhook.rest.wire.FindingJson;

/** Whether what is stored agrees with itself, as one audit found. */
@Schema(
        name = "Audit",
        requiredProperties = {"state", "actor", "createdAt", "findings"},
        description = "Whether what is stored agrees with itself.")
public record AuditJson(
        @Schema(description = "Of the audit, and of its job") long id,
        @Schema(
                        description = "DONE if all agrees, FAILED if something does not",
                        allowableValues = {"WAITING", "RUNNING", "DONE", "FAILED", "CANCELLED"})
                String state,
        @Schema(description = "How much of the total is looked at") long done,
        @Schema(description = "Twice the highest id of a source, as sources are looked at twice; absent while unknown")
                Long total,
        @Schema(description = "Whether all agrees; absent until the audit has ended") Boolean ok,
        @Schema(
                        description =
                                "What does not agree, at most a hundred of a kind; a source whose fingerprint is another one is a warning")
                List<FindingJson> findings,
        String actor,
        Instant createdAt,
        Instant endedAt) {

    static AuditJson of(Jobs.Job job) {
        return new AuditJson(
                job.id(),
                job.state().name(),
                job.done(),
                job.total().orElse(null),
                switch (job.state()) {
                    case DONE -> true;
                    case FAILED -> false;
                    case WAITING, RUNNING, CANCELLED -> null;
                },
                FindingJson.of(job.findings()),
                job.actor(),
                job.createdAt(),
                job.endedAt().orElse(null));
    }
}
