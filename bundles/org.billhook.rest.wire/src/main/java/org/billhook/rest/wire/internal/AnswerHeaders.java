package org.billhook.rest.wire.internal;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.Versioned;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;

/** Headers that follow from the answer: ETag of a version, Link of a page, and those that keep browsers from guessing. */
@Component(service = ContainerResponseFilter.class)
@JakartarsExtension
public final class AnswerHeaders implements ContainerResponseFilter {

    private static final int NOT_MODIFIED = 304;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("X-Content-Type-Options", "nosniff");
        headers.putSingle("Cache-Control", "no-store");
        headers.putSingle("Referrer-Policy", "no-referrer");
        headers.putIfAbsent("Content-Security-Policy", List.of("default-src 'none'; frame-ancestors 'none'"));
        if (response.getEntity() instanceof PageJson<?> page && page.next() != null) {
            headers.putSingle(
                    HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next(request.getUriInfo(), page.next())));
        }
        if (response.getEntity() instanceof Versioned versioned) {
            EntityTag tag = new EntityTag(String.valueOf(versioned.version()));
            headers.putSingle(HttpHeaders.ETAG, tag);
            if (isSeen(request, tag)) {
                response.setStatus(NOT_MODIFIED);
                response.setEntity(null);
            }
        }
    }

    private static boolean isSeen(ContainerRequestContext request, EntityTag tag) {
        String seen = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        return seen != null && request.getMethod().equals("GET") && seen.contains("\"" + tag.getValue() + "\"");
    }

    private static String next(UriInfo uri, String cursor) {
        return uri.getRequestUriBuilder()
                .replaceQueryParam("after", "{cursor}")
                .build(cursor)
                .toASCIIString();
    }
}
