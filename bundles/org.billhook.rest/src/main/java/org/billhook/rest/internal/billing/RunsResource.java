package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.Roles;
import org.billhook.rest.internal.call.Bulk;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.billhook.rest.wire.Read;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Billing runs, done by jobs. */
@Component(service = RunsResource.class)
@JakartarsResource
@Path("/runs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Billing", description = "What is due, what would be billed, billing it")
public final class RunsResource {

    private final BillingRuns runs;

    @Activate
    public RunsResource(@Reference BillingRuns runs) {
        this.runs = runs;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Runs, newest first", description = "Role: viewer")
    public PageJson<RunJson> list(@BeanParam PageParams page) {
        return PageJson.of(runs.list(page.request()), RunJson::of);
    }

    @POST
    @Bulk
    @RolesAllowed(Roles.BILLING_CLERK)
    @Operation(
            operationId = "startRun",
            summary = "Start a run; Location names the job that shows its progress",
            description =
                    "Role: billing-clerk. An order that changes prices, writes off or holds without end may give something"
                            + " up unseen: where that needs a release it is refused (403), and goes by a preview.")
    @ApiResponse(
            responseCode = "202",
            description = "Started",
            content = @Content(schema = @Schema(implementation = RunJson.class)))
    public Response start(OrderJson json, @Context SecurityContext caller, @Context UriInfo uri) {
        BillingRuns.Order order = json.read();
        return accepted(runs.start(order, Caller.actor(caller)), uri);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One run with its control totals", description = "Role: viewer")
    public RunJson get(@PathParam("id") long id) {
        return RunJson.of(runs.find(id).orElseThrow(() -> BillhookException.unknown("run", id)));
    }

    @GET
    @Path("{id}/roots")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Roots of a run with what came of each", description = "Role: viewer")
    public PageJson<RootResultJson> roots(
            @PathParam("id") long id,
            @Parameter(description = "Only roots in this state") @QueryParam("state") String state,
            @BeanParam PageParams page) {
        Input in = new Input();
        Optional<BillingRuns.State> only = in.optional("state", state, Read.oneOf(BillingRuns.State.class));
        in.check();
        return PageJson.of(runs.roots(id, only, page.request()), RootResultJson::of);
    }

    @POST
    @Path("{id}/resume")
    @RolesAllowed(Roles.BILLING_CLERK)
    @Operation(
            summary = "Go on with roots that failed or wait, on the plugins of now",
            description = "Role: billing-clerk")
    @ApiResponse(
            responseCode = "202",
            description = "Going on",
            content = @Content(schema = @Schema(implementation = RunJson.class)))
    public Response resume(@PathParam("id") long id, @Context SecurityContext caller, @Context UriInfo uri) {
        return accepted(runs.resume(id, Caller.actor(caller)), uri);
    }

    @POST
    @Path("{id}/cancel")
    @RolesAllowed(Roles.BILLING_CLERK)
    @Operation(summary = "Stop a run after the root it is at", description = "Role: billing-clerk")
    public RunJson cancel(@PathParam("id") long id, @Context SecurityContext caller) {
        return RunJson.of(runs.cancel(id, Caller.actor(caller)));
    }

    private static Response accepted(BillingRuns.Run run, UriInfo uri) {
        return Response.accepted(RunJson.of(run))
                .location(uri.getBaseUriBuilder()
                        .path("jobs")
                        .path(String.valueOf(run.job()))
                        .build())
                .build();
    }
}
