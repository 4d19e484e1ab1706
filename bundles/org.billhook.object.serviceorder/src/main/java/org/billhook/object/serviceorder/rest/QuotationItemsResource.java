package org.billhook.object.serviceorder.rest;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Path;
import org.billhook.core.api.BillingObjects;
import org.billhook.object.serviceorder.ServiceQuotation;
import org.billhook.object.serviceorder.ServiceQuotationItem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Items of a quotation under {@code /service-quotations/{id}/items/{no}}. */
@Component(service = QuotationItemsResource.class)
@JakartarsResource
@Path("/service-quotations/{order}/items")
@Tag(name = "Service quotations")
public final class QuotationItemsResource extends ItemsResource {

    @Activate
    public QuotationItemsResource(@Reference BillingObjects objects) {
        super(objects, ServiceQuotation.KIND, ServiceQuotationItem.KIND);
    }
}
