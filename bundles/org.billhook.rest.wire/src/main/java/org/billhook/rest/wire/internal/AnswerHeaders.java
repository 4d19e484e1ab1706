package org.billhook.rest.wire.internal;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.HealthCheck;
import org.billhook.core.model.Finding;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.Versioned;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Headers that follow from the answer: ETag of a version, Link of a page, Location as callers can use it, and those that keep browsers
 * from guessing.
 */
@Component(
        service = {ContainerResponseFilter.class, HealthCheck.class},
        configurationPid = "org.billhook.rest.proxies")
@JakartarsExtension
@Designate(ocd = AnswerHeaders.Config.class)
public final class AnswerHeaders implements ContainerResponseFilter, HealthCheck {

    /** Settings. */
    @ObjectClassDefinition(name = "Billhook REST: public address")
    public @interface Config {
        @AttributeDefinition(
                name = "Public address",
                description =
                        "What callers put before /api, such as https://billing.example.com, for the headers Location and"
                                + " Link. Empty: these begin with /api")
        String publicAddress() default "";
    }

    private static final int NOT_MODIFIED = 304;

    private final PublicAddress address;
    private final List<Finding> problems;

    /** Without a public address. */
    public AnswerHeaders() {
        this("");
    }

    @Activate
    public AnswerHeaders(Config config) {
        this(config.publicAddress());
    }

    AnswerHeaders(String publicAddress) {
        Optional<PublicAddress> parsed = PublicAddress.parse(publicAddress);
        address = parsed.orElseGet(() -> new PublicAddress(""));
        problems = parsed.isPresent()
                ? List.of()
                : List.of(Finding.error(
                        "SETTING_REFUSED",
                        "etc/org.billhook.rest.proxies.cfg: publicAddress",
                        "publicAddress = %s is refused: it must be an address such as https://billing.example.com, without"
                                        .formatted(publicAddress)
                                + " user, query and fragment. Location and Link begin with /api"));
    }

    @Override
    public List<Finding> problems() {
        return problems;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("X-Content-Type-Options", "nosniff");
        headers.putSingle("Cache-Control", "no-store");
        headers.putSingle("Referrer-Policy", "no-referrer");
        headers.putIfAbsent("Content-Security-Policy", List.of("default-src 'none'; frame-ancestors 'none'"));
        // an address is made of one or the other, which name the host as the caller does, or as the server found it
        // itself
        List<URI> own = List.of(
                request.getUriInfo().getRequestUri(), request.getUriInfo().getBaseUri());
        if (headers.containsKey(HttpHeaders.LOCATION)) {
            String target = String.valueOf(headers.getFirst(HttpHeaders.LOCATION));
            headers.putSingle(HttpHeaders.LOCATION, address.of(own, URI.create(target)));
        }
        if (response.getEntity() instanceof PageJson<?> page && page.next() != null) {
            headers.putSingle(
                    HttpHeaders.LINK,
                    "<%s>; rel=\"next\"".formatted(address.of(own, next(request.getUriInfo(), page.next()))));
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

    private static URI next(UriInfo uri, String cursor) {
        return uri.getRequestUriBuilder().replaceQueryParam("after", "{cursor}").build(cursor);
    }
}
