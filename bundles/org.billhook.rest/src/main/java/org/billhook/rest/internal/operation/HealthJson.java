package org.billhook.rest.internal.operation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.billhook.rest.wire.FindingJson;

/** How the server is. Without a login only whether it is ready; the rest is null then. */
@Schema(name = "Health")
public record HealthJson(
        @Schema(description = "Whether the server takes calls, as /ready says") boolean ready,
        @Schema(description = "Version of Billhook") String version,
        @Schema(description = "Version of the Java that it runs on") String java,
        @Schema(description = "Whether each service that requests need is there") Map<String, Boolean> services,
        @Schema(description = "Plugins that did not start, did not pass their check, or break when they are called")
                List<String> brokenPlugins,
        @Schema(
                        description =
                                "What an administrator should mend: settings that were refused, components that do not start, plugins that are away, hang or were skipped at the start, safe mode, bundles that are missing, files in deploy/ that are ignored")
                List<FindingJson> problems,
        @Schema(description = "How what is given up is released, as it is set now; null while it is not known")
                DutiesJson givingUp,
        @Schema(description = "Digest of the active plugins: equal on servers that would bill alike") String generation,
        @Schema(description = "When the server was started, in UTC") Instant startedAt,
        @Schema(description = "Memory that the server uses now, in MiB") Long heapUsedMiB,
        @Schema(description = "Memory that it may use, in MiB") Long heapMaxMiB) {

    static HealthJson brief(boolean ready) {
        return new HealthJson(ready, null, null, null, null, null, null, null, null, null, null);
    }
}
