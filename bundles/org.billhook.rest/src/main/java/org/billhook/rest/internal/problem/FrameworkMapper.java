package org.billhook.rest.internal.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import org.billhook.rest.internal.call.AllowedMethods;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;

/** Refusals of the framework, and of resources that speak HTTP themselves: no such path, method or media type. */
@Component(service = ExceptionMapper.class)
@JakartarsExtension
public final class FrameworkMapper implements ExceptionMapper<WebApplicationException> {

    private static final List<String> KEPT =
            List.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.LOCATION);

    private final FaultMapper faults = new FaultMapper();

    @Override
    public Response toResponse(WebApplicationException exception) {
        Response given = exception.getResponse();
        int status = given.getStatus();
        if (given.hasEntity() || status < 400) {
            return given;
        }
        if (status == 500) {
            return faults.toResponse(exception);
        }
        Response.ResponseBuilder answer =
                Problem.of(status, code(given), detail(exception)).answer();
        KEPT.forEach(name -> {
            if (given.getHeaders().containsKey(name)) {
                answer.header(name, given.getHeaderString(name));
            }
        });
        return answer.build();
    }

    private static String code(Response given) {
        return switch (given.getStatus()) {
            case 400 -> "UNREADABLE";
            case 404 -> "UNKNOWN";
            case 412 -> "STALE";
            case 413 -> "CONTENT_TOO_LARGE";
            case 428 -> "IF_MATCH_REQUIRED";
            default -> {
                Response.Status known = Response.Status.fromStatusCode(given.getStatus());
                yield known == null ? "STATUS_" + given.getStatus() : known.name();
            }
        };
    }

    private static String detail(WebApplicationException exception) {
        Response given = exception.getResponse();
        String own = exception.getMessage();
        boolean told = own != null && !own.startsWith("HTTP ");
        return switch (given.getStatus()) {
            case 404 -> told ? own : "There is no such resource";
            case 405 -> "This path knows only " + String.join(", ", AllowedMethods.here());
            case 406 -> "This resource has no representation in a media type that was accepted";
            case 415 -> "The body can't be read in this media type";
            default -> told ? own : given.getStatusInfo().getReasonPhrase();
        };
    }
}
