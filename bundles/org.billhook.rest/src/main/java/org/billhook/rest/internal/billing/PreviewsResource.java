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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.Expenditures;
import org.billhook.core.api.Roles;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.internal.call.Bulk;
import org.billhook.rest.internal.requests.LineJson;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.billhook.rest.wire.Read;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/**
 * Previews: a run without the commit, and the commit of exactly what was shown; between the two, where it was made with a structure,
 * its expenditures and what the clerk decides on them.
 */
@Component(service = PreviewsResource.class)
@JakartarsResource
@Path("/previews")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Billing")
public final class PreviewsResource {

    private final BillingRuns runs;
    private final Expenditures expenditures;

    @Activate
    public PreviewsResource(@Reference BillingRuns runs, @Reference Expenditures expenditures) {
        this.runs = runs;
        this.expenditures = expenditures;
    }

    @POST
    @Bulk
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.BILLING_CLERK})
    @Operation(
            summary = "Compute and store what a run over at most 1000 roots would bill",
            description = "Role: project-manager or billing-clerk")
    @ApiResponse(
            responseCode = "201",
            description = "Computed",
            content = @Content(schema = @Schema(implementation = PreviewJson.class)))
    public Response preview(OrderJson order, @Context SecurityContext caller, @Context UriInfo uri) {
        return created(runs.preview(order.read(), Caller.actor(caller)), uri);
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
            @PathParam("id") long id,
            @Parameter(description = "Field 'number' of a request of the preview") @PathParam("number") int number,
            @BeanParam PageParams page) {
        return PageJson.of(runs.previewLines(id, number, page.request()), LineJson::of);
    }

    @POST
    @Path("{id}/commit")
    @RolesAllowed(Roles.BILLING_CLERK)
    @Operation(
            summary = "Bill exactly what the preview showed, or get the differences; safe to repeat",
            description =
                    "Role: billing-clerk. What gives something up (givesUp) needs its release before, as it is set: 403 with"
                            + " NEEDS_RELEASE says of whom; propose the preview then.")
    @ApiResponse(
            responseCode = "201",
            description = "Billed",
            content = @Content(schema = @Schema(implementation = RunJson.class)))
    public Response commit(
            @PathParam("id") long id, CommitJson commit, @Context SecurityContext caller, @Context UriInfo uri) {
        Input in = new Input();
        String token = in.text("token", commit.token(), 500);
        in.check();
        BillingRuns.Run run = runs.commit(id, token, Caller.actor(caller));
        return Response.created(uri.getBaseUriBuilder()
                        .path("runs")
                        .path(String.valueOf(run.id()))
                        .build())
                .entity(RunJson.of(run))
                .build();
    }

    @GET
    @Path("{id}/nodes")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "The items that a preview bills, as the first level of the tree of its expenditures",
            description = "Role: viewer")
    public PageJson<ExpenditureJson.NodeJson> nodes(@PathParam("id") long id, @BeanParam PageParams page) {
        return PageJson.of(expenditures.nodes(id, Optional.empty(), page.request()), ExpenditureJson.NodeJson::of);
    }

    @GET
    @Path("{id}/nodes/{node}/nodes")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Nodes directly beneath a node", description = "Role: viewer")
    public PageJson<ExpenditureJson.NodeJson> nodes(
            @PathParam("id") long id, @PathParam("node") int node, @BeanParam PageParams page) {
        return PageJson.of(expenditures.nodes(id, Optional.of(node), page.request()), ExpenditureJson.NodeJson::of);
    }

    @GET
    @Path("{id}/nodes/{node}/sources")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Sources beneath a node, at any depth", description = "Role: viewer")
    public PageJson<ExpenditureJson.SourceJson> sources(
            @PathParam("id") long id, @PathParam("node") int node, @BeanParam PageParams page) {
        return PageJson.of(expenditures.items(id, node, page.request()), ExpenditureJson.SourceJson::of);
    }

    @POST
    @Bulk
    @Path("{id}/decisions")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.BILLING_CLERK})
    @Operation(
            operationId = "decidePreview",
            summary = "Decide what is billed, later or rejected; the answer is the next preview",
            description =
                    "Role: project-manager or billing-clerk. The preview before stays until it ends: going back to it undoes the"
                            + " decisions. Nothing counts until a preview is committed; what gives something up"
                            + " needs its release before.")
    @ApiResponse(
            responseCode = "201",
            description = "Computed",
            content = @Content(schema = @Schema(implementation = PreviewJson.class)))
    public Response decide(
            @PathParam("id") long id,
            ExpenditureDecisionsJson decisions,
            @Context SecurityContext caller,
            @Context UriInfo uri) {
        return created(expenditures.decide(id, decisions.read(), Caller.actor(caller)), uri);
    }

    /** Further changes of prices. */
    @Schema(
            name = "PriceChanges",
            requiredProperties = {"changes"})
    public record PriceChangesJson(@Schema(description = "1 to 1000") List<PriceChangeJson> changes) {}

    @POST
    @Bulk
    @Path("{id}/price-changes")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.BILLING_CLERK})
    @Operation(
            operationId = "changePreviewPrices",
            summary = "Change prices of lines; the answer is the next preview",
            description = "Role: project-manager or billing-clerk. The preview before stays until it ends.")
    @ApiResponse(
            responseCode = "201",
            description = "Computed",
            content = @Content(schema = @Schema(implementation = PreviewJson.class)))
    public Response reprice(
            @PathParam("id") long id, PriceChangesJson changes, @Context SecurityContext caller, @Context UriInfo uri) {
        Input in = new Input();
        List<BillingRuns.PriceChange> read =
                PriceChangeJson.read(in, "changes", in.list("changes", changes.changes(), PriceChangeJson.MOST));
        in.check();
        return created(expenditures.reprice(id, read, Caller.actor(caller)), uri);
    }

    /** Where to transfer to. */
    @Schema(
            name = "NodeTransfer",
            requiredProperties = {"target", "reason"},
            example = """
                {"target": "wbs-element/PC3", "reason": "Booked on the wrong project"}""")
    public record TransferJson(
            @Schema(description = "Object that it is posted on from then on, as kind/key") String target,
            @Schema(
                            description =
                                    "Percent of every source, above 0, up to 100; all of it unless told. Several contract items"
                                            + " share the work on one element so")
                    String percent,
            @Schema(description = "1 to 200 characters") String reason) {}

    @POST
    @Path("{id}/nodes/{node}/transfer")
    @RolesAllowed(Roles.BILLING_CLERK)
    @Operation(
            summary =
                    "Transfer all, or a percentage, of what is open beneath a node to another object, at once; the answer is the next preview",
            description = "Role: billing-clerk. This counts at once, and is undone by transferring it back.")
    @ApiResponse(
            responseCode = "201",
            description = "Transferred",
            content = @Content(schema = @Schema(implementation = PreviewJson.class)))
    public Response transfer(
            @PathParam("id") long id,
            @PathParam("node") int node,
            TransferJson transfer,
            @Context SecurityContext caller,
            @Context UriInfo uri) {
        Input in = new Input();
        ObjectRef target = in.required("target", transfer.target(), ObjectRef::parse);
        String reason = in.text("reason", transfer.reason(), 200);
        Optional<BigDecimal> percent = in.optional("percent", transfer.percent(), Read::decimal);
        in.check();
        return created(expenditures.transfer(id, node, target, percent, reason, Caller.actor(caller)), uri);
    }

    private BillingRuns.Preview find(long id) {
        return runs.findPreview(id).orElseThrow(() -> BillhookException.unknown("preview", id));
    }

    private static Response created(BillingRuns.Preview preview, UriInfo uri) {
        return Response.created(uri.getBaseUriBuilder()
                        .path("previews")
                        .path(String.valueOf(preview.id()))
                        .build())
                .entity(PreviewJson.of(preview))
                .build();
    }
}
