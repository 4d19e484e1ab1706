package org.billhook.rest.internal.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.billhook.core.api.BillhookException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;

/** Refusals of the services, each with all its findings. */
@Component(service = ExceptionMapper.class)
@JakartarsExtension
public final class RefusalMapper implements ExceptionMapper<BillhookException> {

    private static final int RETRY_SECONDS = 5;

    @Override
    public Response toResponse(BillhookException refusal) {
        Response.ResponseBuilder answer = new Problem(
                        status(refusal.type()), refusal.type().name(), refusal.getMessage(), refusal.findings())
                .answer();
        return refusal.type() == BillhookException.Type.UNAVAILABLE
                ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS).build()
                : answer.build();
    }

    /** Status of each type. */
    static int status(BillhookException.Type type) {
        return switch (type) {
            case UNREADABLE -> 400;
            case UNKNOWN -> 404;
            case CONFLICT -> 409;
            case STALE -> 412;
            case REFUSED -> 422;
            case UNAVAILABLE -> 503;
        };
    }
}
