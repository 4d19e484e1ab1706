package org.billhook.object.serviceorder.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.BillingObjects.Query;
import org.billhook.core.api.Roles;
import org.billhook.core.api.StoredObject;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.IfMatch;
import org.billhook.rest.wire.ObjectInput;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;

/** What the resources of the items of service orders and of quotations have in common. */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public abstract class ItemsResource {

    private final BillingObjects objects;
    private final String orderKind;
    private final String itemKind;

    ItemsResource(BillingObjects objects, String orderKind, String itemKind) {
        this.objects = objects;
        this.orderKind = orderKind;
        this.itemKind = itemKind;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "All items, by key", description = "Role: viewer")
    public PageJson<ItemJson> list(@PathParam("order") String order, @BeanParam PageParams page) {
        Query query = new Query(
                Optional.of(itemKind),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("order", order(order).ref().toString()));
        return PageJson.of(objects.list(query, page.request()), ItemJson::of);
    }

    @POST
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(summary = "Create an item", description = "Role: project-manager or integrator")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = ItemJson.class)))
    public Response create(
            @PathParam("order") String order, NewItemJson item, @Context SecurityContext caller, @Context UriInfo uri) {
        StoredObject created = objects.create(item.draft(itemKind, order(order)), Caller.actor(caller));
        return Response.created(uri.getAbsolutePathBuilder().path("{no}").build(item.itemNumber()))
                .entity(ItemJson.of(created))
                .build();
    }

    @GET
    @Path("{no}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One item; its ETag is needed to change it", description = "Role: viewer")
    public ItemJson get(@PathParam("order") String order, @PathParam("no") String number) {
        return ItemJson.of(item(order, number));
    }

    @PATCH
    @Path("{no}")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(
            summary = "Change what is given; an empty text takes a value away",
            description = "Role: project-manager or integrator")
    public ItemJson change(
            @PathParam("order") String order,
            @PathParam("no") String number,
            ItemChangeJson change,
            @BeanParam IfMatch ifMatch,
            @Context SecurityContext caller) {
        StoredObject item = item(order, number);
        return ItemJson.of(ifMatch.change(
                () -> item(order, number).version(),
                version -> objects.change(item.ref(), version, change.change(item), Caller.actor(caller))));
    }

    private StoredObject order(String id) {
        return objects.get(ObjectInput.ref(orderKind, id));
    }

    /** The item, if it belongs to the order of the path: keys of orders may have hyphens of their own. */
    private StoredObject item(String order, String number) {
        String owner = ObjectInput.ref(orderKind, order).toString();
        return objects.find(ObjectInput.ref(itemKind, order + "-" + number))
                .filter(item -> owner.equals(item.attributes().get("order")))
                .orElseThrow(() -> BillhookException.unknown(itemKind, order + "-" + number));
    }
}
