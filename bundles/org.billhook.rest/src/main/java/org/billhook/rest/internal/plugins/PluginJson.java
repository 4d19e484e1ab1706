package org.billhook.rest.internal.plugins;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.Plugins;
import org.billhook.rest.wire.FindingJson;

/** One installed version of a rule plugin. */
@Schema(
        name = "Plugin",
        requiredProperties = {"spi", "id", "bundle", "version", "state"},
        description = "One installed version of one rule plugin.")
public record PluginJson(
        @Schema(description = "What it implements", example = "BillingRelevance") String spi,
        @Schema(description = "Id by which it is asked to decide", example = "itemized") String id,
        String bundle,
        @Schema(description = "Version of the bundle") String version,
        @Schema(description = "Digest of its configuration") String settings,
        @Schema(description = "Id of the bundle in the server; absent if it is away") Long bundleId,
        @Schema(
                        description =
                                "Only what is ACTIVE takes new work; DRAINING ends what it began; SHADOWED stands behind"
                                        + " another version; of AWAY nobody decides",
                        implementation = Plugins.State.class)
                String state,
        @Schema(description = "Runs and calls that hold it now") long leases,
        List<FindingJson> findings) {

    static PluginJson of(Plugins.Version version) {
        return new PluginJson(
                version.spi(),
                version.id(),
                version.bundle(),
                version.version(),
                version.settings(),
                version.state() == Plugins.State.AWAY ? null : version.bundleId(),
                version.state().name(),
                version.leases(),
                version.findings().isEmpty() ? null : FindingJson.of(version.findings()));
    }
}
