package org.billhook.rest.internal.requests;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.RejectionReasons;
import org.billhook.core.api.Roles;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.Precondition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Reasons for which requests are rejected, under {@code /rejection-reasons}. */
@Component(service = RejectionReasonsResource.class)
@JakartarsResource
@Path("/rejection-reasons")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Requests")
public final class RejectionReasonsResource {

    private final RejectionReasons reasons;

    @Activate
    public RejectionReasonsResource(@Reference RejectionReasons reasons) {
        this.reasons = reasons;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "All reasons for rejecting requests, by code", description = "Role: viewer")
    public PageJson<ReasonJson> list() {
        return PageJson.whole(reasons.list().stream().map(ReasonJson::of).toList());
    }

    @GET
    @Path("{code}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One reason", description = "Role: viewer")
    @ApiResponse(
            responseCode = "200",
            description = "The reason",
            content = @Content(schema = @Schema(implementation = ReasonJson.class)))
    public Response get(@PathParam("code") String code) {
        return answer(Response.Status.OK, reason(code));
    }

    private RejectionReasons.Reason reason(String code) {
        return reasons.find(code).orElseThrow(() -> BillhookException.unknown("rejection reason", code));
    }

    @PUT
    @Path("{code}")
    @RolesAllowed(Roles.BILLING_APPROVER)
    @Operation(
            summary = "Save a reason; what was rejected for it before stays as it was",
            description =
                    "Role: billing-approver. If-Match with the ETag of the version it was made on; If-None-Match: *"
                            + " for a new one, or one in place of a delivered one.")
    @ApiResponse(
            responseCode = "200",
            description = "Saved",
            content = @Content(schema = @Schema(implementation = ReasonJson.class)))
    @ApiResponse(
            responseCode = "201",
            description = "Saved for the first time",
            content = @Content(schema = @Schema(implementation = ReasonJson.class)))
    public Response put(
            @PathParam("code") String code,
            ReasonJson reason,
            @BeanParam Precondition on,
            @Context SecurityContext caller) {
        RejectionReasons.Reason read = reason.read(code);
        RejectionReasons.Reason saved =
                on.save(() -> reason(code).version(), expected -> reasons.put(read, expected, Caller.actor(caller)));
        return answer(saved.version() == 1 ? Response.Status.CREATED : Response.Status.OK, saved);
    }

    private static Response answer(Response.Status status, RejectionReasons.Reason reason) {
        return Response.status(status)
                .entity(ReasonJson.of(reason))
                .tag(new EntityTag(String.valueOf(reason.version())))
                .build();
    }
}
