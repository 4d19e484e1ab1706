package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.billhook.harness.Administrator;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.billhook.harness.Ports;
import org.billhook.harness.Postgres;
import org.billhook.harness.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users whose password is not enough: over HTTP and ssh, with real codes. */
@ExtendWith(Servers.class)
class SecondFactorIT {

    /** Of {@link LoginIT#user}. */
    private static final String PASSWORD = "a-second-one-for-tests";

    private static final String OWN = "/users/me/second-factor";
    private static final String CODE = "X-Billhook-OTP";

    /** A user after the setting up. */
    private record SetUp(Api api, String secret, Device device, List<String> recovery) {

        Answer get(String path, String code) {
            return api.send("GET", path, BodyPublishers.noBody(), Map.of(CODE, code));
        }
    }

    private static SetUp setUp(Api api, String password) throws InterruptedException {
        Answer made = api.post(OWN, Map.of("current", password), Map.of()).expect(201);
        Device device = new Device(made.text("secret"));
        Answer confirmed = api.post(OWN + "/confirm", Map.of("code", device.code()), Map.of())
                .expect(200);
        List<String> recovery = new ArrayList<>();
        confirmed.json().get("recoveryCodes").forEach(code -> recovery.add(code.asText()));
        return new SetUp(api, made.text("secret"), device, recovery);
    }

    @Test
    void codeIsAskedForOnceItWasConfirmedAndCountsOnce(DerbyServer server) throws Exception {
        Api ada = LoginIT.user(server, "tf-ada", "billing-clerk");
        ada.post(OWN, Map.of("current", PASSWORD), Map.of("Idempotency-Key", "k"))
                .expect(400);
        assertThat(ada.post(OWN, Map.of("current", "not the one"), Map.of())
                        .expect(422)
                        .body())
                .contains("WRONG_PASSWORD");
        Answer made = ada.post(OWN, Map.of("current", PASSWORD), Map.of()).expect(201);
        Device device = new Device(made.text("secret"));

        assertThat(made.text("secret")).matches("[A-Z2-7]{32}");
        assertThat(made.text("uri"))
                .isEqualTo("otpauth://totp/Billhook:tf-ada?secret=%s&issuer=Billhook".formatted(made.text("secret")));
        assertThat(ada.get(OWN).expect(200).text("state")).isEqualTo("PENDING");
        assertThat(ada.post(OWN + "/confirm", Map.of("code", device.wrong(1)), Map.of())
                        .expect(422)
                        .body())
                .contains("WRONG_CODE");
        ada.get("/users/me").expect(200);
        Answer confirmed = ada.post(OWN + "/confirm", Map.of("code", device.code()), Map.of())
                .expect(200);
        JsonNode recovery = confirmed.json().get("recoveryCodes");
        assertThat(recovery).hasSize(10);

        Answer asked = ada.get("/users/me").expect(401);
        assertThat(asked.text("code")).isEqualTo("SECOND_FACTOR_REQUIRED");
        assertThat(asked.text("detail")).contains(CODE);
        assertThat(asked.header("Content-Type")).hasValue("application/problem+json");
        SetUp user = new SetUp(ada, made.text("secret"), device, List.of());
        String code = device.code();
        assertThat(user.get(OWN, code).expect(200).json().get("recoveryCodes").asInt())
                .isEqualTo(10);
        assertThat(user.get("/users/me", code).expect(401).text("code")).isEqualTo("SECOND_FACTOR_REFUSED");
        String lost = recovery.get(4).asText();
        assertThat(user.get(OWN, lost).expect(200).json().get("recoveryCodes").asInt())
                .isEqualTo(9);
        assertThat(user.get("/users/me", lost).expect(401).text("code")).isEqualTo("SECOND_FACTOR_REFUSED");
        Answer wrongPassword = Api.anonymous(server.address())
                .as("tf-ada", "not the one")
                .send("GET", "/users/me", BodyPublishers.noBody(), Map.of(CODE, device.code()));
        assertThat(wrongPassword.expect(401).text("code"))
                .as("no word of a second factor before the password is right")
                .isEqualTo("LOGIN_REQUIRED");
        assertThat(ada.delete(OWN, Map.of()).expect(401).text("code")).isEqualTo("SECOND_FACTOR_REQUIRED");
        ada.delete(OWN, Map.of(CODE, recovery.get(5).asText())).expect(204);
        ada.get("/users/me").expect(200);
        assertThat(ada.delete(OWN, Map.of()).expect(404).text("code")).isEqualTo("UNKNOWN");

        tells(
                server,
                "tf-ada",
                "active -> nothing by tf-ada",
                "a recovery code was used -> 8 recovery codes left by tf-ada",
                "a recovery code was used -> 9 recovery codes left by tf-ada",
                "set up, not confirmed -> active by tf-ada",
                "nothing -> set up, not confirmed by tf-ada");
        String logs = Files.readString(server.home().resolve("data/log/billhook.log"))
                + Files.readString(server.home().resolve("data/log/security.log"));
        assertThat(logs)
                .contains(
                        "Second factor refused user='tf-ada'",
                        "Login waits for its second factor user='tf-ada'",
                        "by='password and code'",
                        "User was changed user='tf-ada' field='second factor' before='active' after='' by='tf-ada'")
                .doesNotContain(made.text("secret"), lost, code + "'");
        assertThat(server.api().get("/changes?subject=user/tf-ada").body()).doesNotContain(made.text("secret"), lost);
    }

