package org.billhook.rest.internal.plugins;

import io.swagger.v3.oas.annotations.media.Schema;

/** An id that is to be waited for no more. */
@Schema(name = "Retirement", description = "An id that is to be waited for no more.")
public record RetirementJson(
        @Schema(
                        description = "SPI of the plugin that is away",
                        example = "BillingAdjustment",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String spi,
        @Schema(description = "Id that it decided by", example = "cap", requiredMode = Schema.RequiredMode.REQUIRED)
                String id,
        @Schema(
                        description = "1 to 500 characters",
                        example = "Caps ended with the contracts of 2025",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String reason) {}
