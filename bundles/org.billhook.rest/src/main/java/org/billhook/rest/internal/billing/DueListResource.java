package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.Roles;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.billhook.rest.wire.Read;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What is due, and what is not, with the reason. */
@Component(service = DueListResource.class)
@JakartarsResource
@Path("/due-list")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Billing")
public final class DueListResource {

    private final BillingRuns runs;

    @Activate
    public DueListResource(@Reference BillingRuns runs) {
        this.runs = runs;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listDueRoots",
            summary = "Roots with open sources up to a key date",
            description = "Role: viewer")
    public PageJson<DueRootJson> list(
            @Parameter(
                            description = "Last day that would be billed",
                            required = true,
                            schema = @Schema(type = "string", format = "date"))
                    @QueryParam("keyDate")
                    String keyDate,
            @BeanParam PageParams page) {
        Input in = new Input();
        LocalDate day = in.required("keyDate", keyDate, Read::date);
        in.check();
        return PageJson.of(runs.dueList(day, page.request()), DueRootJson::of);
    }
}
