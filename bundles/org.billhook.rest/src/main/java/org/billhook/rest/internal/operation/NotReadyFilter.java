package org.billhook.rest.internal.operation;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import org.billhook.rest.internal.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;

/** Answers {@code /ready} with 503 while {@link ReadyResource} is not there. */
@Component(service = ContainerRequestFilter.class)
@JakartarsExtension
@PreMatching
@Priority(Priorities.AUTHENTICATION - 200)
public final class NotReadyFilter implements ContainerRequestFilter {

    private final Readiness readiness;

    @Activate
    public NotReadyFilter(@Reference Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public void filter(ContainerRequestContext call) {
        String path = call.getUriInfo().getPath();
        if (!readiness.isComplete() && (path.equals("ready") || path.equals("/ready"))) {
            call.abortWith(
                    Problem.of(503, "NOT_READY", "The server is starting, or a part of it is missing: /health tells")
                            .answer()
                            .header(HttpHeaders.RETRY_AFTER, 2)
                            .build());
        }
    }
}
