package org.billhook.rest.internal.requests;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Roles;
import org.billhook.rest.wire.ObjectInput;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Billed revenue of an object that receives it: a cost collector, an element, an order that bears revenue. */
@Component(service = RevenueResource.class)
@JakartarsResource
@Path("/billing-objects/{kind}/{key}/revenue")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Billing objects")
public final class RevenueResource {

    private final Requests requests;

    @Activate
    public RevenueResource(@Reference Requests requests) {
        this.requests = requests;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Billed revenue of the object by request, newest first",
            description = "Role: viewer. Requests that bill and stand, without what of them was rejected.")
    public PageJson<RevenueJson> revenue(
            @PathParam("kind") String kind, @PathParam("key") String key, @BeanParam PageParams page) {
        return PageJson.of(requests.revenue(ObjectInput.ref(kind, key), page.request()), RevenueJson::of);
    }

    @GET
    @Path("periods")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Billed revenue of the object by month of the key date, and by currency",
            description = "Role: viewer")
    public PageJson<PeriodRevenueJson> periods(@PathParam("kind") String kind, @PathParam("key") String key) {
        return PageJson.whole(PeriodRevenueJson.of(requests.revenueByPeriod(ObjectInput.ref(kind, key))));
    }
}
