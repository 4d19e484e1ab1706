package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.billhook.core.api.DueList;
import org.billhook.core.api.Roles;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What is due, and what is not, with the reason. */
@Component(service = DueListResource.class)
@JakartarsResource
@Path("/due-list")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Billing")
public final class DueListResource {

    private final DueList due;

    @Activate
    public DueListResource(@Reference DueList due) {
        this.due = due;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listDueRoots",
            summary = "Roots with open sources up to a key date",
            description = "Role: viewer. A page may be short, or empty, though 'next' is there: it leads on.")
    public PageJson<DueRootJson> list(@BeanParam DueFilter filter, @BeanParam PageParams page) {
        return PageJson.of(due.list(filter.query(), page.request()), DueRootJson::of);
    }

    @POST
    @Path("not-billable")
    @RolesAllowed(Roles.BILLING_APPROVER)
    @Operation(
            operationId = "settleUnbilled",
            summary = "Write off what no item of some roots bills, with a reason",
            description =
                    "Role: billing-approver. What an item bills, or could once it is complete, is left alone. undo-write-off of"
                            + " a source takes it back.")
    public SettledJson settle(NotBillableJson json, @Context SecurityContext caller) {
        NotBillableJson.Told told = json.read();
        return SettledJson.of(due.settleUnbilled(told.keyDate(), told.roots(), told.reason(), Caller.actor(caller)));
    }
}
