package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who logs in, what is refused and what is done to users can be seen afterwards. */
@ExtendWith(Servers.class)
class SecurityLogIT {

    private static final String PASSWORD = "a-second-one-for-tests";

    @Test
    void loginsAreOneLineForAClientWhateverItCalls(DerbyServer server) throws IOException {
        LoginIT.user(server, "sl-ada", "viewer");
        Caller here = new Caller(server, "127.0.5.1");
        for (int i = 0; i < 20; i++) {
            assertThat(here.login("sl-ada", PASSWORD)).isEqualTo(200);
        }
        assertThat(new Caller(server, "127.0.5.2").login("sl-ada", PASSWORD)).isEqualTo(200);

        assertThat(lines(server, "Login user='sl-ada' address='127.0.5.1' by='password'"))
                .isEqualTo(1);
        assertThat(lines(server, "Login user='sl-ada' address='127.0.5.2' by='password'"))
                .isEqualTo(1);
    }

    @Test
    void whatIsRefusedIsInTheLog(DerbyServer server) throws IOException {
        Api viewer = LoginIT.user(server, "sl-bob", "viewer");
        Caller stranger = new Caller(server, "127.0.5.3");
        for (int i = 0; i < 30; i++) {
            stranger.login("sl-bob", "guess number %d\nLogin user='forged'".formatted(i));
        }
        stranger.login("sl-x' address='192.0.2.9", PASSWORD);
        viewer.get("/users").expect(403);
        Api.anonymous(server.address())
                .send("GET", "/users/me", BodyPublishers.noBody(), Map.of("Authorization", "Bearer nothing"))
                .expect(401);

        assertThat(lines(server, "Login refused user='sl-bob' address='127.0.5.3'"))
                .isBetween(5L, 10L);
        assertThat(lines(server, "address='192.0.2.9"))
                .as("a name is no part of the line")
                .isZero();
        assertThat(lines(server, "this minute are not in the log user='sl-bob' address='127.0.5.3'"))
                .as("one line a minute")
                .isBetween(1L, 2L);
        assertThat(lines(
                        server,
                        "Call refused user='sl-bob' call='GET users' reason='This needs the role administrator'"))
                .isEqualTo(1);
        assertThat(lines(server, "Token refused address=")).isPositive();
    }

    @Test
    void wrongCurrentPasswordsAreCountedAndLogged(DerbyServer server) throws IOException {
        Api own = LoginIT.user(server, "sl-cleo", "viewer");
        Answer answer = null;
        for (int i = 0; i < 12 && (answer == null || answer.status() == 422); i++) {
            answer = own.post(
                    "/users/me/password", Map.of("current", "guess " + i, "password", "a-third-one-for-tests"));
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(lines(server, "Login refused user='sl-cleo'")).isBetween(5L, 10L);
    }

    @Test
    void whatIsDoneToUsersIsInTheChangesAndInTheChain(DerbyServer server) throws IOException {
        LoginIT.user(server, "sl-dan", "viewer");
        Books books = new Books(server.api());
        books.api()
                .put("/users/sl-dan/roles", Map.of("roles", List.of("auditor", "integrator")), Map.of())
                .expect(200);
        books.api().post("/users/sl-dan/disable", Map.of()).expect(200);

        Awaitility.await("written and numbered").atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            List<JsonNode> changes = books.all("/changes?subject=user/sl-dan");
            assertThat(changes)
                    .extracting(change -> "%s: %s -> %s by %s"
                            .formatted(
                                    change.get("field").asText(),
                                    change.path("before").asText("nothing"),
                                    change.path("after").asText("nothing"),
                                    change.get("actor").asText()))
                    .containsExactly(
                            "roles: auditor, integrator -> disabled by admin",
                            "roles: viewer -> auditor, integrator by admin",
                            "password: nothing -> nothing by sl-dan",
                            "created: nothing -> viewer by admin");
            assertThat(books.all("/events").stream()
                            .filter(event -> event.get("subject").asText().equals("user/sl-dan")))
                    .hasSize(4)
                    .allMatch(event -> event.get("type").asText().equals("user.changed"))
                    .noneMatch(event -> event.toString().contains("CRYPT"));
        });
        assertThat(
                        lines(
                                server,
                                "User was changed user='sl-dan' field='roles' before='auditor, integrator' after='disabled' by='admin'"))
                .isEqualTo(1);
        assertThat(books.api().get("/changes?kind=user").expect(200).body()).contains("user/admin");
    }

    private static long lines(RunningServer server, String text) throws IOException {
        return Files.readAllLines(server.home().resolve("data/log/security.log")).stream()
                .filter(line -> line.contains(text))
                .count();
    }
}
