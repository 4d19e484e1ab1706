package org.billhook.object.salesorderitem.rest;

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
import org.billhook.object.salesorderitem.SalesOrder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Sales orders under {@code /sales-orders}. */
@Component(service = OrdersResource.class)
@JakartarsResource
@Path("/sales-orders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OrdersResource {

    private final BillingObjects objects;

    @Activate
    public OrdersResource(@Reference BillingObjects objects) {
        this.objects = objects;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Response list(
            @QueryParam("status") String status, @QueryParam("customer") String customer, @BeanParam Call call) {
        Query query = new Query(
                Optional.of(SalesOrder.KIND),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(status),
                new Values().with("customer", customer).set());
        return call.list(objects.list(query, call.page()), OrderJson::of);
    }

    @POST
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    public Response create(NewOrderJson order, @BeanParam Call call) {
        ObjectRef ref = Call.given("id", SalesOrder.KIND, order.id());
        StoredObject created =
                objects.create(new Draft(ref, Call.name(order.name()), order.attributes()), call.actor());
        return call.created(created, ref.key(), OrderJson.of(created));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    public Response get(@PathParam("id") String id) {
        StoredObject order = objects.get(Call.named(SalesOrder.KIND, id));
        return Call.one(order, OrderJson.of(order));
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    public Response change(@PathParam("id") String id, OrderChangeJson change, @BeanParam Call call) {
        StoredObject changed =
                objects.change(Call.named(SalesOrder.KIND, id), call.version(), change.change(), call.actor());
        return Call.one(changed, OrderJson.of(changed));
    }
}
