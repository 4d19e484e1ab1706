package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.model.ObjectRef;

/** What a run or a preview was asked to do. */
@Schema(
        name = "OrderOfRun",
        requiredProperties = {"keyDate"},
        description = "What a run or a preview was asked to do.")
public record OrderedJson(
        LocalDate keyDate,
        @Schema(description = "What was to be billed, as kind/key; absent: all that was due") List<String> roots,
        @Schema(description = "Only items of this party; absent: of all") String party,
        @Schema(
                        description =
                                "Day whose prices count, as named or else of the day it was asked; absent if it is the service"
                                        + " date of each line. Items may have a term of their own on it")
                LocalDate pricingDate,
        @Schema(description = "Number of the clerk's decisions") int decisions) {

    static OrderedJson of(BillingRuns.Order order) {
        return new OrderedJson(
                order.keyDate(),
                order.roots().isEmpty()
                        ? null
                        : order.roots().stream().map(ObjectRef::toString).toList(),
                order.party().orElse(null),
                pricingDate(order),
                order.decisions().size());
    }

    private static LocalDate pricingDate(BillingRuns.Order order) {
        return order.pricingDate()
                .or(() -> order.otherwise().filter(day -> !day.byServiceDate()).map(BillingRuns.PricingDay::asked))
                .orElse(null);
    }
}
