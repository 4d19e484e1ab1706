package org.billhook.rest.internal.records;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Jobs;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.Roles;
import org.billhook.rest.wire.Caller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Whether it all agrees: long work, so it is a job. */
@Component(service = AuditsResource.class)
@JakartarsResource
@Path("/audits")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operation")
public final class AuditsResource {

    private static final String SUBJECT = "ledger";

    private final Jobs jobs;

    @Activate
    public AuditsResource(@Reference Jobs jobs) {
        this.jobs = jobs;
    }

    @POST
    @RolesAllowed(Roles.AUDITOR)
    @Operation(
            operationId = "startAudit",
            summary =
                    "Start to compare all that is stored with itself: ledger, sources, requests, numbers and the chain of events",
            description = "Role: auditor. Location names the audit, which shows its progress and its result.")
    @ApiResponse(
            responseCode = "202",
            description = "Started",
            content = @Content(schema = @Schema(implementation = AuditJson.class)))
    public Response start(@Context SecurityContext caller, @Context UriInfo uri) {
        Jobs.Job job = jobs.submit(LedgerCommands.AUDIT, SUBJECT, Caller.actor(caller));
        return Response.accepted(AuditJson.of(job))
                .location(uri.getAbsolutePathBuilder()
                        .path(String.valueOf(job.id()))
                        .build())
                .build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.AUDITOR)
    @Operation(summary = "One audit with its progress and its result", description = "Role: auditor")
    public AuditJson get(@PathParam("id") long id) {
        return AuditJson.of(jobs.find(id)
                .filter(job -> job.kind().equals(LedgerCommands.AUDIT))
                .orElseThrow(() -> BillhookException.unknown("audit", id)));
    }
}
