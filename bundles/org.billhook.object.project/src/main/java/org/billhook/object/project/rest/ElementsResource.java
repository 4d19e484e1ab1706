package org.billhook.object.project.rest;

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
import org.billhook.object.project.Project;
import org.billhook.object.project.WbsElement;
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
    @ApiResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = ElementListJson.class)))
    public Response list(
            @PathParam("project") String project,
            @BeanParam PageParams page,
            @Parameter(hidden = true) @BeanParam Call call) {
        ObjectRef ref = objects.get(Call.named(Project.KIND, project)).ref();
        Query query = new Query(
                Optional.of(WbsElement.KIND),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("project", ref.toString()));
        return call.list(objects.list(query, page.request()), ElementJson::of, ElementListJson::new);
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
            @Parameter(hidden = true) @BeanParam Call call) {
        ObjectRef above = objects.get(Call.named(Project.KIND, project)).ref();
        ObjectRef ref = Call.given("id", WbsElement.KIND, element.id());
        StoredObject created =
                objects.create(new Draft(ref, Call.name(element.name()), element.attributes(above)), call.actor());
        return call.created(created, ref.key(), ElementJson.of(created));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One WBS element; its ETag is needed to change it", description = "Role: viewer")
    @ApiResponse(
            responseCode = "200",
            description = "With its ETag",
            content = @Content(schema = @Schema(implementation = ElementJson.class)))
    public Response get(@PathParam("project") String project, @PathParam("id") String id) {
        StoredObject element = element(project, id);
        return Call.one(element, ElementJson.of(element));
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(
            summary = "Change what is given; an empty text takes a value away",
            description = "Role: project-manager or integrator")
    @ApiResponse(
            responseCode = "200",
            description = "Changed, with the new ETag",
            content = @Content(schema = @Schema(implementation = ElementJson.class)))
    public Response change(
            @PathParam("project") String project,
            @PathParam("id") String id,
            ElementChangeJson change,
            @Parameter(description = "ETag that it was read with", required = true) @HeaderParam(HttpHeaders.IF_MATCH)
                    String ifMatch,
            @Parameter(hidden = true) @BeanParam Call call) {
        ObjectRef ref = element(project, id).ref();
        StoredObject changed = objects.change(ref, Call.version(ifMatch), change.change(), call.actor());
        return Call.one(changed, ElementJson.of(changed));
    }

    /** The element, if it belongs to the project of the path. */
    private StoredObject element(String project, String id) {
        String owner = Call.named(Project.KIND, project).toString();
        return objects.find(Call.named(WbsElement.KIND, id))
                .filter(element -> owner.equals(element.attributes().get("project")))
                .orElseThrow(() -> BillhookException.unknown(WbsElement.KIND, id));
    }
}
