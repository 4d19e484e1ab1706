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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.Events;
import org.billhook.core.api.IdempotentCalls;
import org.billhook.core.api.Jobs;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.Plugins;
import org.billhook.core.api.Prices;
import org.billhook.core.api.Proposals;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Sources;
import org.billhook.core.model.Finding;
import org.billhook.rest.wire.FindingJson;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** How the server is, and what is missing while it is not ready. */
@Component(service = HealthResource.class)
@JakartarsResource
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operation")
public final class HealthResource {

    private static final int MIB = 1 << 20;
    /** In the order in which they come up. */
    static final List<Class<?>> NEEDED = List.of(
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
    private final Readiness readiness;

    @Activate
    public HealthResource(BundleContext context, @Reference Readiness readiness) {
        this.context = context;
        this.readiness = readiness;
    }

    @GET
    @PermitAll
    @Operation(
            summary = "How the server is: 503 while it is not ready",
            description =
                    "Without a login it says whether the server is ready and no more; with one, of any user, the rest")
    @ApiResponse(
            responseCode = "200",
            description = "Everything is there",
            content = @Content(schema = @Schema(implementation = HealthJson.class)))
    public Response health(@Context SecurityContext caller) {
        List<Finding> problems = new ArrayList<>();
        boolean ready = isReady(problems);
        HealthJson body = caller.getUserPrincipal() == null ? HealthJson.brief(ready) : health(ready, problems);
        return Response.status(ready ? 200 : 503).entity(body).build();
    }

    private boolean isReady(List<Finding> problems) {
        try {
            return readiness.isReady();
        } catch (BillhookException e) {
            problems.addAll(e.findings());
            return false;
        }
    }

    private HealthJson health(boolean ready, List<Finding> problems) {
        Map<String, Boolean> services = new TreeMap<>();
        NEEDED.forEach(type -> services.put(type.getSimpleName(), context.getServiceReference(type) != null));
        problems.addAll(HealthChecks.problems(context));
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        // while it starts nobody but the whiteboard asks for services
        Optional<Plugins> plugins =
                readiness.isComplete() ? HealthChecks.service(context, Plugins.class) : Optional.empty();
        return new HealthJson(
                ready,
                context.getBundle().getVersion().toString(),
                Runtime.version().toString(),
                services,
                plugins.map(HealthResource::broken).orElse(null),
                FindingJson.of(problems),
                readiness.isComplete() ? givingUp() : null,
                plugins.map(Plugins::generation).orElse(null),
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                heap.getUsed() / MIB,
                heap.getMax() / MIB);
    }

    private DutiesJson givingUp() {
        return HealthChecks.service(context, Proposals.class)
                .map(proposals -> DutiesJson.of(proposals.rules(), proposals.isAlone()))
                .orElse(null);
    }

    /** One that decides, but whose calls break, is broken too. */
    private static boolean isBroken(Plugins.Version plugin) {
        return plugin.state() == Plugins.State.BROKEN
                || plugin.state() == Plugins.State.ACTIVE
                        && plugin.findings().stream().anyMatch(Finding::isError);
    }

    private static List<String> broken(Plugins plugins) {
        return plugins.list().stream()
                .filter(HealthResource::isBroken)
                .map(plugin -> "%s %s of %s %s".formatted(plugin.spi(), plugin.id(), plugin.bundle(), plugin.version()))
                .toList();
    }
}
