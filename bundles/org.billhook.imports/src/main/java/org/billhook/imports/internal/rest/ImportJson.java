package org.billhook.imports.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.ImportJournal;

/** An import and how far it is. */
@Schema(
        name = "Import",
        requiredProperties = {"mapping", "file", "checksum", "state", "actor", "startedAt"})
public record ImportJson(
        long id,
        String mapping,
        long mappingVersion,
        String file,
        String checksum,
        @Schema(implementation = ImportJournal.State.class) String state,
        long rows,
        long posted,
        long unchanged,
        long refused,
        long skipped,
        String actor,
        String startedAt,
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
