package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.Roles;
import org.billhook.rest.internal.requests.LineJson;
import org.billhook.rest.internal.sources.Duties;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Previews: a run without the commit, and the commit of exactly what was shown. */
@Component(service = PreviewsResource.class)
@JakartarsResource
@Path("/previews")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Billing")
public final class PreviewsResource {

    private final BillingRuns runs;

    @Activate
    public PreviewsResource(@Reference BillingRuns runs) {
        this.runs = runs;
    }

    @POST
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.BILLING_CLERK})
    @Operation(
            summary = "Compute and store what a run over at most 1000 roots would bill",
            description = "Role: project-manager or billing-clerk")
    @ApiResponse(
            responseCode = "201",
            description = "Computed",
            content = @Content(schema = @Schema(implementation = PreviewJson.class)))
    public Response preview(OrderJson order, @Context SecurityContext caller, @Context UriInfo uri) {
        BillingRuns.Preview preview = runs.preview(order.read(), Caller.actor(caller));
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(String.valueOf(preview.id()))
                        .build())
                .entity(PreviewJson.of(preview))
                .build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "A stored preview", description = "Role: viewer")
    public PreviewJson get(@PathParam("id") long id) {
        return PreviewJson.of(find(id));
    }

    @GET
    @Path("{id}/requests/{number}/lines")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Lines of a request that would be created", description = "Role: viewer")
    public PageJson<LineJson> lines(
            @PathParam("id") long id, @PathParam("number") int number, @BeanParam PageParams page) {
        return PageJson.of(runs.previewLines(id, number, page.request()), LineJson::of);
    }

    @POST
    @Path("{id}/commit")
    @RolesAllowed(Roles.BILLING_CLERK)
    @Operation(
            summary = "Bill exactly what the preview showed, or get the differences; safe to repeat",
            description = "Role: billing-clerk")
    @ApiResponse(
            responseCode = "201",
            description = "Billed",
            content = @Content(schema = @Schema(implementation = RunJson.class)))
    public Response commit(
            @PathParam("id") long id, CommitJson commit, @Context SecurityContext caller, @Context UriInfo uri) {
        Input in = new Input();
        String token = in.text("token", commit.token(), 500);
        in.check();
        Duties.requireFor(find(id).order().decisions(), caller);
        BillingRuns.Run run = runs.commit(id, token, Caller.actor(caller));
        return Response.created(uri.getBaseUriBuilder()
                        .path("runs")
                        .path(String.valueOf(run.id()))
                        .build())
                .entity(RunJson.of(run))
                .build();
    }

    private BillingRuns.Preview find(long id) {
        return runs.findPreview(id).orElseThrow(() -> BillhookException.unknown("preview", id));
    }
}
