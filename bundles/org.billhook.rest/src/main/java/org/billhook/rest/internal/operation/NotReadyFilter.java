package org.billhook.rest.internal.operation;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.billhook.rest.internal.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;

/** Answers {@code /ready} with 503 while {@link ReadyResource} is not there, or is not among the resources that are called yet. */
@Component(service = {ContainerRequestFilter.class, ContainerResponseFilter.class})
@JakartarsExtension
@PreMatching
@Priority(Priorities.AUTHENTICATION - 200)
public final class NotReadyFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final int UNKNOWN = 404;
    private static final int RETRY_SECONDS = 2;

    private final Readiness readiness;

    @Activate
    public NotReadyFilter(@Reference Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public void filter(ContainerRequestContext call) {
        if (!readiness.isComplete() && asksForIt(call)) {
            call.abortWith(notReady());
        }
    }

    @Override
    public void filter(ContainerRequestContext call, ContainerResponseContext answer) {
        if (answer.getStatus() == UNKNOWN && asksForIt(call)) {
            Response not = notReady();
            answer.setStatus(not.getStatus());
            answer.setEntity(not.getEntity());
            answer.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
    }

    private static boolean asksForIt(ContainerRequestContext call) {
        String path = call.getUriInfo().getPath();
        return path.equals("ready") || path.equals("/ready");
    }

    private static Response notReady() {
        return Problem.of(503, "NOT_READY", "The server is starting, or a part of it is missing: /health tells")
                .answer()
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }
}
