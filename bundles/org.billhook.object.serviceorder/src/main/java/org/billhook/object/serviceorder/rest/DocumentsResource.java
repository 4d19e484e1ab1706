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
import org.billhook.rest.wire.AttributeValues;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.IfMatch;
import org.billhook.rest.wire.ObjectInput;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;

/** What the resources of service orders and of quotations have in common. */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public abstract class DocumentsResource {

    final BillingObjects objects;
    private final String kind;

    DocumentsResource(BillingObjects objects, String kind) {
        this.objects = objects;
        this.kind = kind;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Those of all customers or of one, by key", description = "Role: viewer")
    public PageJson<DocumentJson> list(
            @QueryParam("status") String status, @QueryParam("customer") String customer, @BeanParam PageParams page) {
        Query query = new Query(
                Optional.of(kind),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(status),
                new AttributeValues().with("customer", customer).set());
        return PageJson.of(objects.list(query, page.request()), DocumentJson::of);
    }

    @POST
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(summary = "Create one, without items", description = "Role: project-manager or integrator")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = DocumentJson.class)))
    public Response create(NewDocumentJson document, @Context SecurityContext caller, @Context UriInfo uri) {
        StoredObject created = objects.create(document.draft(kind), Caller.actor(caller));
        return Response.created(uri.getAbsolutePathBuilder()
                        .path("{id}")
                        .build(created.ref().key()))
                .entity(DocumentJson.of(created))
                .build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One of them; its ETag is needed to change it", description = "Role: viewer")
    public DocumentJson get(@PathParam("id") String id) {
        return DocumentJson.of(objects.get(ObjectInput.ref(kind, id)));
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(
            summary = "Change what is given; an empty text takes a value away",
            description = "Role: project-manager or integrator")
    public DocumentJson change(
            @PathParam("id") String id,
            DocumentChangeJson change,
            @BeanParam IfMatch ifMatch,
            @Context SecurityContext caller) {
        ObjectRef ref = ObjectInput.ref(kind, id);
        return DocumentJson.of(ifMatch.change(
                () -> objects.get(ref).version(),
                version -> objects.change(ref, version, change.change(), Caller.actor(caller))));
    }
}
