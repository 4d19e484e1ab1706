package org.billhook.rest.internal.requests;

import io.swagger.v3.oas.annotations.media.Schema;

/** How to reject a request. */
@Schema(name = "Rejection", example = """
                {"reopen": true, "reason": "Wrong price"}""")
public record RejectionJson(
        @Schema(description = "Whether what it claimed is open again; or else it is given up for good") Boolean reopen,
        @Schema(description = "1 to 200 characters") String reason) {}
