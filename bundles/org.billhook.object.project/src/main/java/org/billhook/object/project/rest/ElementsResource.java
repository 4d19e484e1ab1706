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
public final class ElementsResource {

    private final BillingObjects objects;

    @Activate
    public ElementsResource(@Reference BillingObjects objects) {
        this.objects = objects;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Response list(@PathParam("project") String project, @BeanParam Call call) {
        ObjectRef ref = objects.get(Call.named(Project.KIND, project)).ref();
        Query query = new Query(
                Optional.of(WbsElement.KIND),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("project", ref.toString()));
        return call.list(objects.list(query, call.page()), ElementJson::of);
    }

    @POST
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    public Response create(@PathParam("project") String project, NewElementJson element, @BeanParam Call call) {
        ObjectRef above = objects.get(Call.named(Project.KIND, project)).ref();
        ObjectRef ref = Call.given("id", WbsElement.KIND, element.id());
        StoredObject created =
                objects.create(new Draft(ref, Call.name(element.name()), element.attributes(above)), call.actor());
        return call.created(created, ref.key(), ElementJson.of(created));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    public Response get(@PathParam("project") String project, @PathParam("id") String id) {
        StoredObject element = element(project, id);
        return Call.one(element, ElementJson.of(element));
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    public Response change(
            @PathParam("project") String project,
            @PathParam("id") String id,
            ElementChangeJson change,
            @BeanParam Call call) {
        ObjectRef ref = element(project, id).ref();
        StoredObject changed = objects.change(ref, call.version(), change.change(), call.actor());
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
