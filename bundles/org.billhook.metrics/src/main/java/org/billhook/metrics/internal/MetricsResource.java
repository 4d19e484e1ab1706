package org.billhook.metrics.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.billhook.core.api.Events;
import org.billhook.core.api.Plugins;
import org.billhook.core.api.Roles;
import org.billhook.rest.wire.OtherParameters;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Figures of the running server. */
@Component(service = MetricsResource.class)
@JakartarsResource
@Path("/metrics")
@Tag(name = "Operation")
public final class MetricsResource {

    /** Of the text format of Prometheus. */
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final ServerFigures figures;

    @Activate
    public MetricsResource(BundleContext context, @Reference Events events, @Reference Plugins plugins) {
        figures = new ServerFigures(events, plugins, new Registered(context));
    }

    @Deactivate
    void stop() {
        figures.close();
    }

    @GET
    @Produces(TEXT)
    @RolesAllowed(Roles.MONITOR)
    @OtherParameters
    @Operation(
            summary = "Figures of the running server, in the text format of Prometheus",
            description = "Role: monitor. Query parameters, which collectors can be set to add, are left alone")
    @ApiResponse(
            responseCode = "200",
            description = "Counters since the server started, and gauges of now",
            content = @Content(mediaType = "text/plain", schema = @Schema(implementation = String.class)))
    public String metrics() {
        return figures.scrape();
    }
}
