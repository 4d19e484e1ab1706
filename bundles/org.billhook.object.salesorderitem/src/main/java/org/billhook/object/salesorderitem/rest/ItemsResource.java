package org.billhook.object.salesorderitem.rest;

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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.core.api.BillingObjects.Query;
import org.billhook.core.api.Roles;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.object.salesorderitem.SalesOrder;
import org.billhook.object.salesorderitem.SalesOrderItem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Items of a sales order under {@code /sales-orders/{id}/items/{no}}. */
@Component(service = ItemsResource.class)
@JakartarsResource
@Path("/sales-orders/{order}/items")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sales orders")
public final class ItemsResource {

    private final BillingObjects objects;

    @Activate
    public ItemsResource(@Reference BillingObjects objects) {
        this.objects = objects;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Items of a sales order, by key", description = "Role: viewer")
    @ApiResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = ItemListJson.class)))
    public Response list(
            @PathParam("order") String order,
            @BeanParam PageParams page,
            @Parameter(hidden = true) @BeanParam Call call) {
        Query query = new Query(
                Optional.of(SalesOrderItem.KIND),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("order", order(order).ref().toString()));
        return call.list(objects.list(query, page.request()), ItemJson::of, ItemListJson::new);
    }

    @POST
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(summary = "Create an item", description = "Role: project-manager or integrator")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = ItemJson.class)))
    public Response create(
            @PathParam("order") String order, NewItemJson item, @Parameter(hidden = true) @BeanParam Call call) {
        StoredObject above = order(order);
        ObjectRef ref = Call.given("itemNumber", SalesOrderItem.KIND, item.key(order));
        String name = Call.name(item.nameOrWhatIsDelivered());
        StoredObject created = objects.create(new Draft(ref, name, item.attributes(above)), call.actor());
        return call.created(created, item.itemNumber(), ItemJson.of(created));
    }

    @GET
    @Path("{no}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One item; its ETag is needed to change it", description = "Role: viewer")
    @ApiResponse(
            responseCode = "200",
            description = "With its ETag",
            content = @Content(schema = @Schema(implementation = ItemJson.class)))
    public Response get(@PathParam("order") String order, @PathParam("no") String number) {
        StoredObject item = item(order, number);
        return Call.one(item, ItemJson.of(item));
    }

    @PATCH
    @Path("{no}")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(
            summary = "Change what is given; an empty text takes a value away",
            description = "Role: project-manager or integrator")
    @ApiResponse(
            responseCode = "200",
            description = "Changed, with the new ETag",
            content = @Content(schema = @Schema(implementation = ItemJson.class)))
    public Response change(
            @PathParam("order") String order,
            @PathParam("no") String number,
            ItemChangeJson change,
            @Parameter(description = "ETag that it was read with", required = true) @HeaderParam(HttpHeaders.IF_MATCH)
                    String ifMatch,
            @Parameter(hidden = true) @BeanParam Call call) {
        StoredObject item = item(order, number);
        StoredObject changed = objects.change(item.ref(), Call.version(ifMatch), change.change(item), call.actor());
        return Call.one(changed, ItemJson.of(changed));
    }

    private StoredObject order(String id) {
        return objects.get(Call.named(SalesOrder.KIND, id));
    }

    /** The item, if it belongs to the order of the path: keys of orders may have hyphens of their own. */
    private StoredObject item(String order, String number) {
        String owner = Call.named(SalesOrder.KIND, order).toString();
        return objects.find(Call.named(SalesOrderItem.KIND, order + "-" + number))
                .filter(item -> owner.equals(item.attributes().get("order")))
                .orElseThrow(() -> BillhookException.unknown(SalesOrderItem.KIND, order + "-" + number));
    }
}
