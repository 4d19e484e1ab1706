package org.billhook.rest.internal.operation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How the server is. */
@Schema(name = "Health")
public record HealthJson(
        boolean ready,
        @Schema(description = "Version of Billhook") String version,
        @Schema(description = "Version of the Java that it runs on") String java,
        @Schema(description = "Whether each service that requests need is there") Map<String, Boolean> services,
        @Schema(description = "Plugins that did not start or did not pass their check") List<String> brokenPlugins,
        @Schema(description = "Digest of the active plugins: equal on servers that would bill alike") String generation,
        Instant startedAt,
        long heapUsedMiB,
        long heapMaxMiB) {}
