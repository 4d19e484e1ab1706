package org.billhook.object.itemcategory.rest;

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
import org.billhook.object.itemcategory.ItemCategory;
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

/** Item categories under {@code /item-categories}. */
@Component(service = ItemCategoryResource.class)
@JakartarsResource
@Path("/item-categories")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Item categories", description = "What new items get by their category")
public final class ItemCategoryResource {

    private final BillingObjects objects;

    @Activate
    public ItemCategoryResource(@Reference BillingObjects objects) {
        this.objects = objects;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Item categories, by key", description = "Role: viewer")
    public PageJson<ItemCategoryJson> list(
            @QueryParam("status") String status,
            @QueryParam("leadingType") String leadingType,
            @BeanParam PageParams page) {
        Query query = new Query(
                Optional.of(ItemCategory.KIND),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(status),
                new AttributeValues().with("leadingType", leadingType).set());
        return PageJson.of(objects.list(query, page.request()), ItemCategoryJson::of);
    }

    @POST
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(summary = "Create an item category", description = "Role: project-manager or integrator")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = ItemCategoryJson.class)))
    public Response create(NewItemCategoryJson given, @Context SecurityContext caller, @Context UriInfo uri) {
        StoredObject created = objects.create(given.draft(), Caller.actor(caller));
        return Response.created(uri.getAbsolutePathBuilder()
                        .path("{id}")
                        .build(created.ref().key()))
                .entity(ItemCategoryJson.of(created))
                .build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One item category; its ETag is needed to change it", description = "Role: viewer")
    public ItemCategoryJson get(@PathParam("id") String id) {
        return ItemCategoryJson.of(objects.get(ObjectInput.ref(ItemCategory.KIND, id)));
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(
            summary = "Change what is given of an item category; an empty text takes a value away",
            description = "Role: project-manager or integrator")
    public ItemCategoryJson change(
            @PathParam("id") String id,
            ItemCategoryChangeJson change,
            @BeanParam IfMatch ifMatch,
            @Context SecurityContext caller) {
        ObjectRef ref = ObjectInput.ref(ItemCategory.KIND, id);
        return ItemCategoryJson.of(ifMatch.change(
                () -> objects.get(ref).version(),
                version -> objects.change(ref, version, change.change(), Caller.actor(caller))));
    }
}
