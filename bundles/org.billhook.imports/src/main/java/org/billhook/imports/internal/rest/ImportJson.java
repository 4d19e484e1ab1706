package org.billhook.imports.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.ImportJournal;

/** An import and how far it is. */
@Schema(
        name = "Import",
        requiredProperties = {"mapping", "file", "checksum", "state", "actor", "startedAt"})
public record ImportJson(
        @Schema(description = "Id in paths") long id,
        @Schema(description = "Name of the mapping that it is read by") String mapping,
        @Schema(description = "Version of the mapping that it began with") long mappingVersion,
        @Schema(description = "Name of the file, for people") String file,
        @Schema(description = "SHA-256 of the file, hexadecimal") String checksum,
        @Schema(
                        description = "DONE also where rows were refused; FAILED if it broke off",
                        implementation = ImportJournal.State.class)
                String state,
        @Schema(description = "How many rows it has done so far, without the header") long rows,
        @Schema(description = "How many rows were posted") long posted,
        long unchanged,
        long refused,
        long skipped,
        String actor,
        @Schema(description = "When it began, in UTC") String startedAt,
        String endedAt) {

    static ImportJson of(ImportJournal.Import from) {
        return new ImportJson(
                from.id(),
                from.mapping(),
                from.mappingVersion(),
                from.file(),
                from.checksum(),
                from.state().name(),
                from.rows(),
                from.posted(),
                from.unchanged(),
                from.refused(),
                from.skipped(),
                from.actor(),
                from.startedAt().toString(),
                from.endedAt().map(Object::toString).orElse(null));
    }
}
