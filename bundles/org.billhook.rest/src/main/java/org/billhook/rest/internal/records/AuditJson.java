package org.billhook.rest.internal.records;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.rest.wire.FindingJson;

/** Whether what is stored agrees with itself. */
@Schema(name = "Audit", description = "Whether what is stored agrees with itself.")
public record AuditJson(
        @Schema(description = "Whether both hold") boolean ok,
        @Schema(description = "An error per source whose entries do not add up to its balance")
                List<FindingJson> ledger,
        @Schema(description = "First event that does not fit its chain; absent if all do") Long firstBrokenEvent) {}
