package org.billhook.imports.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.io.File;

/** The form of an import, for the description of the API: {@link UploadForm} reads it, with the joined files as well. */
@Schema(
        name = "ImportForm",
        requiredProperties = {"mapping", "file"})
public record ImportFormJson(
        @Schema(description = "Name of the mapping", example = "sip") String mapping,
        @Schema(description = "true to read and check all and post nothing; false if absent") Boolean dryRun,
        @Schema(description = "The file; each joined file comes under its name in the mapping") File file) {}
