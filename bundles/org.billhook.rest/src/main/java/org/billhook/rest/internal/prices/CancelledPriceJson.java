package org.billhook.rest.internal.prices;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.rest.wire.PageJson;

/** What was cancelled, what is in its place, and what was billed by it. */
@Schema(
        name = "CancelledPrice",
        requiredProperties = {"cancelled", "billed"})
public record CancelledPriceJson(
        @Schema(description = "The entry that no longer counts") PriceJson cancelled,
        @Schema(description = "The entry in its place; absent if there is none") PriceJson replacement,
        @Schema(
                        description =
                                "Requests with lines by the cancelled entry, the newest hundred; all are at /prices/{number}/billed")
                PageJson<PricedRequestJson> billed) {}
