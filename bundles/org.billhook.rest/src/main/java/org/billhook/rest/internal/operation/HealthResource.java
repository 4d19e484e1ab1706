package org.billhook.rest.internal.operation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.Events;
import org.billhook.core.api.IdempotentCalls;
import org.billhook.core.api.Jobs;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.Plugins;
import org.billhook.core.api.Prices;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Sources;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** How the server is, and what is missing while it is not ready. */
@Component(service = HealthResource.class)
@JakartarsResource
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operation")
public final class HealthResource {

    private static final int MIB = 1 << 20;
    private static final List<Class<?>> NEEDED = List.of(
            BillingObjects.class,
            BillingRuns.class,
            Events.class,
            IdempotentCalls.class,
            Jobs.class,
            LedgerCommands.class,
            Plugins.class,
            Prices.class,
            Requests.class,
            Sources.class);

    private final BundleContext context;

    @Activate
    public HealthResource(BundleContext context) {
        this.context = context;
    }

    @GET
    @PermitAll
    @Operation(summary = "How the server is: 503 while something is missing", description = "Any user")
    @ApiResponse(
            responseCode = "200",
            description = "Everything is there",
            content = @Content(schema = @Schema(implementation = HealthJson.class)))
    public Response health() {
        Map<String, Boolean> services = new TreeMap<>();
        NEEDED.forEach(type -> services.put(type.getSimpleName(), context.getServiceReference(type) != null));
        boolean ready = context.getServiceReference(ReadyResource.class) != null;
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        ServiceReference<Plugins> reference = context.getServiceReference(Plugins.class);
        Plugins plugins = reference == null ? null : context.getService(reference);
        try {
            HealthJson body = new HealthJson(
                    ready,
                    context.getBundle().getVersion().toString(),
                    Runtime.version().toString(),
                    services,
                    plugins == null ? null : broken(plugins),
                    plugins == null ? null : plugins.generation(),
                    Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                    heap.getUsed() / MIB,
                    heap.getMax() / MIB);
            return Response.status(ready ? 200 : 503).entity(body).build();
        } finally {
            if (plugins != null) {
                context.ungetService(reference);
            }
        }
    }

    private static List<String> broken(Plugins plugins) {
        return plugins.list().stream()
                .filter(plugin -> plugin.state() == Plugins.State.BROKEN)
                .map(plugin -> "%s %s of %s %s".formatted(plugin.spi(), plugin.id(), plugin.bundle(), plugin.version()))
                .toList();
    }
}
