package org.billhook.rest.internal.requests;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.Requests.PeriodRevenue;
import org.billhook.rest.wire.MoneyJson;

/** Billed revenue of one month in one currency. */
@Schema(
        name = "PeriodRevenue",
        requiredProperties = {"period", "net"},
        description = "Billed revenue of one month of key dates, in one currency.")
public record PeriodRevenueJson(
        @Schema(description = "Month of the key dates", example = "2026-03") String period,
        @Schema(description = "What stands of the requests") MoneyJson net,
        @Schema(description = "Number of requests") long requests) {

    public static List<PeriodRevenueJson> of(List<PeriodRevenue> periods) {
        return periods.stream()
                .map(revenue -> new PeriodRevenueJson(
                        revenue.period().toString(), MoneyJson.of(revenue.net()), revenue.requests()))
                .toList();
    }
}
