package org.billhook.rest.internal.security;

import jakarta.annotation.Priority;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.billhook.rest.internal.call.CurrentCall;
import org.billhook.rest.internal.problem.Problem;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enforces {@code @RolesAllowed} on every resource method, those of plugin bundles included. {@code @PermitAll} means
 * everyone with a login; a method that says nothing, on itself or its class, is closed (law 4).
 */
@Component(service = ContainerRequestFilter.class)
@JakartarsExtension
@JakartarsName("billhook.roles")
@Priority(Priorities.AUTHORIZATION)
public final class RolesFilter implements ContainerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(RolesFilter.class);
    private static final List<String> NOBODY = List.of("");

    @Override
    public void filter(ContainerRequestContext call) {
        String path = call.getUriInfo().getPath();
        if (PublicPaths.has(path) || PublicPaths.saysMoreToUsers(path)) {
            return;
        }
        Optional<Method> method = CurrentCall.method();
        Optional<List<String>> roles = method.flatMap(RolesFilter::roles);
        if (roles.isEmpty()) {
            LOG.error("Resource method names no roles, so nobody may call it method='{}'", method.orElse(null));
            deny(call, "Nobody may call this: it does not say which roles it needs");
            return;
        }
        if (isByToken(call) && needsPassword(call)) {
            call.abortWith(Problem.of(
                            403,
                            "PASSWORD_LOGIN_REQUIRED",
                            "A token can't be used for this: log in with name and password")
                    .answer()
                    .build());
            return;
        }
        boolean loggedIn = call.getSecurityContext().getUserPrincipal() != null;
        List<String> needed = roles.get();
        if (!loggedIn || (!needed.isEmpty() && needed.stream().noneMatch(call.getSecurityContext()::isUserInRole))) {
            deny(call, "This needs the role " + String.join(" or ", needed));
        }
    }

    private static boolean isByToken(ContainerRequestContext call) {
        return LoggedIn.TOKEN.equals(call.getSecurityContext().getAuthenticationScheme());
    }

    private static boolean needsPassword(ContainerRequestContext call) {
        boolean reads =
                call.getMethod().equals(HttpMethod.GET) || call.getMethod().equals(HttpMethod.HEAD);
        return !reads
                && CurrentCall.resource()
                        .filter(resource -> resource.isAnnotationPresent(PasswordOnly.class))
                        .isPresent();
    }

    /** Roles of which one is needed; none of the list for everyone with a login; empty if it is closed. */
    static Optional<List<String>> roles(Method method) {
        return declared(method).or(() -> declared(method.getDeclaringClass())).filter(found -> !found.equals(NOBODY));
    }

    private static Optional<List<String>> declared(AnnotatedElement element) {
        if (element.isAnnotationPresent(DenyAll.class)) {
            return Optional.of(NOBODY);
        }
        if (element.isAnnotationPresent(RolesAllowed.class)) {
            List<String> roles =
                    Arrays.asList(element.getAnnotation(RolesAllowed.class).value());
            return Optional.of(roles.isEmpty() ? NOBODY : roles);
        }
        return element.isAnnotationPresent(PermitAll.class) ? Optional.of(List.of()) : Optional.empty();
    }

    private static void deny(ContainerRequestContext call, String detail) {
        Principal user = call.getSecurityContext().getUserPrincipal();
        LoginLog.SECURITY.warn(
                "Call refused user='{}' call='{} {}' reason='{}'",
                user == null ? "" : user.getName(),
                call.getMethod(),
                LoginLog.printable(call.getUriInfo().getPath()),
                detail);
        call.abortWith(Problem.of(403, "ROLE_REQUIRED", detail).answer().build());
    }
}
