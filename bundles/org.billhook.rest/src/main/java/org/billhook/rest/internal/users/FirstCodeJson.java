package org.billhook.rest.internal.users;

import io.swagger.v3.oas.annotations.media.Schema;

/** Shows that the device has the secret. */
@Schema(
        name = "FirstCode",
        requiredProperties = {"code"})
public record FirstCodeJson(
        @Schema(description = "Six digits that the device shows now", example = "287082") String code) {}
