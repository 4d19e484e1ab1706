package org.billhook.object.assemblyorder.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.BillingObjects.Query;
import org.billhook.core.api.Roles;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.object.assemblyorder.Network;
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.IfMatch;
import org.billhook.rest.wire.ObjectInput;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Networks under {@code /networks}. */
@Component(service = NetworkResource.class)
@JakartarsResource
@Path("/networks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Assembly orders", description = "Networks with their activities, and production orders")
public final class NetworkResource {

    private final BillingObjects objects;

    @Activate
    public NetworkResource(@Reference BillingObjects objects) {
        this.objects = objects;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Networks, by key", description = "Role: viewer")
    public PageJson<NetworkJson> list(
            @QueryParam("status") String status, @QueryParam("plant") String plant, @BeanParam PageParams page) {
        Query query = new Query(
                Optional.of(Network.KIND),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(status),
                new AttributeValues().with("plant", plant).set());
        return PageJson.of(objects.list(query, page.request()), NetworkJson::of);
    }

    @POST
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(summary = "Create a network", description = "Role: project-manager or integrator")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = NetworkJson.class)))
    public Response create(NewNetworkJson given, @Context SecurityContext caller, @Context UriInfo uri) {
        StoredObject created = objects.create(given.draft(), Caller.actor(caller));
        return Response.created(uri.getAbsolutePathBuilder()
                        .path("{id}")
                        .build(created.ref().key()))
                .entity(NetworkJson.of(created))
                .build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One network; its ETag is needed to change it", description = "Role: viewer")
    public NetworkJson get(@PathParam("id") String id) {
        return NetworkJson.of(objects.get(ObjectInput.ref(Network.KIND, id)));
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(
            summary = "Change what is given of a network; an empty text takes a value away",
            description = "Role: project-manager or integrator")
    public NetworkJson change(
            @PathParam("id") String id,
            NetworkChangeJson change,
            @BeanParam IfMatch ifMatch,
            @Context SecurityContext caller) {
        ObjectRef ref = ObjectInput.ref(Network.KIND, id);
        return NetworkJson.of(ifMatch.change(
                () -> objects.get(ref).version(),
                version -> objects.change(ref, version, change.change(), Caller.actor(caller))));
    }
}
