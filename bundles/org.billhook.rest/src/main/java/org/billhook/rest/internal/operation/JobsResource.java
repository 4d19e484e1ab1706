package org.billhook.rest.internal.operation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Jobs;
import org.billhook.core.api.Roles;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Long work: its progress, and its end. */
@Component(service = JobsResource.class)
@JakartarsResource
@Path("/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operation", description = "Jobs, health, log of changes, events, audit")
public final class JobsResource {

    private final Jobs jobs;

    @Activate
    public JobsResource(@Reference Jobs jobs) {
        this.jobs = jobs;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Jobs, newest first", description = "Role: viewer")
    public PageJson<JobJson> list(@BeanParam PageParams page) {
        return PageJson.of(jobs.list(page.request()), JobJson::of);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One job with its progress", description = "Role: viewer")
    public JobJson get(@PathParam("id") long id) {
        return JobJson.of(jobs.find(id).orElseThrow(() -> BillhookException.unknown("job", id)));
    }

    @POST
    @Path("{id}/cancel")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Stop a job after the unit it is at",
            description =
                    "Role: viewer, and that which starts such a job: billing-clerk for a billing-run, integrator for an import, auditor for"
                            + " an audit, administrator while the bundle of its kind is away")
    public JobJson cancel(@PathParam("id") long id, @Context SecurityContext caller) {
        return JobJson.of(jobs.cancel(id, Caller.actor(caller)));
    }
}
