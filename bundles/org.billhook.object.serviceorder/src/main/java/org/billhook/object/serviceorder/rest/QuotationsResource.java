package org.billhook.object.serviceorder.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.core.api.BillingObjects.Query;
import org.billhook.core.api.Page;
import org.billhook.core.api.Roles;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.object.serviceorder.ServiceOrder;
import org.billhook.object.serviceorder.ServiceOrderItem;
import org.billhook.object.serviceorder.ServiceQuotation;
import org.billhook.object.serviceorder.ServiceQuotationItem;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.ObjectInput;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Service order quotations under {@code /service-quotations}. */
@Component(service = QuotationsResource.class)
@JakartarsResource
@Path("/service-quotations")
@Tag(
        name = "Service quotations",
        description = "Service order quotations with their items, and the orders made of them")
public final class QuotationsResource extends DocumentsResource {

    private static final int PAGE = 1000;

    @Activate
    public QuotationsResource(@Reference BillingObjects objects) {
        super(objects, ServiceQuotation.KIND);
    }

    /** The service order that comes of a quotation. */
    @Schema(
            name = "QuotationOrder",
            requiredProperties = {"id"},
            example = """
                {"id": "8000000123"}""")
    public record NewOrderJson(
            String id, @Schema(description = "That of the quotation where it is absent") String name) {}

    @POST
    @Path("{id}/orders")
    @RolesAllowed({Roles.PROJECT_MANAGER, Roles.INTEGRATOR})
    @Operation(
            summary =
                    "Create the service order of an accepted quotation, with a copy of each accepted item not ordered yet",
            description = "Role: project-manager or integrator. Billing relevance and DIP profile are copied and can be"
                    + " changed in the order (R-5). All or nothing.")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = DocumentJson.class)))
    public Response order(
            @PathParam("id") String id, NewOrderJson order, @Context SecurityContext caller, @Context UriInfo uri) {
        StoredObject quotation = objects.get(ObjectInput.ref(ServiceQuotation.KIND, id));
        String name = order.name() == null ? quotation.name() : order.name();
        List<Draft> drafts = new ArrayList<>();
        drafts.add(ObjectInput.draft(
                "id",
                ServiceOrder.KIND,
                order.id(),
                name,
                Map.of(ServiceOrder.QUOTATION, quotation.ref().toString())));
        ObjectRef created = drafts.get(0).ref();
        for (StoredObject item : accepted(quotation.ref())) {
            if (!isOrdered(item.ref())) {
                drafts.add(copy(item, created));
            }
        }
        if (drafts.size() == 1) {
            throw new BillhookException(
                    BillhookException.Type.REFUSED,
                    Finding.error(
                                    "NOTHING_TO_ORDER",
                                    "%s has no accepted item that is not ordered yet".formatted(quotation.ref()))
                            .withRule("R-5"));
        }
        List<StoredObject> all = objects.createAll(drafts, Caller.actor(caller));
        URI orders = uri.getAbsolutePath().resolve("../../service-orders/");
        return Response.created(UriBuilder.fromUri(orders).path("{id}").build(created.key()))
                .entity(DocumentJson.of(all.get(0)))
                .build();
    }

    private static Draft copy(StoredObject item, ObjectRef order) {
        String number = item.attributes().get("itemNumber");
        return new Draft(
                new ObjectRef(ServiceOrderItem.KIND, order.key() + "-" + number),
                item.name(),
                Map.of(
                        "order",
                        order.toString(),
                        "itemNumber",
                        number,
                        ServiceOrderItem.QUOTATION_ITEM,
                        item.ref().toString()));
    }

    private List<StoredObject> accepted(ObjectRef quotation) {
        Query query = new Query(
                Optional.of(ServiceQuotationItem.KIND),
                Optional.empty(),
                Optional.empty(),
                Optional.of("ACCEPTED"),
                Map.of("order", quotation.toString()));
        List<StoredObject> items = new ArrayList<>();
        Page<StoredObject> page = objects.list(query, Page.Request.first(PAGE));
        items.addAll(page.items());
        while (page.next().isPresent()) {
            page = objects.list(query, new Page.Request(page.next(), PAGE));
            items.addAll(page.items());
        }
        return items;
    }

    private boolean isOrdered(ObjectRef quotationItem) {
        Query query = new Query(
                Optional.of(ServiceOrderItem.KIND),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(ServiceOrderItem.QUOTATION_ITEM, quotationItem.toString()));
        return !objects.list(query, Page.Request.first(1)).items().isEmpty();
    }
}
