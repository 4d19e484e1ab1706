package org.billhook.imports.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.imports.internal.run.Mappings;

/**
 * An entry in the list of mappings.
 *
 * @param version 0 for one that came with the server and was not changed
 */
@Schema(
        name = "Mapping",
        requiredProperties = {"name"})
public record MappingJson(
        @Schema(description = "What an import names it by") String name,
        @Schema(description = "Counts from 1 with each change; 0 if it came with the server and was not changed")
                long version) {

    static MappingJson of(Mappings.Named from) {
        return new MappingJson(from.name(), from.version());
    }
}
