package org.billhook.object.project.rest;

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
public final class ProjectsResource {

    private final BillingObjects objects;

    @Activate
    public ProjectsResource(@Reference BillingObjects objects) {
        this.objects = objects;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Response list(
            @QueryParam("status") String status,
            @QueryParam("customer") String customer,
            @QueryParam("manager") String manager,
            @BeanParam Call call) {
        Query query = new Query(
                Optional.of(Project.KIND),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(status),
                new Values().with("customer", customer).with("manager", manager).set());
        return call.list(objects.list(query, call.page()), ProjectJson::of);
    }

    @POST
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    public Response create(NewProjectJson project, @BeanParam Call call) {
        ObjectRef ref = Call.given("id", Project.KIND, project.id());
        StoredObject created =
                objects.create(new Draft(ref, Call.name(project.name()), project.attributes()), call.actor());
        return call.created(created, ref.key(), ProjectJson.of(created));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    public Response get(@PathParam("id") String id) {
        StoredObject project = objects.get(Call.named(Project.KIND, id));
        return Call.one(project, ProjectJson.of(project));
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    public Response change(@PathParam("id") String id, ProjectChangeJson change, @BeanParam Call call) {
        StoredObject changed =
                objects.change(Call.named(Project.KIND, id), call.version(), change.change(), call.actor());
        return Call.one(changed, ProjectJson.of(changed));
    }
}
