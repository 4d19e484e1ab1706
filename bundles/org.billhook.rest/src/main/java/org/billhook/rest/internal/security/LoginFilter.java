package org.billhook.rest.internal.security;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.billhook.rest.internal.call.CurrentCall;
import org.billhook.rest.internal.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Everything but the public paths needs a login, paths that do not exist included. */
@Component(service = ContainerRequestFilter.class)
@JakartarsExtension
@JakartarsName("billhook.login")
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class LoginFilter implements ContainerRequestFilter {

    private static final String CHALLENGE = "Basic realm=\"Billhook\", charset=\"UTF-8\"";
    /** What a user may do who must change the password first. */
    private static final Set<String> BEFORE_CHANGE = Set.of("GET users/me", "POST users/me/password");

    private final Logins logins;

    @Activate
    public LoginFilter(@Reference Logins logins) {
        this.logins = logins;
    }

    @Override
    public void filter(ContainerRequestContext call) {
        String path = call.getUriInfo().getPath();
        if (PublicPaths.has(path)) {
            return;
        }
        Optional<BasicCredentials> given = BasicCredentials.of(call.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (given.isEmpty()) {
            if (PublicPaths.saysMoreToUsers(path) && call.getHeaderString(HttpHeaders.AUTHORIZATION) == null) {
                return;
            }
            call.abortWith(unauthorized("This needs a login: send the header Authorization with name and password"));
            return;
        }
        Logins.Outcome outcome = logins.login(
                given.get().user(),
                given.get().password(),
                CurrentCall.address().orElse("unknown"));
        if (outcome instanceof Logins.MustWait wait) {
            call.abortWith(tooMany(wait.time()));
        } else if (outcome instanceof Logins.Granted granted) {
            admit(call, path, granted.login());
        } else {
            call.abortWith(unauthorized("Name or password is wrong"));
        }
    }

    private static void admit(ContainerRequestContext call, String path, Login login) {
        String asked = call.getMethod() + " " + (path.startsWith("/") ? path.substring(1) : path);
        if (login.mustChangePassword() && !BEFORE_CHANGE.contains(asked)) {
            call.abortWith(Problem.of(
                            403,
                            "PASSWORD_CHANGE_REQUIRED",
                            "Change the password first: POST /api/v1/users/me/password")
                    .answer()
                    .build());
            return;
        }
        call.setSecurityContext(new LoggedIn(
                login, "https".equals(call.getUriInfo().getRequestUri().getScheme())));
    }

    private static Response unauthorized(String detail) {
        return Problem.of(401, "LOGIN_REQUIRED", detail)
                .answer()
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                .build();
    }

    private static Response tooMany(Duration wait) {
        long seconds = wait.toSeconds() + 1;
        return Problem.of(429, "TOO_MANY_FAILED_LOGINS", "Too many failed logins: try again in %d s".formatted(seconds))
                .answer()
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build();
    }
}
