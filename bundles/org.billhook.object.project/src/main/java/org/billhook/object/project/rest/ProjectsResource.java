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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.core.api.BillingObjects.Query;
import org.billhook.core.api.Roles;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.object.project.Project;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Projects under {@code /projects}. */
@Component(service = ProjectsResource.class)
@JakartarsResource
@Path("/projects")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Projects", description = "Customer and internal projects with the elements that work is posted on")
public final class ProjectsResource {

    private final BillingObjects objects;

    @Activate
    public ProjectsResource(@Reference BillingObjects objects) {
        this.objects = objects;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Projects, by key", description = "Role: viewer")
    @ApiResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = ProjectListJson.class)))
    public Response list(
            @QueryParam("status") String status,
            @QueryParam("customer") String customer,
            @QueryParam("manager") String manager,
            @BeanParam PageParams page,
            @Parameter(hidden = true) @BeanParam Call call) {
        Query query = new Query(
                Optional.of(Project.KIND),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(status),
                new Values().with("customer", customer).with("manager", manager).set());
        return call.list(objects.list(query, page.request()), ProjectJson::of, ProjectListJson::new);
    }

    @POST
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(summary = "Create a project", description = "Role: project-manager or integrator")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = ProjectJson.class)))
    public Response create(NewProjectJson project, @Parameter(hidden = true) @BeanParam Call call) {
        ObjectRef ref = Call.given("id", Project.KIND, project.id());
        StoredObject created =
                objects.create(new Draft(ref, Call.name(project.name()), project.attributes()), call.actor());
        return call.created(created, ref.key(), ProjectJson.of(created));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One project; its ETag is needed to change it", description = "Role: viewer")
    @ApiResponse(
            responseCode = "200",
            description = "With its ETag",
            content = @Content(schema = @Schema(implementation = ProjectJson.class)))
    public Response get(@PathParam("id") String id) {
        StoredObject project = objects.get(Call.named(Project.KIND, id));
        return Call.one(project, ProjectJson.of(project));
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
            content = @Content(schema = @Schema(implementation = ProjectJson.class)))
    public Response change(
            @PathParam("id") String id,
            ProjectChangeJson change,
            @Parameter(description = "ETag that it was read with", required = true) @HeaderParam(HttpHeaders.IF_MATCH)
                    String ifMatch,
            @Parameter(hidden = true) @BeanParam Call call) {
        StoredObject changed =
                objects.change(Call.named(Project.KIND, id), Call.version(ifMatch), change.change(), call.actor());
        return Call.one(changed, ProjectJson.of(changed));
    }
}
