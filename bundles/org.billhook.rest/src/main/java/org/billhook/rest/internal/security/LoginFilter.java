package org.billhook.rest.internal.security;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.billhook.rest.internal.call.CurrentCall;
import org.billhook.rest.internal.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything but the public paths needs a login, paths that do not exist included. */
@Component(service = ContainerRequestFilter.class)
@JakartarsExtension
@JakartarsName("billhook.login")
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class LoginFilter implements ContainerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(LoginFilter.class);

    private static final String CHALLENGE = "Basic realm=\"Billhook\", charset=\"UTF-8\"";
    private static final String TOKEN_CHALLENGE = "Bearer realm=\"Billhook\"";
    private static final String BEARER = "Bearer ";
    private static final int RETRY_SECONDS = 5;
    /** What a user may do who must change the password first. */
    private static final Set<String> BEFORE_CHANGE = Set.of("GET users/me", "POST users/me/password");

    private final Logins logins;
    private final ClientAddresses addresses;

    /** Absent while the store is: users with a password still get in, to see what is missing. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile TokenRealm tokens;

    @Activate
    public LoginFilter(@Reference Logins logins, @Reference ClientAddresses addresses) {
        this.logins = logins;
        this.addresses = addresses;
    }

    LoginFilter(Logins logins, ClientAddresses addresses, TokenRealm tokens) {
        this(logins, addresses);
        this.tokens = tokens;
    }

    @Override
    public void filter(ContainerRequestContext call) {
        String path = call.getUriInfo().getPath();
        if (PublicPaths.has(path)) {
            return;
        }
        String header = call.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            admitByToken(call, header.substring(BEARER.length()).strip());
            return;
        }
        Optional<BasicCredentials> given = BasicCredentials.of(header);
        if (given.isEmpty()) {
            if (PublicPaths.saysMoreToUsers(path) && header == null) {
                return;
            }
            call.abortWith(unauthorized(
                    "This needs a login: send the header Authorization with name and password, or a token"));
            return;
        }
        Logins.Outcome outcome = logins.login(given.get().user(), given.get().password(), address(call));
        if (outcome instanceof Logins.MustWait wait) {
            call.abortWith(tooMany(wait.time()));
        } else if (outcome instanceof Logins.Granted granted) {
            admit(call, path, granted.login());
        } else {
            call.abortWith(unauthorized("Name or password is wrong"));
        }
    }

    private void admitByToken(ContainerRequestContext call, String token) {
        TokenRealm realm = tokens;
        if (realm == null) {
            call.abortWith(Problem.of(503, "UNAVAILABLE", "Tokens can't be checked now: the store is not there")
                    .answer()
                    .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                    .build());
            return;
        }
        Optional<Login> login = realm.login(token);
        if (login.isPresent()) {
            call.setSecurityContext(new LoggedIn(login.get(), isSecure(call), LoggedIn.TOKEN));
        } else {
            LOG.warn("Token refused address='{}'", address(call));
            call.abortWith(unauthorized("The token is wrong, has ended or was revoked"));
        }
    }

    private String address(ContainerRequestContext call) {
        return addresses.of(CurrentCall.address().orElse("unknown"), call.getHeaderString(addresses.header()));
    }

    private static boolean isSecure(ContainerRequestContext call) {
        return "https".equals(call.getUriInfo().getRequestUri().getScheme());
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
        call.setSecurityContext(new LoggedIn(login, isSecure(call), SecurityContext.BASIC_AUTH));
    }

    private static Response unauthorized(String detail) {
        return Problem.of(401, "LOGIN_REQUIRED", detail)
                .answer()
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                .header(HttpHeaders.WWW_AUTHENTICATE, TOKEN_CHALLENGE)
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
