package org.billhook.imports.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.imports.internal.run.Imports;

/**
 * An import that was begun.
 *
 * @param id of the import; absent for a dry run
 * @param job shows its progress
 */
@Schema(name = "StartedImport")
public record StartedImportJson(
        @Schema(description = "Id of the import; absent for a dry run") Long id,
        @Schema(description = "Id of the job that shows its progress") long job) {

    static StartedImportJson of(Imports.Started started) {
        return new StartedImportJson(
                started.importId() == 0 ? null : started.importId(),
                started.job().id());
    }
}
