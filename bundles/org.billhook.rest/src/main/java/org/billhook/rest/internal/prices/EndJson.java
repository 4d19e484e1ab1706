package org.billhook.rest.internal.prices;

import io.swagger.v3.oas.annotations.media.Schema;

/** When a price ends. */
@Schema(
        name = "PriceEnd",
        requiredProperties = {"lastDay"},
        example = """
                {"lastDay": "2026-12-31"}""")
public record EndJson(@Schema(format = "date") String lastDay) {}
