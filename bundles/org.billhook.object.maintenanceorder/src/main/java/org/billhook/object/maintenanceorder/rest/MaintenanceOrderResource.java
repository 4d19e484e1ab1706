package org.billhook.object.maintenanceorder.rest;

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
import org.billhook.object.maintenanceorder.MaintenanceOrder;
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

/** Maintenance orders under {@code /maintenance-orders}. */
@Component(service = MaintenanceOrderResource.class)
@JakartarsResource
@Path("/maintenance-orders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(
        name = "Maintenance orders",
        description = "Orders of maintenance, which execute items or bear revenue themselves, and their types")
public final class MaintenanceOrderResource {

    private final BillingObjects objects;

    @Activate
    public MaintenanceOrderResource(@Reference BillingObjects objects) {
        this.objects = objects;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Maintenance orders, by key", description = "Role: viewer")
    public PageJson<MaintenanceOrderJson> list(
            @QueryParam("status") String status,
            @QueryParam("orderType") String orderType,
            @QueryParam("customer") String customer,
            @BeanParam PageParams page) {
        Query query = new Query(
                Optional.of(MaintenanceOrder.KIND),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(status),
                new AttributeValues()
                        .with("orderType", orderType == null ? null : "maintenance-order-type/" + orderType)
                        .with("customer", customer)
                        .set());
        return PageJson.of(objects.list(query, page.request()), MaintenanceOrderJson::of);
    }

    @POST
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(summary = "Create a maintenance order", description = "Role: project-manager or integrator")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = MaintenanceOrderJson.class)))
    public Response create(NewMaintenanceOrderJson given, @Context SecurityContext caller, @Context UriInfo uri) {
        StoredObject created = objects.create(given.draft(), Caller.actor(caller));
        return Response.created(uri.getAbsolutePathBuilder()
                        .path("{id}")
                        .build(created.ref().key()))
                .entity(MaintenanceOrderJson.of(created))
                .build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One maintenance order; its ETag is needed to change it", description = "Role: viewer")
    public MaintenanceOrderJson get(@PathParam("id") String id) {
        return MaintenanceOrderJson.of(objects.get(ObjectInput.ref(MaintenanceOrder.KIND, id)));
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(
            summary = "Change what is given of a maintenance order; an empty text takes a value away",
            description = "Role: project-manager or integrator")
    public MaintenanceOrderJson change(
            @PathParam("id") String id,
            MaintenanceOrderChangeJson change,
            @BeanParam IfMatch ifMatch,
            @Context SecurityContext caller) {
        ObjectRef ref = ObjectInput.ref(MaintenanceOrder.KIND, id);
        return MaintenanceOrderJson.of(ifMatch.change(
                () -> objects.get(ref).version(),
                version -> objects.change(ref, version, change.change(), Caller.actor(caller))));
    }
}
