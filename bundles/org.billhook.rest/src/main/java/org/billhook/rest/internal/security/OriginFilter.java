package org.billhook.rest.internal.security;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.billhook.rest.internal.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Refuses changes that a page of another site makes a browser send along with the user's login. Programs send neither of
 * the two headers and are not touched.
 */
@Component(service = ContainerRequestFilter.class, configurationPid = "org.billhook.rest.origins")
@JakartarsExtension
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
@Designate(ocd = OriginFilter.Config.class)
public final class OriginFilter implements ContainerRequestFilter {

    /** Settings. */
    @ObjectClassDefinition(name = "Billhook REST: origins of browser pages")
    public @interface Config {
        @AttributeDefinition(
                name = "Allowed origins",
                description = "Further origins that may send changes, for example https://billing.example.com")
        String[] allowed() default {};
    }

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final List<String> allowed;

    @Activate
    public OriginFilter(Config config) {
        this(List.of(config.allowed()));
    }

    OriginFilter(List<String> allowed) {
        this.allowed = allowed;
    }

    @Override
    public void filter(ContainerRequestContext call) {
        if (HARMLESS.contains(call.getMethod())) {
            return;
        }
        String origin = call.getHeaderString("Origin");
        String site = call.getHeaderString("Sec-Fetch-Site");
        boolean listed = origin != null && allowed.contains(origin);
        boolean foreign = (site != null && !OWN_SITE.contains(site))
                || (origin != null && !isOwn(origin, call.getHeaderString(HttpHeaders.HOST)));
        if (foreign && !listed) {
            call.abortWith(Problem.of(403, "FOREIGN_ORIGIN", "A page of another site may not send this")
                    .answer()
                    .build());
        }
    }

    private static boolean isOwn(String origin, String host) {
        int scheme = origin.indexOf("://");
        return scheme > 0
                && host != null
                && origin.substring(scheme + 3).toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
    }
}
