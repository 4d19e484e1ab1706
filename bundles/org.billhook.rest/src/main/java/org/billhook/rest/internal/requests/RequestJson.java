package org.billhook.rest.internal.requests;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.billhook.core.api.Requests;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.rest.wire.MoneyJson;
import org.billhook.rest.wire.Versioned;

/** A request that billing created; never called an invoice. */
@Schema(
        name = "Request",
        requiredProperties = {
            "number",
            "kind",
            "state",
            "billedItems",
            "party",
            "net",
            "rejected",
            "standing",
            "keyDate",
            "createdAt",
            "actor"
        },
        description = "A request that billing created.")
public record RequestJson(
        @Schema(description = "Id in paths; people know it by its number") long id,
        @Schema(example = "DMR-000042") String number,
        @Schema(description = KIND, implementation = BillingTerms.RequestKind.class) String kind,
        @Schema(description = "Type of the document that it becomes, where the item or its profile tells one")
                String documentType,
        @Schema(description = "Whether its bill shows what was billed to date, and deducts it: /requests/{id}/to-date")
                boolean inceptionToDate,
        @Schema(description = STATE, implementation = Requests.State.class) String state,
        @Schema(description = "Head of what is billed; absent if its items bill several") String root,
        @Schema(description = "The item that is billed; absent if there are several") String item,
        @Schema(
                        description =
                                "Items that it bills, by their lines: several of an order that is billed with one request")
                List<BilledItemJson> billedItems,
        String party,
        @Schema(description = "Sum of its lines as they were created") MoneyJson net,
        @Schema(description = "What of it was rejected since") MoneyJson rejected,
        @Schema(description = "What is to be invoiced: net less rejected") MoneyJson standing,
        @Schema(description = "Why it was rejected as a whole; absent unless it was") LineJson.ReasonJson reason,
        LocalDate keyDate,
        @Schema(description = "Run that created it; the commit of a preview is one, too") long run,
        long lines,
        Instant createdAt,
        String actor,
        long version)
        implements Versioned {

    /** Describes the kind of a request. */
    public static final String KIND =
            "What it asks invoicing for; a CREDIT_MEMO_REQUEST is in place of a debit memo or billing document request whose net is"
                    + " below zero";

    /** Describes the state of a request. */
    public static final String STATE = "OPEN stands, at least in part; of REJECTED nothing stands";

    static RequestJson of(Requests.Request request) {
        return new RequestJson(
                request.id(),
                request.number(),
                request.kind().name(),
                request.documentType().orElse(null),
                request.inceptionToDate(),
                request.state().name(),
                BilledItemJson.root(request),
                BilledItemJson.item(request),
                BilledItemJson.of(request),
                request.party(),
                MoneyJson.of(request.net()),
                MoneyJson.of(request.rejected()),
                MoneyJson.of(request.standing()),
                request.reason().map(LineJson.ReasonJson::of).orElse(null),
                request.keyDate(),
                request.run(),
                request.lines(),
                request.createdAt(),
                request.actor(),
                request.version());
    }
}
