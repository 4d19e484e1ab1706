package org.billhook.rest.internal.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Commands sent together. */
@Schema(
        name = "SourceCommands",
        requiredProperties = {"commands"})
public record CommandsJson(@Schema(description = "At most 1000") List<CommandJson> commands) {}
