package org.billhook.rest.internal.requests;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.Requests.Revenue;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.rest.wire.MoneyJson;

/** Revenue that one request brings to its receiver. */
@Schema(
        name = "Revenue",
        requiredProperties = {"period", "number", "kind", "item", "keyDate", "net"},
        description = "Revenue that one request brings to its receiver.")
public record RevenueJson(
        @Schema(description = "Month of the key date", example = "2026-03") String period,
        long request,
        @Schema(example = "DMR-000042") String number,
        @Schema(description = RequestJson.KIND, implementation = RequestKind.class) String kind,
        @Schema(description = "Item that is billed, as kind/key") String item,
        String keyDate,
        @Schema(description = "What stands of the request") MoneyJson net) {

    static RevenueJson of(Revenue revenue) {
        return new RevenueJson(
                revenue.period().toString(),
                revenue.request(),
                revenue.number(),
                revenue.kind().name(),
                revenue.item().toString(),
                revenue.keyDate().toString(),
                MoneyJson.of(revenue.net()));
    }
}
