package org.billhook.rest.internal.requests;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.billhook.core.api.Requests;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.rest.wire.MeasuredJson;
import org.billhook.rest.wire.MoneyJson;

/** One act that joins a source and a line of a request. */
@Schema(
        name = "DocumentFlow",
        requiredProperties = {"externalId", "serviceDate", "number", "kind", "state", "act", "share"},
        description = "One act that joins a source and a line of a request.")
public record FlowJson(
        long source,
        String externalId,
        LocalDate serviceDate,
        long request,
        String number,
        @Schema(description = RequestJson.KIND, implementation = BillingTerms.RequestKind.class) String kind,
        @Schema(description = "State of the request now", implementation = Requests.State.class) String state,
        int position,
        @Schema(description = ACT, implementation = ActKind.class) String act,
        MeasuredJson share,
        @Schema(description = "What the share became; absent where nothing was valued") MoneyJson value) {

    static final String ACT = "BILL; REOPEN or CREDIT where it was rejected; INCLUDE where a fixed price covers it";

    static FlowJson of(Requests.Flow flow) {
        return new FlowJson(
                flow.source(),
                flow.externalId(),
                flow.serviceDate(),
                flow.request(),
                flow.number(),
                flow.kind().name(),
                flow.state().name(),
                flow.position(),
                flow.act().name(),
                MeasuredJson.of(flow.share()),
                flow.value().map(MoneyJson::of).orElse(null));
    }

    /** Those of one source. */
    public static List<FlowJson> of(List<Requests.Flow> flows) {
        return flows.stream().map(FlowJson::of).toList();
    }
}
