package org.billhook.rest.internal.dip;

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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.DipProfiles;
import org.billhook.core.api.Roles;
import org.billhook.core.dip.DipProfile;
import org.billhook.rest.internal.billing.OrderJson;
import org.billhook.rest.internal.billing.PreviewJson;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.Precondition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Profiles of the dynamic item processor under {@code /dip-profiles}. */
@Component(service = DipProfilesResource.class)
@JakartarsResource
@Path("/dip-profiles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "DIP profiles", description = "How sources become items of a bill; a change is a new version")
public final class DipProfilesResource {

    private final DipProfiles profiles;
    private final BillingRuns runs;

    @Activate
    public DipProfilesResource(@Reference DipProfiles profiles, @Reference BillingRuns runs) {
        this.profiles = profiles;
        this.runs = runs;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "All profiles, newest version of each, by id", description = "Role: viewer")
    public PageJson<DipProfileJson> list() {
        return PageJson.whole(profiles.list().stream().map(DipProfileJson::of).toList());
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One profile, newest version", description = "Role: viewer")
    @ApiResponse(
            responseCode = "200",
            description = "The profile",
            content = @Content(schema = @Schema(implementation = DipProfileJson.class)))
    public Response get(@PathParam("id") String id) {
        return answer(Response.Status.OK, profile(id));
    }

    private DipProfile profile(String id) {
        return profiles.find(id).orElseThrow(() -> unknown(id));
    }

    @GET
    @Path("{id}/versions/{version}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "A version of the past", description = "Role: viewer")
    public DipProfileJson get(@PathParam("id") String id, @PathParam("version") long version) {
        return DipProfileJson.of(profiles.find(id, version).orElseThrow(() -> unknown(id + "/" + version)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed({Roles.BILLING_APPROVER, Roles.INTEGRATOR})
    @Operation(
            summary = "Save a profile; it counts from the next run on",
            description =
                    "Role: billing-approver or integrator, as for prices: a profile says at how many percent work is billed. If-Match with the ETag of the version it was made on; If-None-Match: * for a"
                            + " new one, or one in place of a delivered one. What was billed is never billed again (D-79).")
    @ApiResponse(
            responseCode = "200",
            description = "Saved",
            content = @Content(schema = @Schema(implementation = DipProfileJson.class)))
    @ApiResponse(
            responseCode = "201",
            description = "Saved for the first time",
            content = @Content(schema = @Schema(implementation = DipProfileJson.class)))
    public Response put(
            @PathParam("id") String id,
            DipProfileJson profile,
            @BeanParam Precondition on,
            @Context SecurityContext caller) {
        DipProfile read = profile.read(id);
        DipProfile saved =
                on.save(() -> profile(id).version(), expected -> profiles.put(read, expected, Caller.actor(caller)));
        return answer(saved.version() == 1 ? Response.Status.CREATED : Response.Status.OK, saved);
    }

    /** A profile to be tried, and on what. */
    @Schema(
            name = "DipDryRun",
            requiredProperties = {"order"})
    public record DryRunJson(
            @Schema(description = "The profile that is tried") DipProfileJson profile,
            @Schema(description = "What to bill by it, as for a preview") OrderJson order) {}

    @POST
    @Path("{id}/dry-run")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.BILLING_CLERK})
    @Operation(
            summary = "What would be billed if the profile were as given, saved or not",
            description =
                    "Role: project-manager or billing-clerk. The answer is a preview on the postings that are there; it"
                            + " can't be committed.")
    @ApiResponse(
            responseCode = "201",
            description = "Computed",
            content = @Content(schema = @Schema(implementation = PreviewJson.class)))
    public Response dryRun(
            @PathParam("id") String id, DryRunJson trial, @Context SecurityContext caller, @Context UriInfo uri) {
        Input in = new Input();
        if (trial.profile() == null) {
            in.refuse("MISSING", "profile", "profile is missing");
        }
        if (trial.order() == null) {
            in.refuse("MISSING", "order", "order is missing");
        }
        in.check();
        BillingRuns.Preview preview =
                runs.dryRun(trial.order().read(), trial.profile().read(id), Caller.actor(caller));
        URI previews = uri.getAbsolutePath().resolve("../../previews/");
        return Response.created(previews.resolve(String.valueOf(preview.id())))
                .entity(PreviewJson.of(preview))
                .build();
    }

    private static BillhookException unknown(String id) {
        return BillhookException.unknown("DIP profile", id);
    }

    private static Response answer(Response.Status status, DipProfile profile) {
        return Response.status(status)
                .entity(DipProfileJson.of(profile))
                .tag(new EntityTag(String.valueOf(profile.version())))
                .build();
    }
}
