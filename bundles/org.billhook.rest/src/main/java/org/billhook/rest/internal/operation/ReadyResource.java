package org.billhook.rest.internal.operation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.billhook.core.api.IdempotentCalls;
import org.billhook.core.api.Jobs;
import org.billhook.rest.internal.billing.DueListResource;
import org.billhook.rest.internal.billing.PreviewsResource;
import org.billhook.rest.internal.billing.RunsResource;
import org.billhook.rest.internal.objects.ObjectsResource;
import org.billhook.rest.internal.plugins.PluginsResource;
import org.billhook.rest.internal.prices.PricesResource;
import org.billhook.rest.internal.records.RecordsResource;
import org.billhook.rest.internal.requests.RequestsResource;
import org.billhook.rest.internal.sources.CommandsResource;
import org.billhook.rest.internal.sources.SourcesResource;
import org.billhook.rest.internal.users.UsersResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/**
 * There only while the resources that requests need are there, each of which needs its services; until then
 * {@link NotReadyFilter} answers 503. Then 200 while the database answers, and 503 while it does not.
 */
@Component(service = ReadyResource.class)
@JakartarsResource
@Path("/ready")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operation")
public final class ReadyResource {

    private final Readiness readiness;
    private final Jobs work;

    @Activate
    public ReadyResource(
            @Reference ObjectsResource objects,
            @Reference SourcesResource sources,
            @Reference CommandsResource commands,
            @Reference DueListResource dueList,
            @Reference PreviewsResource previews,
            @Reference RunsResource runs,
            @Reference RequestsResource requests,
            @Reference PricesResource prices,
            @Reference PluginsResource plugins,
            @Reference JobsResource jobs,
            @Reference RecordsResource records,
            @Reference UsersResource users,
            @Reference IdempotentCalls keys,
            @Reference Readiness readiness,
            @Reference Jobs work) {
        // what is referred to is what must be there
        this.readiness = readiness;
        this.work = work;
        readiness.complete(work);
    }

    @Deactivate
    void stop() {
        readiness.incomplete(work);
    }

    @GET
    @PermitAll
    @Operation(summary = "Whether the server takes calls", description = "No login needed")
    @SecurityRequirements
    public ReadyJson ready() {
        // a database that is away is answered as by any other call
        return new ReadyJson(readiness.isReady());
    }
}
