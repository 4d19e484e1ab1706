package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.BillingObjects.OneChange;
import org.billhook.core.api.Events;
import org.billhook.core.api.Page;
import org.billhook.core.api.Roles;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.internal.call.Bulk;
import org.billhook.rest.internal.call.Rows;
import org.billhook.rest.internal.records.ChangeJson;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.IfMatch;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.ObjectInput;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Billing objects of every kind, whichever bundle brings it. */
@Component(service = ObjectsResource.class)
@JakartarsResource
@Path("/billing-objects")
@Produces(MediaType.APPLICATION_JSON)
@Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
@Tag(
        name = "Billing objects",
        description =
                "Objects of any kind, those of plugins too: attributes, life cycle, the tree beneath, what may be changed now")
public final class ObjectsResource {

    private static final int MOST = 1000;

    private final BillingObjects objects;
    private final Events events;

    @Activate
    public ObjectsResource(@Reference BillingObjects objects, @Reference Events events) {
        this.objects = objects;
        this.events = events;
    }

    @GET
    @Path("kinds")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Kinds that are installed, with attributes and life cycle", description = "Role: viewer")
    public PageJson<KindJson> kinds() {
        return PageJson.whole(objects.kinds().stream().map(KindJson::of).toList());
    }

    @GET
    @Path("fields")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "What may be done with the fields of many objects now, and why",
            description = "Role: viewer. Objects of one kind, by key.")
    public PageJson<FieldsJson> fields(
            @Parameter(description = "Kind of the objects", required = true) @QueryParam("kind") String kind,
            @Parameter(description = "Only this field; several for several", example = "[\"billingRelevance\"]")
                    @QueryParam("field")
                    Set<String> fields,
            @BeanParam ObjectFilter filter,
            @BeanParam PageParams page) {
        Input in = new Input();
        String given = in.required("kind", kind, text -> text);
        in.check();
        return PageJson.of(objects.fields(filter.query(given), page.request()), found -> FieldsJson.of(found, fields));
    }

    @POST
    @Bulk
    @Path("changes")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(
            operationId = "changeBillingObjects",
            summary = "Change up to 1000 objects; each is changed or refused by itself",
            description = "Role: project-manager or integrator")
    public OutcomesJson changeEach(ChangesJson bulk, @Context SecurityContext caller) {
        Input in = new Input();
        List<OneChangeJson> rows = in.list("changes", bulk.changes(), MOST);
        in.check();
        return OutcomesJson.of(Rows.<OneChangeJson, OneChange, OutcomeJson>answer(
                rows,
                OneChangeJson::read,
                (row, findings) -> OutcomeJson.unreadable(rows.get(row).object(), findings),
                changes -> objects.changeEach(changes, Caller.actor(caller)).stream()
                        .<Function<Integer, OutcomeJson>>map(outcome -> row -> OutcomeJson.of(outcome))
                        .toList()));
    }

    @POST
    @Bulk
    @Path("steps")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(
            operationId = "changeBillingObjectsTogether",
            summary = "Create, change and delete objects of any kinds together: all of it or nothing",
            description =
                    "Role: project-manager or integrator. Of the first step that is refused the findings are told, with fields such as"
                            + " steps[2].attributes.customer.")
    public DoneJson changeAll(StepsJson steps, @Context SecurityContext caller) {
        return DoneJson.of(objects.changeAll(steps.read(), Caller.actor(caller)));
    }

    @GET
    @Path("{kind}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Objects of a kind, by key", description = "Role: viewer")
    public PageJson<ObjectJson> list(
            @PathParam("kind") String kind, @BeanParam ObjectFilter filter, @BeanParam PageParams page) {
        Page<StoredObject> found = objects.list(filter.query(kind), page.request());
        if (found.items().isEmpty()
                && objects.kinds().stream().noneMatch(each -> each.id().equals(kind))) {
            throw BillhookException.unknown("kind", kind);
        }
        return PageJson.of(found, ObjectJson::of);
    }

    @GET
    @Path("{kind}/{key}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One object; its ETag is needed to change it", description = "Role: viewer")
    public ObjectJson get(@PathParam("kind") String kind, @PathParam("key") String key) {
        return ObjectJson.of(objects.get(ObjectInput.ref(kind, key)));
    }

    @POST
    @Path("{kind}/{key}")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(summary = "Create an object", description = "Role: project-manager or integrator")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = ObjectJson.class)))
    public Response create(
            @PathParam("kind") String kind,
            @PathParam("key") String key,
            NewObjectJson object,
            @Context SecurityContext caller,
            @Context UriInfo uri) {
        StoredObject created = objects.create(object.draft(kind, key), Caller.actor(caller));
        return Response.created(uri.getAbsolutePath())
                .entity(ObjectJson.of(created))
                .build();
    }

    @PATCH
    @Path("{kind}/{key}")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(
            summary = "Change name, status or attributes; refused with a finding per field that is closed",
            description = "Role: project-manager or integrator")
    public ObjectJson change(
            @PathParam("kind") String kind,
            @PathParam("key") String key,
            ObjectChangeJson change,
            @BeanParam IfMatch ifMatch,
            @Context SecurityContext caller) {
        ObjectRef ref = ObjectInput.ref(kind, key);
        return ObjectJson.of(ifMatch.change(
                () -> objects.get(ref).version(),
                version -> objects.change(ref, version, change.change(), Caller.actor(caller))));
    }

    @DELETE
    @Path("{kind}/{key}")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(
            summary = "Delete an object on which nothing hangs",
            description =
                    "Role: project-manager or integrator. Refused with 409 and OBJECT_IN_USE where other objects stand under it, name it or"
                            + " bill it, where something is posted on it, or where requests or runs have it. What it was stays in its changes.")
    @ApiResponse(responseCode = "204", description = "Deleted")
    public void delete(
            @PathParam("kind") String kind,
            @PathParam("key") String key,
            @BeanParam IfMatch ifMatch,
            @Context SecurityContext caller) {
        ObjectRef ref = ObjectInput.ref(kind, key);
        ifMatch.change(() -> objects.get(ref).version(), version -> {
            objects.delete(ref, version, Caller.actor(caller));
            return ref;
        });
    }

    @GET
    @Path("{kind}/{key}/hierarchy")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Everything under the head of a root, itself included, parents first, with amounts",
            description = "Role: viewer")
    public PageJson<NodeJson> hierarchy(
            @PathParam("kind") String kind, @PathParam("key") String key, @BeanParam PageParams page) {
        return PageJson.of(objects.hierarchy(ObjectInput.ref(kind, key), page.request()), NodeJson::of);
    }

    @GET
    @Path("{kind}/{key}/tree")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "The same as a tree, with totals",
            description = "Role: viewer. Refused for more than 20,000 objects: read the hierarchy by page.")
    public TreeJson tree(@PathParam("kind") String kind, @PathParam("key") String key) {
        return TreeJson.of(objects.tree(ObjectInput.ref(kind, key)));
    }

    @GET
    @Path("{kind}/{key}/fields")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "What may be done with each field now, and why", description = "Role: viewer")
    public PageJson<FieldJson> fields(@PathParam("kind") String kind, @PathParam("key") String key) {
        return PageJson.whole(objects.fields(ObjectInput.ref(kind, key)).stream()
                .map(FieldJson::of)
                .toList());
    }

    @GET
    @Path("{kind}/{key}/changes")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Changes of an object, newest first", description = "Role: viewer")
    public PageJson<ChangeJson> changes(
            @PathParam("kind") String kind, @PathParam("key") String key, @BeanParam PageParams page) {
        return PageJson.of(events.changes(ObjectInput.ref(kind, key), page.request()), ChangeJson::of);
    }
}
