package org.billhook.object.internalorder.rest;

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
import org.billhook.object.internalorder.InternalOrder;
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

/** Internal orders under {@code /internal-orders}. */
@Component(service = InternalOrderResource.class)
@JakartarsResource
@Path("/internal-orders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Internal orders", description = "Orders that collect the cost of a task")
public final class InternalOrderResource {

    private final BillingObjects objects;

    @Activate
    public InternalOrderResource(@Reference BillingObjects objects) {
        this.objects = objects;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Internal orders, by key", description = "Role: viewer")
    public PageJson<InternalOrderJson> list(
            @QueryParam("status") String status,
            @QueryParam("orderType") String orderType,
            @QueryParam("costCenter") String costCenter,
            @BeanParam PageParams page) {
        Query query = new Query(
                Optional.of(InternalOrder.KIND),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(status),
                new AttributeValues()
                        .with("orderType", orderType)
                        .with("costCenter", costCenter)
                        .set());
        return PageJson.of(objects.list(query, page.request()), InternalOrderJson::of);
    }

    @POST
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(summary = "Create an internal order", description = "Role: project-manager or integrator")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = InternalOrderJson.class)))
    public Response create(NewInternalOrderJson given, @Context SecurityContext caller, @Context UriInfo uri) {
        StoredObject created = objects.create(given.draft(), Caller.actor(caller));
        return Response.created(uri.getAbsolutePathBuilder()
                        .path("{id}")
                        .build(created.ref().key()))
                .entity(InternalOrderJson.of(created))
                .build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One internal order; its ETag is needed to change it", description = "Role: viewer")
    public InternalOrderJson get(@PathParam("id") String id) {
        return InternalOrderJson.of(objects.get(ObjectInput.ref(InternalOrder.KIND, id)));
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(
            summary = "Change what is given of an internal order; an empty text takes a value away",
            description = "Role: project-manager or integrator")
    public InternalOrderJson change(
            @PathParam("id") String id,
            InternalOrderChangeJson change,
            @BeanParam IfMatch ifMatch,
            @Context SecurityContext caller) {
        ObjectRef ref = ObjectInput.ref(InternalOrder.KIND, id);
        return InternalOrderJson.of(ifMatch.change(
                () -> objects.get(ref).version(),
                version -> objects.change(ref, version, change.change(), Caller.actor(caller))));
    }
}
