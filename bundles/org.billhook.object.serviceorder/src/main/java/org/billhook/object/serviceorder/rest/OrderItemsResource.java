package org.billhook.object.serviceorder.rest;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Path;
import org.billhook.core.api.BillingObjects;
import org.billhook.object.serviceorder.ServiceOrder;
import org.billhook.object.serviceorder.ServiceOrderItem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Items of a service order under {@code /service-orders/{id}/items/{no}}. */
@Component(service = OrderItemsResource.class)
@JakartarsResource
@Path("/service-orders/{order}/items")
@Tag(name = "Service orders")
public final class OrderItemsResource extends ItemsResource {

    @Activate
    public OrderItemsResource(@Reference BillingObjects objects) {
        super(objects, ServiceOrder.KIND, ServiceOrderItem.KIND);
    }
}
