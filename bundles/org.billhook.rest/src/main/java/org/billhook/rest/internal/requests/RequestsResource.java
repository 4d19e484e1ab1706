package org.billhook.rest.internal.requests;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Set;
import java.util.TreeSet;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Roles;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.IfMatch;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The requests that billing created, their lines and the reasons behind them. */
@Component(service = RequestsResource.class)
@JakartarsResource
@Path("/requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Requests", description = "What billing created for invoicing, and the reasons behind each line")
public final class RequestsResource {

    private final Requests requests;

    @Activate
    public RequestsResource(@Reference Requests requests) {
        this.requests = requests;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Requests, newest first", description = "Role: viewer")
    public PageJson<RequestJson> list(@BeanParam RequestFilter filter, @BeanParam PageParams page) {
        return PageJson.of(requests.list(filter.query(), page.request()), RequestJson::of);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One request; its ETag is needed to reject it", description = "Role: viewer")
    public RequestJson get(@PathParam("id") long id) {
        return RequestJson.of(request(id));
    }

    private Requests.Request request(long id) {
        return requests.find(id).orElseThrow(() -> BillhookException.unknown("request", id));
    }

    @GET
    @Path("{id}/lines")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Lines of a request", description = "Role: viewer")
    public PageJson<LineJson> lines(@PathParam("id") long id, @BeanParam PageParams page) {
        return PageJson.of(requests.lines(id, page.request()), LineJson::of);
    }

    @GET
    @Path("{id}/lines/{position}/why")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Everything behind a line", description = "Role: viewer")
    public WhyJson why(@PathParam("id") long id, @PathParam("position") int position) {
        return WhyJson.of(requests.why(id, position));
    }

    @GET
    @Path("{id}/document-flow")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "The sources behind a request at their finest grain: every act that joins one with a line",
            description = "Role: viewer")
    public PageJson<FlowJson> flow(@PathParam("id") long id, @BeanParam PageParams page) {
        return PageJson.of(requests.flowOfRequest(id, page.request()), FlowJson::of);
    }

    @GET
    @Path("{id}/to-date")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "A request inception to date: what its item was requested for so far, and what of it before",
            description = "Role: viewer. By characteristics, at most 10000; rejected parts and quotations don't count.")
    public PageJson<ToDateJson> toDate(@PathParam("id") long id) {
        return PageJson.whole(requests.toDate(id).stream().map(ToDateJson::of).toList());
    }

    @POST
    @Path("{id}/reject")
    @RolesAllowed(Roles.BILLING_APPROVER)
    @Operation(
            summary = "Reject a request or parts of it; the reason says whether that is open again, or given up",
            description =
                    "Role: billing-approver. Parts are cut from what a line claims in proportion, remainder cents from"
                            + " the oldest source. A request of which nothing stands any more is rejected.")
    public RequestJson reject(
            @PathParam("id") long id,
            RejectionJson rejection,
            @BeanParam IfMatch ifMatch,
            @Context SecurityContext caller) {
        Requests.Rejection read = rejection.read();
        return RequestJson.of(ifMatch.change(
                () -> request(id).version(), version -> requests.reject(id, version, read, Caller.actor(caller))));
    }

    @PUT
    @Path("{id}/rejection")
    @RolesAllowed(Roles.BILLING_APPROVER)
    @Operation(
            operationId = "changeRequestRejection",
            summary = "Give what is rejected another reason; it moves to where that reason leaves it",
            description =
                    "Role: billing-approver. Refused where what was rejected is billed or settled otherwise by now.")
    public RequestJson changeReason(
            @PathParam("id") long id,
            ReasonChangeJson change,
            @BeanParam IfMatch ifMatch,
            @Context SecurityContext caller) {
        Input in = new Input();
        String code = in.text("code", change.code(), 20);
        String note = in.text("note", change.note(), 500);
        Set<Integer> lines = new TreeSet<>(in.selection("lines", change.lines(), 1000));
        in.check();
        return RequestJson.of(ifMatch.change(
                () -> request(id).version(),
                version -> requests.changeReason(id, version, lines, code, note, Caller.actor(caller))));
    }
}
