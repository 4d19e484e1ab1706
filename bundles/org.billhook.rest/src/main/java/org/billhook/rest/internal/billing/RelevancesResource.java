package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.Roles;
import org.billhook.rest.wire.PageJson;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The matrix of billing relevances, as the installed bundles have it. */
@Component(service = RelevancesResource.class)
@JakartarsResource
@Path("/billing-relevances")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Billing")
public final class RelevancesResource {

    /** Only for who asks for it: without an Accept header the answer is JSON. */
    private static final String PAGE = MediaType.TEXT_HTML + ";qs=0.5";

    private final BillingRuns runs;
    private final BillingObjects objects;

    @Activate
    public RelevancesResource(@Reference BillingRuns runs, @Reference BillingObjects objects) {
        this.runs = runs;
        this.objects = objects;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Billing relevances that are active now: what each asks and gives",
            description =
                    "Role: viewer. Statuses are those of the kinds that are installed. Who asks for text/html gets"
                            + " a page to read and to print.")
    public PageJson<RelevanceJson> list() {
        return PageJson.whole(relevances(objects.kinds()));
    }

    @GET
    @Produces(PAGE)
    @RolesAllowed(Roles.VIEWER)
    @Operation(hidden = true)
    public Response page() {
        List<BillingObjects.Kind> kinds = objects.kinds();
        return Response.ok(RelevancesPage.of(relevances(kinds), kinds))
                .header("Content-Security-Policy", RelevancesPage.SECURITY_POLICY)
                .build();
    }

    private List<RelevanceJson> relevances(List<BillingObjects.Kind> kinds) {
        return runs.relevances().stream()
                .map(relevance -> RelevanceJson.of(relevance, kinds))
                .toList();
    }
}