    private static void tells(RunningServer server, String user, String... newestFirst) throws IOException {
        Books books = new Books(server.api());
        Awaitility.await("written and numbered").atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(books.all("/changes?subject=user/" + user).stream()
                            .filter(change -> change.get("field").asText().equals("second factor"))
                            .map(change -> "%s -> %s by %s"
                                    .formatted(
                                            change.path("before").asText("nothing"),
                                            change.path("after").asText("nothing"),
                                            change.get("actor").asText())))
                    .containsExactly(newestFirst);
            assertThat(books.all("/events").stream()
                            .filter(event -> event.get("subject").asText().equals("user/" + user))
                            .filter(event -> event.toString().contains("second factor")))
                    .hasSize(newestFirst.length);
        });
    }

    @Test
    void tokenNeedsNoCodeAndMakesNone(DerbyServer server) throws Exception {
        SetUp bob = setUp(LoginIT.user(server, "tf-bob", "viewer"), PASSWORD);
        Map<String, Object> asked = Map.of(
                "label",
                "Nightly",
                "scopes",
                List.of("viewer"),
                "lastDay",
                LocalDate.now(ZoneOffset.UTC).toString());

        assertThat(bob.api().post("/tokens", asked, Map.of()).expect(401).text("code"))
                .isEqualTo("SECOND_FACTOR_REQUIRED");
        Answer token = bob.api()
                .post("/tokens", asked, Map.of(CODE, bob.device().code()))
                .expect(201);
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + token.text("token"));
        Api anyone = Api.anonymous(server.address());
        for (int i = 0; i < 3; i++) {
            anyone.send("GET", "/due-list?keyDate=2026-01-31", BodyPublishers.noBody(), bearer)
                    .expect(200);
        }
        for (Answer refused : List.of(
                anyone.delete(OWN, bearer),
                anyone.post(OWN, Map.of("current", PASSWORD), bearer),
                anyone.post("/tokens", asked, bearer))) {
            assertThat(refused.expect(403).text("code")).isEqualTo("PASSWORD_LOGIN_REQUIRED");
        }
        String other = "a-third-one-for-tests";
        Map<String, String> change = Map.of("current", PASSWORD, "password", other);
        assertThat(bob.api()
                        .post("/users/me/password", change, Map.of())
                        .expect(401)
                        .text("code"))
                .isEqualTo("SECOND_FACTOR_REQUIRED");
        bob.api()
                .post("/users/me/password", change, Map.of(CODE, bob.recovery().get(0)))
                .expect(204);
        assertThat(Api.anonymous(server.address())
                        .as("tf-bob", other)
                        .get("/users/me")
                        .expect(401)
                        .text("code"))
                .as("another password leaves it")
                .isEqualTo("SECOND_FACTOR_REQUIRED");
    }

    @Test
    void administratorRemovesThatOfALostDevice(DerbyServer server) throws Exception {
        setUp(LoginIT.user(server, "tf-cleo", "viewer"), PASSWORD);
        Api cleo = Api.anonymous(server.address()).as("tf-cleo", PASSWORD);
        String path = "/users/tf-cleo/second-factor";
        Api viewer = LoginIT.user(server, "tf-dan", "viewer");

        viewer.delete(path, Map.of()).expect(403);
        viewer.get(path).expect(403);
        assertThat(server.api().get(path).expect(200).text("state")).isEqualTo("ACTIVE");
        assertThat(server.api().get("/users/tf-cleo").expect(200).body())
                .as("roles of the API")
                .doesNotContain("\"second-factor\"");
        server.api()
                .put("/users/tf-cleo/roles", Map.of("roles", List.of("auditor")), Map.of())
                .expect(200);
        cleo.get("/users/me").expect(401);
        server.api().delete(path, Map.of()).expect(204);
        cleo.get("/users/me").expect(200);
        server.api().delete(path, Map.of()).expect(404);
        server.api().delete("/users/tf-nobody/second-factor", Map.of()).expect(404);
        tells(
                server,
                "tf-cleo",
                "active -> nothing by admin",
                "set up, not confirmed -> active by tf-cleo",
                "nothing -> set up, not confirmed by tf-cleo");
    }

    @Test
    void guessesOfACodeAreBoundedAsThoseOfAPassword(DerbyServer server) throws Exception {
        SetUp eve = setUp(LoginIT.user(server, "tf-eve", "viewer"), PASSWORD);
        Caller thief = new Caller(server, "127.0.8.1");
        Caller own = new Caller(server, "127.0.8.2");
        assertThat(own.login("tf-eve", PASSWORD, Map.of(CODE, eve.device().code())))
                .isEqualTo(200);
        ExecutorService threads = Executors.newFixedThreadPool(150);
        List<Integer> burst = new ArrayList<>();
        try {
            List<Callable<Integer>> guesses = IntStream.range(0, 150)
                    .<Callable<Integer>>mapToObj(i -> () -> thief.login(
                            "tf-eve", PASSWORD, Map.of(CODE, eve.device().wrong(1_000 + i))))
                    .toList();
            for (Future<Integer> one : threads.invokeAll(guesses)) {
                burst.add(one.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(burst).containsOnly(401, 429);
        assertThat(burst.stream().filter(status -> status == 401).count()).isBetween(1L, 10L);
        assertThat(Files.readAllLines(server.home().resolve("data/log/security.log")).stream()
                        .filter(line -> line.contains("Second factor refused user='tf-eve' address='127.0.8.1'"))
                        .count())
                .isBetween(1L, 10L);
        int more = 0;
        while (more < 3) { // until the next wait is one of 8 seconds
            if (thief.login("tf-eve", PASSWORD, Map.of(CODE, eve.device().wrong(2_000 + more))) == 401) {
                more++;
            } else {
                Thread.sleep(200);
            }
        }
        assertThat(thief.login("tf-eve", PASSWORD))
                .as("nor is the password looked at")
                .isEqualTo(429);
        assertThat(own.login("tf-eve", PASSWORD, Map.of(CODE, eve.device().code())))
                .as("who is known goes on")
                .isEqualTo(200);
    }

    @Test
    void administratorsSetOneUpFirstWhereThatIsAskedForAndItOutlivesARestart() throws Exception {
        try (Server server =
                Server.unpack(TestFiles.archive(), TestFiles.folder("second-factor"), Ports.free(), Map.of())) {
            server.start();
            Api admin = Administrator.login(server.home(), server.address(), RunningServer.PASSWORD);
            server.configure("org.billhook.rest.logins.cfg", Map.of("administratorsNeedSecondFactor", "true"));
            Answer refused = Awaitility.await("setting counts")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> admin.get("/users"), answer -> answer.status() == 403);
            assertThat(refused.text("code")).isEqualTo("SECOND_FACTOR_SET_UP_REQUIRED");
            assertThat(refused.text("detail")).contains("POST /api/v1/users/me/second-factor");
            assertThat(admin.get("/users/me").expect(200).text("name")).isEqualTo(Administrator.NAME);
            RunningServer ssh = running(server);
            assertThatThrownBy(() -> Ssh.login(ssh, Administrator.NAME, RunningServer.PASSWORD))
                    .isInstanceOf(IOException.class);

            SetUp set = setUp(admin, RunningServer.PASSWORD);
            admin.get("/users").expect(401);
            String used = set.device().code();
            set.get("/users", used).expect(200);
            assertThatThrownBy(() -> Ssh.login(ssh, Administrator.NAME, RunningServer.PASSWORD))
                    .as("without a code")
                    .isInstanceOf(IOException.class);
            try (Ssh shell = Ssh.login(
                    ssh,
                    Administrator.NAME,
                    RunningServer.PASSWORD + set.device().code())) {
                assertThat(shell.isOpen()).isTrue();
            }
            try (Ssh shell = Ssh.login(
                    ssh,
                    Administrator.NAME,
                    RunningServer.PASSWORD + set.recovery().get(0))) {
                assertThat(shell.isOpen()).isTrue();
            }
            set.get("/users", set.recovery().get(0)).expect(401);
            Path key = server.home().resolve("etc/second-factor.key");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");

            server.kill();
            server.start();

            assertThat(admin.get("/users").expect(401).text("code")).isEqualTo("SECOND_FACTOR_REQUIRED");
            assertThat(set.get("/users", used).expect(401).text("code")).isEqualTo("SECOND_FACTOR_REFUSED");
            set.get("/users", set.recovery().get(0)).expect(401);
            set.get("/users", set.device().code()).expect(200);
            Files.move(key, key.resolveSibling("kept"));
            Answer without = set.get("/users", set.recovery().get(1)).expect(503);
            assertThat(without.body()).contains("SECOND_FACTOR_KEY").doesNotContain(set.secret());
            Files.move(key.resolveSibling("kept"), key);
            set.get("/users", set.recovery().get(1)).expect(200);
        }
    }

    @Test
    void nodesOnOneDatabaseTakeACodeOnceBetweenThem() throws Exception {
        Path folder = TestFiles.folder("second-factor-nodes");
        try (Postgres database = Postgres.start(folder.resolve("database"));
                Server one = node(folder.resolve("one"));
                Server two = node(folder.resolve("two"))) {
            String url = database.createDatabase("billhook");
            one.usePostgres(url);
            two.usePostgres(url);
            one.start();
            SetUp set = setUp(
                    Administrator.login(one.home(), one.address(), RunningServer.PASSWORD), RunningServer.PASSWORD);
            for (String file : List.of("users.properties", "chain.key", "second-factor.key")) {
                Files.copy(
                        one.home().resolve("etc").resolve(file),
                        two.home().resolve("etc").resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            two.start();
            Api other = Api.anonymous(two.address()).as(Administrator.NAME, RunningServer.PASSWORD);

            assertThat(other.get("/users").expect(401).text("code")).isEqualTo("SECOND_FACTOR_REQUIRED");
            String code = set.device().code();
            Map<String, String> header = Map.of(CODE, code);
            set.get("/users", code).expect(200);
            other.send("GET", "/users", BodyPublishers.noBody(), header).expect(401);
            String next = set.device().code();
            other.send("GET", "/users", BodyPublishers.noBody(), Map.of(CODE, next))
                    .expect(200);
            set.get("/users", next).expect(401);
        }
    }

    private static Server node(Path folder) throws Exception {
        return Server.unpack(TestFiles.archive(), folder, Ports.free(), Map.of());
    }

    private static RunningServer running(Server server) {
        return new LaunchedServer(server) {};
    }
}
