package org.billhook.rest.internal.requests;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.billhook.core.api.Requests;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.Read;

/** Which requests a list has. The fields are public for the description of the API to see them. */
public final class RequestFilter {

    @QueryParam("kind")
    @Parameter(description = "Only requests of this kind", schema = @Schema(implementation = RequestKind.class))
    public String kind;

    @QueryParam("state")
    @Parameter(description = "Only requests in this state", schema = @Schema(implementation = Requests.State.class))
    public String state;

    @QueryParam("root")
    @Parameter(description = "Only requests that bill this root, as kind/key", example = "wbs-element/PC2.PBC42")
    public String root;

    @QueryParam("party")
    @Parameter(description = "Only requests that this party gets")
    public String party;

    @QueryParam("run")
    @Parameter(description = "Only requests that this run created", schema = @Schema(implementation = Long.class))
    public String run;

    @QueryParam("receiver")
    @Parameter(description = "Object that the revenue goes to, as kind/key", example = "wbs-element/PC2")
    public String receiver;

    @QueryParam("item")
    @Parameter(
            description = "Item that is billed, alone or among others, as kind/key",
            example = "sales-order-item/4711-10")
    public String item;

    @QueryParam("order")
    @Parameter(description = "Document that the item belongs to, as kind/key", example = "sales-order/4711")
    public String order;

    Requests.Query query() {
        Input in = new Input();
        Requests.Query query = new Requests.Query(
                in.optional("kind", kind, Read.oneOf(RequestKind.class)),
                in.optional("state", state, Read.oneOf(Requests.State.class)),
                in.optional("root", root, ObjectRef::parse),
                Optional.ofNullable(party),
                in.optional("run", run, Read::id),
                in.optional("receiver", receiver, ObjectRef::parse),
                in.optional("item", item, ObjectRef::parse),
                in.optional("order", order, ObjectRef::parse));
        in.check();
        return query;
    }
}
