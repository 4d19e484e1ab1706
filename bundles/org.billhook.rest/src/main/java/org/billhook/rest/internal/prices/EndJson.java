package org.billhook.rest.internal.prices;

import io.swagger.v3.oas.annotations.media.Schema;

/** When a price ends. */
@Schema(
        name = "PriceEnd",
        requiredProperties = {"lastDay"},
        example = """
                {"lastDay": "2026-12-31"}""")
public record EndJson(
        @Schema(
                        description = "Last day on which it counts, inclusive; the day before its first one cancels it",
                        format = "date")
                String lastDay) {}
