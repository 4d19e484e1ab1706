package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.media.Schema;

/** What to commit. */
@Schema(
        name = "Commit",
        requiredProperties = {"token"})
public record CommitJson(@Schema(description = "Token of the preview") String token) {}
