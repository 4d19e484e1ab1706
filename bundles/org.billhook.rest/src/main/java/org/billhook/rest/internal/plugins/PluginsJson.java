package org.billhook.rest.internal.plugins;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** All installed rule plugins. */
@Schema(
        name = "Plugins",
        requiredProperties = {"generation", "items"})
public record PluginsJson(
        @Schema(description = "Digest of what is active; runs carry it") String generation, List<PluginJson> items) {}
