package org.billhook.rest.internal.plugins;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Plugins;
import org.billhook.core.api.Roles;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.Input;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Rule plugins: what is there, and the exchange of one for another while billing goes on. */
@Component(service = PluginsResource.class)
@JakartarsResource
@Path("/plugins")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plugins", description = "The rules that decide, exchanged while the server runs")
public final class PluginsResource {

    private static final String JAR = "application/java-archive";
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_REASON = 500;

    private final Plugins plugins;

    @Activate
    public PluginsResource(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.PLUGIN_ADMINISTRATOR})
    @Operation(
            summary = "All installed versions of rule plugins, and the ids that are away",
            description = "Role: viewer or plugin-administrator")
    public PluginsJson list() {
        return PluginsJson.of(plugins.generation(), plugins.list());
    }

    @POST
    @Consumes({JAR, MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed(Roles.PLUGIN_ADMINISTRATOR)
    @Operation(
            operationId = "installPlugin",
            summary = "Install a bundle beside the versions that are there, check it, and make it active",
            description =
                    "Role: plugin-administrator. Send the jar as the body, or as the part 'file' of a form. A bundle that has not come up after ten seconds (patienceMillis) is refused and removed. A bundle that another call is exchanging at this moment is waited for, twice that long at most: then 409 EXCHANGE_UNDER_WAY.")
    @ApiResponse(
            responseCode = "201",
            description = "Active; old versions leave when their leases are over",
            content = @Content(schema = @Schema(implementation = SwapJson.class)))
    public Response install(
            @RequestBody(
                            content = {
                                @Content(mediaType = JAR, schema = @Schema(type = "string", format = "binary")),
                                @Content(
                                        mediaType = MediaType.APPLICATION_OCTET_STREAM,
                                        schema = @Schema(type = "string", format = "binary"))
                            })
                    InputStream jar,
            @Context SecurityContext caller,
            @Context UriInfo uri) {
        Plugins.Swap swap = plugins.install(jar, Caller.actor(caller));
        return Response.created(uri.getBaseUriBuilder()
                        .path("plugins/{bundle}/versions/{version}")
                        .build(swap.bundle(), swap.newVersion()))
                .entity(SwapJson.of(swap))
                .build();
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed(Roles.PLUGIN_ADMINISTRATOR)
    @Operation(hidden = true)
    public Response installPart(
            InputStream form, @Context HttpHeaders headers, @Context SecurityContext caller, @Context UriInfo uri)
            throws IOException {
        try (UploadedFile file = UploadedFile.of(form, headers.getMediaType(), "file");
                InputStream jar = file.open()) {
            return install(jar, caller, uri);
        }
    }

    @DELETE
    @Path("{bundle}/versions/{version}")
    @RolesAllowed(Roles.PLUGIN_ADMINISTRATOR)
    @Operation(
            operationId = "uninstallPlugin",
            summary = "Take a version away after its leases; what its ids decide waits, unless they are retired",
            description =
                    "Role: plugin-administrator. Written to the change log and the events. 409 EXCHANGE_UNDER_WAY while another call exchanges the same bundle.")
    @ApiResponse(responseCode = "204", description = "Gone, or leaving, and no id is left away")
    @ApiResponse(
            responseCode = "200",
            description = "Gone, or leaving; the ids that are away now and hold what they would decide",
            content = @Content(schema = @Schema(implementation = PluginsJson.class)))
    public Response uninstall(
            @PathParam("bundle") String bundle,
            @PathParam("version") String version,
            @Parameter(description = "Why its ids are retired, 1 to 500 characters; absent: they are left away")
                    @QueryParam("retire")
                    String retire,
            @Context SecurityContext caller) {
        List<Plugins.Version> away =
                plugins.uninstall(bundle, version, Optional.ofNullable(retire), Caller.actor(caller));
        return away.isEmpty()
                ? Response.noContent().build()
                : Response.ok(PluginsJson.of(plugins.generation(), away)).build();
    }

    @POST
    @Path("retirements")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PLUGIN_ADMINISTRATOR)
    @Operation(
            operationId = "retirePlugin",
            summary = "Wait no more for an id that is away, until a plugin of that id is there again",
            description = "Role: plugin-administrator. Written to the change log and the events.")
    @ApiResponse(responseCode = "204", description = "What the id held goes on without it")
    public void retire(RetirementJson retirement, @Context SecurityContext caller) {
        Input in = new Input();
        String spi = in.text("spi", retirement.spi(), LONGEST_NAME);
        String id = in.text("id", retirement.id(), LONGEST_NAME);
        String reason = in.text("reason", retirement.reason(), LONGEST_REASON);
        in.check();
        plugins.retire(spi, id, reason, Caller.actor(caller));
    }
}
