package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.model.ObjectRef;

/** What a run or a preview was asked to do. */
@Schema(name = "OrderOfRun", description = "What a run or a preview was asked to do.")
public record OrderedJson(
        LocalDate keyDate,
        @Schema(description = "Absent: all that was due") List<String> roots,
        String party,
        LocalDate pricingDate,
        @Schema(description = "Number of the clerk's decisions") int decisions) {

    static OrderedJson of(BillingRuns.Order order) {
        return new OrderedJson(
                order.keyDate(),
                order.roots().isEmpty()
                        ? null
                        : order.roots().stream().map(ObjectRef::toString).toList(),
                order.party().orElse(null),
                order.pricingDate().orElse(null),
                order.decisions().size());
    }
}
