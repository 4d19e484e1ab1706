package org.billhook.rest.internal.plugins;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.Plugins;

/** Installed rule plugins, and the ids that are away. */
@Schema(
        name = "Plugins",
        requiredProperties = {"generation", "items"})
public record PluginsJson(
        @Schema(description = "Digest of what is active; runs carry it") String generation,
        @Schema(description = "Everything that is installed, and the ids that are away, by SPI, id and version")
                List<PluginJson> items) {

    static PluginsJson of(String generation, List<Plugins.Version> versions) {
        return new PluginsJson(generation, versions.stream().map(PluginJson::of).toList());
    }
}
