package org.billhook.rest.internal.plugins;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.Plugins;

/** What came of an upload. */
@Schema(
        name = "Swap",
        requiredProperties = {"bundle", "newVersion", "oldVersions", "plugins"},
        description = "What came of an upload.")
public record SwapJson(
        String bundle,
        @Schema(description = "Version that is active now") String newVersion,
        @Schema(description = "Versions that leave when their leases are over") List<String> oldVersions,
        @Schema(description = "Rule plugins that it brings") List<PluginJson> plugins) {

    static SwapJson of(Plugins.Swap swap) {
        return new SwapJson(
                swap.bundle(),
                swap.newVersion(),
                swap.oldVersions(),
                swap.services().stream().map(PluginJson::of).toList());
    }
}
