package org.billhook.rest.internal.prices;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Requests.Request;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.rest.internal.requests.BilledItemJson;
import org.billhook.rest.internal.requests.RequestJson;
import org.billhook.rest.wire.MoneyJson;

/** A request with lines by an entry of a price list. */
@Schema(
        name = "PricedRequest",
        requiredProperties = {"number", "kind", "state", "billedItems", "party", "keyDate", "net"})
public record PricedRequestJson(
        long request,
        @Schema(example = "DMR-000042") String number,
        @Schema(description = RequestJson.KIND, implementation = BillingTerms.RequestKind.class) String kind,
        @Schema(description = RequestJson.STATE, implementation = Requests.State.class) String state,
        @Schema(description = "Head of what is billed; absent if its items bill several") String root,
        @Schema(description = "The item that is billed; absent if there are several") String item,
        @Schema(description = "Items that the request bills, by their lines") List<BilledItemJson> billedItems,
        String party,
        LocalDate keyDate,
        @Schema(description = "How many of its lines are by the entry") long lines,
        @Schema(description = "Sum of these lines as they were created") MoneyJson net) {

    static PricedRequestJson of(Requests.Priced priced) {
        Request request = priced.request();
        return new PricedRequestJson(
                request.id(),
                request.number(),
                request.kind().name(),
                request.state().name(),
                BilledItemJson.root(request),
                BilledItemJson.item(request),
                BilledItemJson.of(request),
                request.party(),
                request.keyDate(),
                priced.lines(),
                MoneyJson.of(priced.net()));
    }
}
