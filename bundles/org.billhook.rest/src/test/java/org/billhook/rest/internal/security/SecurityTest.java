package org.billhook.rest.internal.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.rest.internal.RestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityTest {

    private static final String PASSWORD = "correct horse battery";

    private final Map<String, Set<String>> users = new HashMap<>(Map.of(
            "vera", Set.of("viewer"),
            "carl", Set.of("billing-clerk", "ssh"),
            "root", Set.of("administrator", "admin"),
            "nora", Set.of(),
            "newt", Set.of("administrator", "password-change-required"),
            "coda", Set.of("viewer"),
            "bare", Set.of("administrator"),
            "dora", Set.of("administrator", "disabled")));
    private final Realm realm =
            (user, password) -> Optional.ofNullable(password.equals(PASSWORD) ? users.get(user) : null);
    private final MovableClock clock = new MovableClock();
    private final TokenRealm tokens = token ->
            token.equals("good") ? Optional.of(new Login("carl", Set.of("viewer"), false, false)) : Optional.empty();
    private final SecondStep codes = new SecondStep() {
        @Override
        public Result take(String user, Set<String> stored, String code) {
            if (isActive(user)) {
                return code.isEmpty() ? Result.MISSING : code.equals("123456") ? Result.DONE : Result.WRONG;
            }
            return user.equals("bare") ? Result.TO_BE_SET_UP : Result.NOT_NEEDED;
        }

        @Override
        public boolean isActive(String user) {
            return user.equals("coda");
        }
    };
    private RestServer server;

    @BeforeEach
    void start() {
        server = new RestServer(
                List.of(new Tools(), new Ready(), new Health(), new Me()),
                new LoginFilter(
                        new Logins(realm, LoginsForTest.NO_HASHES, codes, clock),
                        new ClientAddresses(List.of(), "X-Forwarded-For"),
                        tokens),
                new RolesFilter(),
                new OriginFilter(List.of("https://billing.example.com")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"/tools/any", "/tools/clerk", "/nothing", "/tools/silent"})
    void everythingNeedsALogin(String path) {
        HttpResponse<String> answer = server.get(path);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(String.join(",", answer.headers().allValues("WWW-Authenticate")))
                .isEqualTo("Basic realm=\"Billhook\", charset=\"UTF-8\",Bearer realm=\"Billhook\"");
        assertThat(RestServer.json(answer).get("code").asText()).isEqualTo("LOGIN_REQUIRED");
    }

    @ParameterizedTest
    @CsvSource({"any, 200", "view, 200", "clerk, 403"})
    void tokenOpensWhatItsRolesOpen(String path, int status) {
        assertThat(withToken("good", "/tools/" + path).statusCode()).isEqualTo(status);
    }

    @Test
    void wrongTokenIsNoLogin() {
        assertThat(withToken("bad", "/tools/any").statusCode()).isEqualTo(401);
        assertThat(withToken("", "/tools/any").statusCode()).isEqualTo(401);
    }

    @Test
    void tokenChangesNothingWherePasswordsAreMade() {
        HttpResponse<String> refused = post(server.call("/users/me/password").header("Authorization", "Bearer good"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(RestServer.json(refused).get("code").asText()).isEqualTo("PASSWORD_LOGIN_REQUIRED");
        assertThat(withToken("good", "/users/me").statusCode()).as("reading").isEqualTo(200);
        assertThat(post(server.callAs("carl", PASSWORD, "/users/me/password")).statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> withToken(String token, String path) {
        return server.send(server.call(path).header("Authorization", "Bearer " + token));
    }

    @Test
    void readinessNeedsNone() {
        assertThat(server.get("/ready").body()).isEqualTo("yes");
    }

    @Test
    void healthSaysMoreToUsersAndRefusesAWrongPassword() {
        assertThat(server.get("/health").body()).isEqualTo("nobody");
        assertThat(server.send(server.callAs("vera", PASSWORD, "/health")).body())
                .isEqualTo("vera");
        assertThat(server.send(server.callAs("vera", "wrong", "/health")).statusCode())
                .isEqualTo(401);
        assertThat(server.send(server.call("/health").header("Authorization", "Bearer x"))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "vera, any, 200", "vera, view, 200", "vera, clerk, 403",
        "carl, any, 200", "carl, view, 200", "carl, clerk, 200",
        "root, any, 200", "root, view, 200", "root, clerk, 200",
        "nora, any, 200", "nora, view, 403", "nora, clerk, 403",
    })
    void roleThatIsNamedIsNeeded(String user, String path, int status) {
        assertThat(as(user, "/tools/" + path).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"silent", "denied", "empty", "sub/silent"})
    void methodThatNamesNoRoleIsClosedToEveryone(String path) {
        assertThat(as("root", "/tools/" + path).statusCode()).isEqualTo(403);
    }

    @Test
    void wrongPasswordUnknownAndDisabledUserGetTheSameAnswer() {
        String wrong = server.send(server.callAs("vera", "x", "/tools/any")).body();

        assertThat(server.send(server.callAs("nobody", "x", "/tools/any")).body())
                .isEqualTo(wrong);
        assertThat(as("dora", "/tools/any").body()).isEqualTo(wrong);
        assertThat(as("dora", "/tools/any").statusCode()).isEqualTo(401);
    }

    @Test
    void nothingButChangingThePasswordIsOpenBeforeItIsChanged() {
        assertThat(RestServer.json(as("newt", "/tools/any")).get("code").asText())
                .isEqualTo("PASSWORD_CHANGE_REQUIRED");
        assertThat(as("newt", "/users/me").statusCode()).isEqualTo(200);
        assertThat(post(server.callAs("newt", PASSWORD, "/users/me/password")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void codeIsAskedForAfterTheRightPasswordAlone() {
        HttpResponse<String> asked = as("coda", "/tools/any");

        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(RestServer.json(asked).get("code").asText()).isEqualTo("SECOND_FACTOR_REQUIRED");
        assertThat(RestServer.json(asked).get("detail").asText()).contains("X-Billhook-OTP");
        HttpResponse<String> wrongPassword =
                server.send(server.callAs("coda", "wrong", "/tools/any").header("X-Billhook-OTP", "123456"));
        assertThat(RestServer.json(wrongPassword).get("code").asText()).isEqualTo("LOGIN_REQUIRED");
        HttpResponse<String> wrong = withCode("654321");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(RestServer.json(wrong).get("code").asText()).isEqualTo("SECOND_FACTOR_REFUSED");
        assertThat(withCode("123456").statusCode()).isEqualTo(200);
        assertThat(withCode("123456").statusCode()).as("again").isEqualTo(401);
        assertThat(withToken("good", "/tools/any").statusCode())
                .as("a token needs none")
                .isEqualTo(200);
    }

    private HttpResponse<String> withCode(String code) {
        return server.send(server.callAs("coda", PASSWORD, "/tools/any").header("X-Billhook-OTP", code));
    }

    @Test
    void nothingButSettingUpIsOpenToWhoNeedsASecondFactor() {
        HttpResponse<String> refused = as("bare", "/tools/any");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(RestServer.json(refused).get("code").asText()).isEqualTo("SECOND_FACTOR_SET_UP_REQUIRED");
        assertThat(RestServer.json(refused).get("detail").asText()).contains("POST /api/v1/users/me/second-factor");
        assertThat(as("bare", "/users/me").statusCode()).isEqualTo(200);
        assertThat(as("bare", "/health").statusCode()).isEqualTo(403);
    }

    @Test
    void guessingIsSlowedDown() {
        for (int i = 0; i < 5; i++) {
            assertThat(server.send(server.callAs("vera", "guess" + i, "/tools/any"))
                            .statusCode())
                    .isEqualTo(401);
        }
        HttpResponse<String> refused = as("vera", "/tools/any");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");

        clock.forward(2);
        assertThat(as("vera", "/tools/any").statusCode()).isEqualTo(200);
    }

    @Test
    void headerThatNoProxyWroteGivesAGuesserNoOtherAddress() {
        for (int i = 0; i < 5; i++) {
            assertThat(guessFrom("198.51.100." + i, i).statusCode()).isEqualTo(401);
        }
        assertThat(guessFrom("198.51.100.99", 99).statusCode()).isEqualTo(429);
    }

    private HttpResponse<String> guessFrom(String address, int number) {
        return server.send(server.callAs("vera", "guess" + number, "/tools/any").header("X-Forwarded-For", address));
    }

    @Test
    void pageOfAnotherSiteCanNotSendChanges() {
        assertThat(post(own().header("Origin", "https://evil.example.com")).statusCode())
                .isEqualTo(403);
        assertThat(post(own().header("Sec-Fetch-Site", "cross-site")).statusCode())
                .isEqualTo(403);
        assertThat(post(own().header("Origin", "null")).statusCode()).isEqualTo(403);
        assertThat(post(own().header("Origin", "https://billing.example.com")).statusCode())
                .isEqualTo(200);
        assertThat(post(own()).statusCode()).isEqualTo(200);
    }

    private HttpRequest.Builder own() {
        return server.callAs("vera", PASSWORD, "/users/me/password");
    }

    private HttpResponse<String> post(HttpRequest.Builder call) {
        return server.send(call.POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpResponse<String> as(String user, String path) {
        return server.send(server.callAs(user, PASSWORD, path));
    }

    @Path("/tools")
    public static final class Tools {

        @GET
        @Path("any")
        @PermitAll
        public String any(@Context SecurityContext caller) {
            return caller.getUserPrincipal().getName();
        }

        @GET
        @Path("view")
        @RolesAllowed("viewer")
        public String view() {
            return "";
        }

        @GET
        @Path("clerk")
        @RolesAllowed({"billing-clerk", "billing-approver"})
        public String clerk() {
            return "";
        }

        @GET
        @Path("silent")
        public String silent() {
            return "open";
        }

        @GET
        @Path("denied")
        @DenyAll
        public String denied() {
            return "open";
        }

        @GET
        @Path("empty")
        @RolesAllowed({})
        public String empty() {
            return "open";
        }

        @Path("sub")
        public Object sub() {
            return new Tools();
        }
    }

    /** As {@code /health} is. */
    @Path("health")
    public static final class Health {
        @GET
        @PermitAll
        public String health(@Context SecurityContext caller) {
            return caller.getUserPrincipal() == null
                    ? "nobody"
                    : caller.getUserPrincipal().getName();
        }
    }

    @Path("/ready")
    public static final class Ready {

        @GET
        public String ready() {
            return "yes";
        }
    }

    @PasswordOnly
    @Path("/users/me")
    @PermitAll
    public static final class Me {

        @GET
        public String me() {
            return "";
        }

        @POST
        @Path("password")
        public String password() {
            return "";
        }
    }
}
