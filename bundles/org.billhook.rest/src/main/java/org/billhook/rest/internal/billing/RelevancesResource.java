package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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

    /** Of both, as they are one operation in the document. */
    private static final String SUMMARY = "Billing relevances that are active now: what each asks and gives";

    private static final String DESCRIPTION =
            "Role: viewer. Statuses are those of the kinds that are installed. A page to read and to print for who asks for HTML.";

    private final BillingRuns runs;
    private final BillingObjects objects;

    @Activate
    public RelevancesResource(@Reference BillingRuns runs, @Reference BillingObjects objects) {
        this.runs = runs;
        this.objects = objects;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = SUMMARY, description = DESCRIPTION)
    public List<RelevanceJson> list() {
        return relevances(objects.kinds());
    }

    @GET
    @Produces(PAGE)
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = SUMMARY, description = DESCRIPTION)
    @ApiResponse(
            responseCode = "200",
            description = "A page in HTML",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = "string")))
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
