package org.billhook.object.serviceorder.rest;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Path;
import org.billhook.core.api.BillingObjects;
import org.billhook.object.serviceorder.ServiceOrder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Service orders under {@code /service-orders}. */
@Component(service = OrdersResource.class)
@JakartarsResource
@Path("/service-orders")
@Tag(name = "Service orders", description = "Service orders with their items")
public final class OrdersResource extends DocumentsResource {

    @Activate
    public OrdersResource(@Reference BillingObjects objects) {
        super(objects, ServiceOrder.KIND);
    }
}
