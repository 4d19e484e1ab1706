package org.billhook.object.project.rest;

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
import org.billhook.core.model.ObjectRef;
import org.billhook.object.project.Project;
import org.billhook.object.project.WbsElement;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.IfMatch;
import org.billhook.rest.wire.ObjectInput;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** WBS elements of a project under {@code /projects/{id}/elements}. */
@Component(service = ElementsResource.class)
@JakartarsResource
@Path("/projects/{project}/elements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Projects")
public final class ElementsResource {

    private final BillingObjects objects;

    @Activate
    public ElementsResource(@Reference BillingObjects objects) {
        this.objects = objects;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "WBS elements of a project, by key", description = "Role: viewer")
    public PageJson<ElementJson> list(@PathParam("project") String project, @BeanParam PageParams page) {
        Query query = new Query(
                Optional.of(WbsElement.KIND),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("project", project(project).toString()));
        return PageJson.of(objects.list(query, page.request()), ElementJson::of);
    }

    @POST
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(summary = "Create a WBS element", description = "Role: project-manager or integrator")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = ElementJson.class)))
    public Response create(
            @PathParam("project") String project,
            NewElementJson element,
            @Context SecurityContext caller,
            @Context UriInfo uri) {
        StoredObject created = objects.create(element.draft(project(project)), Caller.actor(caller));
        return Response.created(uri.getAbsolutePathBuilder()
                        .path("{id}")
                        .build(created.ref().key()))
                .entity(ElementJson.of(created))
                .build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One WBS element; its ETag is needed to change it", description = "Role: viewer")
    public ElementJson get(@PathParam("project") String project, @PathParam("id") String id) {
        return ElementJson.of(element(project, id));
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(
            summary = "Change what is given; an empty text takes a value away",
            description = "Role: project-manager or integrator")
    public ElementJson change(
            @PathParam("project") String project,
            @PathParam("id") String id,
            ElementChangeJson change,
            @BeanParam IfMatch ifMatch,
            @Context SecurityContext caller) {
        ObjectRef ref = element(project, id).ref();
        return ElementJson.of(ifMatch.change(
                () -> objects.get(ref).version(),
                version -> objects.change(ref, version, change.change(), Caller.actor(caller))));
    }

    private ObjectRef project(String id) {
        return objects.get(ObjectInput.ref(Project.KIND, id)).ref();
    }

    /** The element, if it belongs to the project of the path. */
    private StoredObject element(String project, String id) {
        String owner = ObjectInput.ref(Project.KIND, project).toString();
        return objects.find(ObjectInput.ref(WbsElement.KIND, id))
                .filter(element -> owner.equals(element.attributes().get("project")))
                .orElseThrow(() -> BillhookException.unknown(WbsElement.KIND, id));
    }
}
