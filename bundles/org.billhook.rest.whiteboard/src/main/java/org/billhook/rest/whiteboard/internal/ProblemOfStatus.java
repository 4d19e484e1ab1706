package org.billhook.rest.whiteboard.internal;

import jakarta.annotation.Priority;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * Gives a body to the refusals of the framework itself (no such path, method or media type). An extension that maps
 * {@link WebApplicationException} goes before it.
 */
@Priority(Integer.MAX_VALUE)
public final class ProblemOfStatus implements ExceptionMapper<WebApplicationException> {

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(WebApplicationException exception) {
        Response given = exception.getResponse();
        if (given.hasEntity() || given.getStatus() < 400) {
            return given;
        }
        Problem problem =
                Problem.of(given.getStatus(), detail(given), uri.getRequestUri().getPath());
        return Response.fromResponse(given)
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    private static String detail(Response given) {
        return switch (given.getStatus()) {
            case 404 -> "There is no such resource";
            case 405 -> "Allowed: " + given.getAllowedMethods();
            case 406 -> "None of the accepted media types can be given";
            case 415 -> "The media type of the body cannot be read";
            default -> given.getStatusInfo().getReasonPhrase();
        };
    }
}
