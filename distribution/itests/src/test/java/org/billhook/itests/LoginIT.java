package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.billhook.harness.Administrator;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Ports;
import org.billhook.harness.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody gets in without a login, and nobody further than the roles reach. */
@ExtendWith(Servers.class)
class LoginIT {

    private static final Set<String> OPEN = Set.of("/ready", "/openapi.json", "/health");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @Test
    void everyEndpointOfTheDocumentNeedsALogin(ExamServer server) {
        Api anonymous = Api.anonymous(server.address());
        List<String> asked = new ArrayList<>();
        for (Endpoint endpoint : endpoints(anonymous)) {
            if (OPEN.contains(endpoint.path())) {
                continue;
            }
            Answer answer = anonymous.send(
                    endpoint.method(),
                    endpoint.path().replaceAll("\\{[^}]*}", "1"),
                    BodyPublishers.noBody(),
                    Map.of("Content-Type", "application/json"));
            assertThat(answer.status()).as(answer.call()).isEqualTo(401);
            assertThat(answer.header("Content-Type")).as(answer.call()).hasValue("application/problem+json");
            assertThat(answer.text("code")).isEqualTo("LOGIN_REQUIRED");
            asked.add(endpoint.path());
        }
        assertThat(asked).contains("/users", "/users/me");
    }

    @Test
    void healthSaysToNobodyMoreThanWhetherTheServerIsReady(DerbyServer server) throws IOException {
        assertThat(Api.anonymous(server.address()).get("/health").expect(200).body())
                .isEqualTo("{\"ready\":true}");
        JsonNode known = server.api().get("/health").expect(200).json();
        assertThat(known.at("/services/LedgerCommands").asBoolean()).isTrue();
        assertThat(known.get("problems").isArray()).isTrue();
    }

