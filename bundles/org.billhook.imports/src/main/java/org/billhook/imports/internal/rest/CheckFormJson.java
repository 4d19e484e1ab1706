package org.billhook.imports.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.io.File;

/** The form that tries a mapping, for the description of the API: {@link UploadForm} reads it, with the joined files as well. */
@Schema(
        name = "MappingCheckForm",
        requiredProperties = {"file"})
public record CheckFormJson(
        @Schema(description = "A mapping to try instead of the saved one, as JSON") String mapping,
        @Schema(description = "How many rows, 1 to 1000; 100 if absent") Integer rows,
        @Schema(description = "The file; each joined file comes under its name in the mapping") File file) {}
