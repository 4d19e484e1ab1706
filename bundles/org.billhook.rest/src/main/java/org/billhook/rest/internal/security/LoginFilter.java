package org.billhook.rest.internal.security;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.Set;
import org.billhook.rest.internal.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
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
    private static final String TOKEN_CHALLENGE = "Bearer realm=\"Billhook\"";
    private static final String LOGIN_REQUIRED = "LOGIN_REQUIRED";
    private static final String BEARER = "Bearer ";
    private static final int RETRY_SECONDS = 5;
    /** What a user may do who must change the password first. */
    private static final Set<String> BEFORE_CHANGE = Set.of("GET users/me", "POST users/me/password");
    /** What a user may do who must set up a second factor first. */
    private static final Set<String> BEFORE_SET_UP = Set.of(
            "GET users/me",
            "POST users/me/password",
            "GET users/me/second-factor",
            "POST users/me/second-factor",
            "POST users/me/second-factor/confirm",
            "DELETE users/me/second-factor");

    /** Header of the code of a second factor. */
    public static final String CODE = "X-Billhook-OTP";

    private final Logins logins;
    private final ClientAddresses addresses;
    private final LoginLog log = new LoginLog(System::nanoTime);

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
                    LOGIN_REQUIRED,
                    "This needs a login: send the header Authorization with name and password, or a token"));
            return;
        }
        String address = addresses.of(call::getHeaderString);
        String code = Optional.ofNullable(call.getHeaderString(CODE))
                .map(String::strip)
                .orElse("");
        Logins.Outcome outcome = logins.login(given.get().user(), given.get().password(), code, address);
        if (outcome instanceof Logins.MustWait wait) {
            log.madeToWait(given.get().user(), address);
            call.abortWith(TooManyLogins.answer(wait.time()));
        } else if (outcome instanceof Logins.Granted granted) {
            log.letIn(granted.login().user(), address, granted.byCode() ? "password and code" : "password");
            admit(call, path, granted.login());
        } else if (outcome instanceof Logins.CodeNeeded) {
            call.abortWith(unauthorized(
                    "SECOND_FACTOR_REQUIRED",
                    "This user has a second factor: send its code in the header %s as well".formatted(CODE)));
        } else if (outcome instanceof Logins.CodeRefused refused) {
            if (refused.again()) {
                log.usedAgain(given.get().user(), address);
            }
            call.abortWith(unauthorized(
                    "SECOND_FACTOR_REFUSED",
                    "The code in the header %s is wrong or was used before: each counts once, the next one comes within 30 seconds"
                            .formatted(CODE)));
        } else {
            call.abortWith(unauthorized(LOGIN_REQUIRED, "Name or password is wrong"));
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
        String address = addresses.of(call::getHeaderString);
        if (login.isPresent()) {
            log.letIn(login.get().user(), address, "token");
            call.setSecurityContext(new LoggedIn(login.get(), isSecure(call), LoggedIn.TOKEN));
        } else {
            LoginLog.tokenRefused(address);
            call.abortWith(unauthorized(LOGIN_REQUIRED, "The token is wrong, has ended or was revoked"));
        }
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
        if (login.mustSetUp() && !BEFORE_SET_UP.contains(asked)) {
            call.abortWith(Problem.of(
                            403,
                            "SECOND_FACTOR_SET_UP_REQUIRED",
                            "Administrators need a second factor here. Set one up first: POST /api/v1/users/me/second-factor, then"
                                    + " POST /api/v1/users/me/second-factor/confirm")
                    .answer()
                    .build());
            return;
        }
        call.setSecurityContext(new LoggedIn(login, isSecure(call), SecurityContext.BASIC_AUTH));
    }

    private static Response unauthorized(String code, String detail) {
        return Problem.of(401, code, detail)
                .answer()
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                .header(HttpHeaders.WWW_AUTHENTICATE, TOKEN_CHALLENGE)
                .build();
    }
}
