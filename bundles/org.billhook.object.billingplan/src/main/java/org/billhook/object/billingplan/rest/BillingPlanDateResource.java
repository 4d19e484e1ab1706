package org.billhook.object.billingplan.rest;

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
import org.billhook.object.billingplan.PlanDate;
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

/** Billing plan dates under {@code /billing-plan-dates}. */
@Component(service = BillingPlanDateResource.class)
@JakartarsResource
@Path("/billing-plan-dates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Billing plans", description = "Dates on which items are billed, with their values")
public final class BillingPlanDateResource {

    private final BillingObjects objects;

    @Activate
    public BillingPlanDateResource(@Reference BillingObjects objects) {
        this.objects = objects;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Billing plan dates, by key", description = "Role: viewer")
    public PageJson<BillingPlanDateJson> list(
            @QueryParam("status") String status, @QueryParam("item") String item, @BeanParam PageParams page) {
        Query query = new Query(
                Optional.of(PlanDate.KIND),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(status),
                new AttributeValues().with("item", item).set());
        return PageJson.of(objects.list(query, page.request()), BillingPlanDateJson::of);
    }

    @POST
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(summary = "Create a date of a billing plan", description = "Role: project-manager or integrator")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = BillingPlanDateJson.class)))
    public Response create(NewBillingPlanDateJson given, @Context SecurityContext caller, @Context UriInfo uri) {
        StoredObject created = objects.create(given.draft(), Caller.actor(caller));
        return Response.created(uri.getAbsolutePathBuilder()
                        .path("{id}")
                        .build(created.ref().key()))
                .entity(BillingPlanDateJson.of(created))
                .build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One date of billing plans; its ETag is needed to change it", description = "Role: viewer")
    public BillingPlanDateJson get(@PathParam("id") String id) {
        return BillingPlanDateJson.of(objects.get(ObjectInput.ref(PlanDate.KIND, id)));
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(
            summary = "Change what is given of a date of a billing plan; an empty text takes a value away",
            description = "Role: project-manager or integrator")
    public BillingPlanDateJson change(
            @PathParam("id") String id,
            BillingPlanDateChangeJson change,
            @BeanParam IfMatch ifMatch,
            @Context SecurityContext caller) {
        ObjectRef ref = ObjectInput.ref(PlanDate.KIND, id);
        return BillingPlanDateJson.of(ifMatch.change(
                () -> objects.get(ref).version(),
                version -> objects.change(ref, version, change.change(), Caller.actor(caller))));
    }
}
