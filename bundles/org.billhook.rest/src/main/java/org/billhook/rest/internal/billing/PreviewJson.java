package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.Requests;
import org.billhook.rest.internal.proposals.StakeJson;
import org.billhook.rest.internal.requests.BilledItemJson;
import org.billhook.rest.wire.MoneyJson;

/** A stored preview. */
@Schema(
        name = "Preview",
        requiredProperties = {"token", "order", "actor", "createdAt", "endsAt", "roots", "requests"},
        description = "What a run would do, and the token with which exactly that is billed.")
public record PreviewJson(
        @Schema(description = "Id in paths") long id,
        @Schema(description = "Stands for all inputs and the result; give it to …/commit") String token,
        @Schema(description = "What it was asked for") OrderedJson order,
        String actor,
        Instant createdAt,
        @Schema(description = "From then on it can be neither read nor committed") Instant endsAt,
        @Schema(description = "What would come of each root") List<RootResultJson> roots,
        @Schema(description = "What the commit would create") List<RequestDraftJson> requests,
        @Schema(
                        description =
                                "What the clerk gives up by it: by how much changes of prices lower the nets of items, what is written off"
                                        + " or held without end; absent if nothing is")
                StakeJson givesUp,
        @Schema(description = "Who decided something in it, and may not release it") List<String> authors) {

    /** A request that would be created. */
    @Schema(
            name = "RequestDraft",
            requiredProperties = {"kind", "billedItems", "party", "net"})
    public record RequestDraftJson(
            @Schema(description = "Number within the preview") int number,
            @Schema(
                            description =
                                    "BILLING_DOCUMENT_REQUEST, DEBIT_MEMO_REQUEST, CREDIT_MEMO_REQUEST, QUOTATION or DOWN_PAYMENT_REQUEST")
                    String kind,
            @Schema(description = "Type of the document that it becomes, where the item or its profile tells one")
                    String documentType,
            @Schema(description = "Head of what is billed; absent if its items bill several") String root,
            @Schema(description = "The item that is billed; absent if there are several") String item,
            @Schema(
                            description =
                                    "Items that it bills, by their lines: several of an order that is billed with one request")
                    List<BilledItemJson> billedItems,
            String party,
            @Schema(description = "Sum of its lines") MoneyJson net,
            long lines) {

        static RequestDraftJson of(Requests.Draft draft) {
            return new RequestDraftJson(
                    draft.number(),
                    draft.kind().name(),
                    draft.documentType().orElse(null),
                    BilledItemJson.root(draft),
                    BilledItemJson.item(draft),
                    BilledItemJson.of(draft),
                    draft.party(),
                    MoneyJson.of(draft.net()),
                    draft.lines());
        }
    }

    public static PreviewJson of(BillingRuns.Preview preview) {
        return new PreviewJson(
                preview.id(),
                preview.token(),
                OrderedJson.of(preview.order()),
                preview.actor(),
                preview.createdAt(),
                preview.endsAt(),
                preview.roots().stream().map(RootResultJson::of).toList(),
                preview.requests().stream().map(RequestDraftJson::of).toList(),
                StakeJson.of(preview.stake()),
                preview.authors().stream().sorted().toList());
    }
}