    @Test
    void wrongPasswordIsRefusedWithoutTellingWhy(DerbyServer server) {
        Answer wrong = Api.anonymous(server.address())
                .as(Administrator.NAME, "not-the-password")
                .get("/users/me");
        Answer unknown =
                Api.anonymous(server.address()).as("nobody", "not-the-password").get("/users/me");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text("detail")).isEqualTo(wrong.text("detail"));
    }

    @Test
    void firstPasswordIsMadeUpShownOnceAndMustBeChanged() throws Exception {
        try (Server server = Server.unpack(TestFiles.archive(), TestFiles.folder("first"), Ports.free(), Map.of())) {
            String shown = server.start();
            Path file = server.home().resolve("data/first-password.txt");
            String password = Files.readString(file).trim().split(":", 2)[1];
            Api first = Api.anonymous(server.address()).as(Administrator.NAME, password);

            assertThat(shown).contains("password '%s'".formatted(password));
            assertThat(password).hasSizeGreaterThanOrEqualTo(16);
            Answer early = first.get("/users");
            assertThat(early.status()).isEqualTo(403);
            assertThat(early.text("code")).isEqualTo("PASSWORD_CHANGE_REQUIRED");
            assertThat(change(first, password, "short").status()).isEqualTo(400);
            assertThat(change(first, "not-it-at-all", "long-enough-to-do").status())
                    .isEqualTo(422);
            change(first, password, "long-enough-to-do").expect(204);
            assertThat(first.get("/users").status()).isEqualTo(401);
            assertThat(file).doesNotExist();
            Api.anonymous(server.address())
                    .as(Administrator.NAME, "long-enough-to-do")
                    .get("/users")
                    .expect(200);
            server.stop();
            assertThat(server.start()).as("second start").doesNotContain("password '");
        }
    }

    @Test
    @Tag("I-7")
    void rolesAreNamedWhereTheyAreMissing(DerbyServer server) throws IOException {
        Api viewer = user(server, "vera", "viewer");

        Answer refused = viewer.get("/users");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("ROLE_REQUIRED");
        assertThat(refused.text("detail")).contains("administrator");
        assertThat(viewer.get("/users/me").expect(200).text("name")).isEqualTo("vera");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api"})
    void whoComesByBrowserIsToldWhatThisIs(String path, ExamServer server) {
        Answer page = Api.anonymous(server.address()).get(path).expect(200);

        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .contains("Billhook", "This server is ready.", "href=\"/api/docs\"")
                .doesNotContain("{state}", "<script");
    }

    @Test
    void pathThatIsNotThereTellsNothingOfTheServer(ExamServer server) {
        Answer nowhere =
                Api.anonymous(server.address()).get("/api-of-mine/secret").expect(404);

        assertThat(nowhere.header("Content-Type")).hasValue("application/problem+json");
        assertThat(nowhere.text("code")).isEqualTo("UNKNOWN");
        assertThat(nowhere.text("detail")).isEqualTo("There is no such page. What there is: /");
    }

    @Test
    @Tag("I-7")
    void tokenActsForItsOwnerUntilItIsRevoked(DerbyServer server) throws IOException {
        Api owner = user(server, "tom", "billing-clerk");
        String lastDay = LocalDate.now(ZoneOffset.UTC).plusDays(30).toString();
        Map<String, Object> asked = Map.of("label", "Nightly run", "scopes", List.of("viewer"), "lastDay", lastDay);
        Answer made = owner.post("/tokens", asked, Map.of()).expect(201);
        String id = made.text("id");
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + made.text("token"));
        Api anyone = Api.anonymous(server.address());

        assertThat(made.header("Location").orElseThrow()).endsWith("/tokens/" + id);
        assertThat(get(anyone, "/users/me", bearer).expect(200).text("name")).isEqualTo("tom");
        get(anyone, "/due-list?keyDate=2026-01-31", bearer).expect(200);
        assertThat(anyone.post("/runs", Map.of("keyDate", "2026-01-31"), bearer)
                        .expect(403)
                        .text("code"))
                .as("narrower than its owner")
                .isEqualTo("ROLE_REQUIRED");
        assertThat(anyone.post("/tokens", asked, bearer).expect(403).text("code"))
                .isEqualTo("PASSWORD_LOGIN_REQUIRED");
        assertThat(anyone.post("/users/me/password", Map.of("current", "x", "password", "y"), bearer)
                        .expect(403)
                        .text("code"))
                .isEqualTo("PASSWORD_LOGIN_REQUIRED");
        assertThat(owner.get("/tokens").expect(200).body())
                .contains("Nightly run", "\"state\":\"ACTIVE\"")
                .doesNotContain(made.text("token"), "hash");
        assertThat(owner.post(
                                "/tokens",
                                Map.of("label", "x", "scopes", List.of("administrator"), "lastDay", lastDay),
                                Map.of())
                        .expect(422)
                        .body())
                .contains("WIDER_THAN_OWNER");
        owner.post("/tokens", asked, Map.of("Idempotency-Key", "t-1")).expect(400);
        user(server, "ulla", "viewer").delete("/tokens/" + id, Map.of()).expect(404);
        assertThat(server.api().get("/changes?limit=1000").expect(200).body())
                .contains("configuration/api-token/" + id);
        owner.delete("/tokens/" + id, Map.of()).expect(204);
        get(anyone, "/users/me", bearer).expect(401);
        assertThat(owner.get("/tokens/" + id).expect(200).text("state")).isEqualTo("REVOKED");
    }

    private static Answer get(Api api, String path, Map<String, String> headers) {
        return api.send("GET", path, BodyPublishers.noBody(), headers);
    }

    @Test
    void pageOfAnotherSiteCanNotSendChanges(DerbyServer server) throws IOException {
        Answer refused = server.api()
                .post(
                        "/users",
                        Map.of("name", "mallory", "password", "long-enough-to-do", "roles", List.of("viewer")),
                        Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(server.api().get("/users/mallory").status()).isEqualTo(404);
    }

    /** A new user with some roles, who has changed the first password. */
    static Api user(RunningServer server, String name, String... roles) throws IOException {
        server.api()
                .post("/users", Map.of("name", name, "password", "a-first-one-for-tests", "roles", List.of(roles)))
                .expect(201);
        Api first = Api.anonymous(server.address()).as(name, "a-first-one-for-tests");
        change(first, "a-first-one-for-tests", "a-second-one-for-tests").expect(204);
        return Api.anonymous(server.address()).as(name, "a-second-one-for-tests");
    }

    private static Answer change(Api api, String current, String password) {
        return api.post("/users/me/password", Map.of("current", current, "password", password));
    }

    record Endpoint(String method, String path) {}

    static List<Endpoint> endpoints(Api api) {
        List<Endpoint> all = new ArrayList<>();
        JsonNode paths = api.get("/openapi.json").expect(200).json().get("paths");
        paths.fields().forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            if (METHODS.contains(method)) {
                all.add(new Endpoint(method.toUpperCase(java.util.Locale.ROOT), path.getKey()));
            }
        }));
        return all;
    }
}
