package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.awaitility.Awaitility;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on the login, over HTTP and ssh, with real guesses at the same time. Each test has users and addresses of its own. */
@ExtendWith(Servers.class)
class GuessingIT {

    private static final int BURST = 150;
    private static final int MOST_CHECKED = 10;
    /** Of {@link LoginIT#user}. */
    private static final String PASSWORD = "a-second-one-for-tests";

    private static final String AT_COST_12 = HexFormat.of().formatHex("$2a$12$".getBytes(StandardCharsets.US_ASCII));

    @Test
    void burstOfGuessesIsHardlyLookedAtAndKeepsNobodyOut(DerbyServer server) throws Exception {
        LoginIT.user(server, "gus", "viewer");
        Caller attacker = new Caller(server, "127.0.3.1");
        Caller known = new Caller(server, "127.0.3.2");
        assertThat(known.login("gus", PASSWORD)).isEqualTo(200);

        List<Integer> burst = burst(BURST, i -> attacker.login("gus", "guess number " + i));

        assertThat(burst).containsOnly(401, 429);
        assertThat(burst.stream().filter(status -> status == 401).count()).isBetween(1L, (long) MOST_CHECKED);
        assertThat(refused(server, "gus", "127.0.3.1")).isBetween(1L, (long) MOST_CHECKED);
        for (int i = 0; i < 20; i++) {
            attacker.login("gus", "later guess " + i);
            assertThat(known.login("gus", PASSWORD)).isEqualTo(200);
        }
        assertThat(attacker.login("gus", PASSWORD)).as("not even the right one").isEqualTo(429);
    }

    @Test
    void burstAtAUserWhoIsLoggedInFromTheSameAddressFindsNothing(DerbyServer server) throws Exception {
        LoginIT.user(server, "gwen", "viewer");
        Caller shared = new Caller(server, "127.0.3.3");
        assertThat(shared.login("gwen", PASSWORD)).isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            shared.login("gwen", "guess number " + i);
        }

        List<Integer> burst = burst(BURST, i -> shared.login("gwen", i == BURST / 2 ? PASSWORD : "another guess " + i));

        assertThat(burst.stream().filter(status -> status != 429).count()).isLessThanOrEqualTo(MOST_CHECKED - 5L);
    }

    @Test
    void burstAtManyNamesIsHardlyLookedAtAndTheUsersOfThatAddressGoOn(DerbyServer server) throws Exception {
        LoginIT.user(server, "gina", "viewer");
        Caller proxy = new Caller(server, "127.0.3.4");
        assertThat(proxy.login("gina", PASSWORD)).isEqualTo(200);

        List<Integer> burst = burst(BURST, i -> proxy.login("name" + i, "guess number " + i));

        assertThat(burst.stream().filter(status -> status == 401).count()).isBetween(1L, (long) MOST_CHECKED);
        assertThat(proxy.login("gina", PASSWORD)).isEqualTo(200);
    }

    @Test
    void programWithAnOldPasswordLocksOutNobody(DerbyServer server) throws IOException {
        LoginIT.user(server, "gail", "viewer");
        Caller machine = new Caller(server, "127.0.3.5");
        for (int i = 0; i < 100; i++) {
            assertThat(machine.login("gail", "of-last-year-and-over")).isEqualTo(401);
        }

        assertThat(machine.login("gail", PASSWORD)).isEqualTo(200);
        assertThat(refused(server, "gail", "127.0.3.5")).as("checks").isBetween(1L, 3L);
    }

    @Test
    void manyCallsAtOnceWithTheRightPasswordAreAllLetIn(DerbyServer server) throws Exception {
        LoginIT.user(server, "gita", "viewer");
        Caller program = new Caller(server, "127.0.3.6");

        assertThat(burst(40, i -> program.login("gita", PASSWORD))).containsOnly(200);
    }

    @Test
    void shellHasTheSameGuard(DerbyServer server) throws Exception {
        server.api()
                .post(
                        "/users",
                        Map.of("name", "gero", "password", "a-first-one-for-tests", "roles", List.of("administrator")))
                .expect(201);
        Api.anonymous(server.address())
                .as("gero", "a-first-one-for-tests")
                .post("/users/me/password", Map.of("current", "a-first-one-for-tests", "password", PASSWORD))
                .expect(204);
        try (SshClient client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
            client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
            client.start();
            assertThat(shell(client, server, "127.0.3.8", PASSWORD)).as("known").isTrue();

            List<Boolean> burst = burst(BURST, i -> shell(client, server, "127.0.3.7", "guess number " + i));

            assertThat(burst).containsOnly(false);
            assertThat(refused(server, "gero", "127.0.3.7")).isBetween(1L, (long) MOST_CHECKED);
            assertThat(shell(client, server, "127.0.3.7", PASSWORD))
                    .as("the right one where one has to wait")
                    .isFalse();
            assertThat(shell(client, server, "127.0.3.8", PASSWORD)).as("known").isTrue();
        }
        assertThat(new Caller(server, "127.0.3.7").login("gero", PASSWORD))
                .as("counted together with calls")
                .isEqualTo(429);
        assertThat(new Caller(server, "127.0.3.8").login("gero", PASSWORD)).isEqualTo(200);
    }

    @Test
    void headerOfAProxyCountsOnlyWhereItIsNamed(DerbyServer server) throws Exception {
        LoginIT.user(server, "gabi", "viewer");
        server.server().configure("org.billhook.rest.proxies.cfg", Map.of("trusted", "127.0.3.9/32"));
        Caller proxy = new Caller(server, "127.0.3.9");
        Awaitility.await("proxy trusted").atMost(Duration.ofMinutes(1)).until(() -> {
            String name = "probe" + System.nanoTime();
            proxy.login(name, "guess", Map.of("X-Forwarded-For", "198.51.100.7"));
            return refused(server, name, "198.51.100.7") == 1;
        });
        assertThat(proxy.login("gabi", PASSWORD, Map.of("X-Forwarded-For", "203.0.113.1")))
                .isEqualTo(200);

        List<Integer> burst = burst(
                BURST,
                i -> proxy.login(
                        "gabi",
                        "guess number " + i,
                        Map.of("X-Forwarded-For", "203.0.113.%d, 198.51.100.8".formatted(i))));

        assertThat(burst.stream().filter(status -> status == 401).count()).isBetween(1L, (long) MOST_CHECKED);
        assertThat(refused(server, "gabi", "198.51.100.8"))
                .as("not what it sent itself")
                .isPositive();
        assertThat(proxy.login("gabi", PASSWORD, Map.of("X-Forwarded-For", "203.0.113.1")))
                .isEqualTo(200);
        Caller direct = new Caller(server, "127.0.3.10");
        burst = burst(BURST, i -> direct.login("gabi", "other " + i, Map.of("X-Forwarded-For", "192.0.2." + i)));
        assertThat(burst.stream().filter(status -> status == 401).count())
                .as("a header that anybody sends")
                .isLessThanOrEqualTo(MOST_CHECKED);
        assertThat(Files.readString(server.home().resolve("data/log/billhook.log")))
                .doesNotContain("user='gabi' address='192.0.2.");
    }

    @Test
    void unknownNameTakesAsLongAsAKnownOne(DerbyServer server) throws IOException {
        LoginIT.user(server, "gert", "viewer");
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            known.add(nanos(new Caller(server, "127.0.4." + (1 + i)), "gert", "a wrong one " + i));
            unknown.add(nanos(new Caller(server, "127.0.5." + (1 + i)), "nobody" + i, "a wrong one " + i));
        }

        assertThat(median(unknown)).isBetween(median(known) / 2, median(known) * 2);
    }

    @Test
    void hashOfBeforeCountsAndIsMadeAnewAtTheLogin(DerbyServer server) throws Exception {
        LoginIT.user(server, "olga", "viewer");
        Path users = server.home().resolve("etc/users.properties");
        assertThat(hashOf(users, "olga")).startsWith("{CRYPT}" + AT_COST_12);
        String old = HexFormat.of()
                .formatHex("$2b$10$abcdefghijklmnopqrstuuIu8LGNBXe5mG9xGRUiFgIAjoA.LkCDO"
                        .getBytes(StandardCharsets.US_ASCII));
        Files.writeString(users, Files.readString(users).replace(hashOf(users, "olga"), "{CRYPT}" + old + "{CRYPT}"));
        Caller olga = new Caller(server, "127.0.3.11");

        assertThat(olga.login("olga", "a wrong password of hers")).isEqualTo(401);
        assertThat(hashOf(users, "olga")).as("after a wrong one").contains(old);
        assertThat(olga.login("olga", "an old password of hers")).isEqualTo(200);
        assertThat(hashOf(users, "olga")).startsWith("{CRYPT}" + AT_COST_12);
        assertThat(new Caller(server, "127.0.3.12").login("olga", "an old password of hers"))
                .as("by the new hash")
                .isEqualTo(200);
        assertThat(server.api().get("/users/olga").expect(200).body()).contains("\"viewer\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aaaaaaaaaaaa", "123456789012", "password1234", "            ", "qwertyuiop12"})
    void passwordThatIsGuessedEarlyIsRefused(String common, DerbyServer server) throws IOException {
        Answer refused = server.api()
                .post("/users", Map.of("name", "gone", "password", common, "roles", List.of("viewer")))
                .expect(400);

        assertThat(refused.body()).contains("COMMON_PASSWORD").doesNotContain(common);
        assertThat(server.api().get("/users/gone").status()).isEqualTo(404);
    }

    private static boolean shell(SshClient client, RunningServer server, String from, String password) {
        try (ClientSession session = client.connect(
                        "gero", new InetSocketAddress("127.0.0.1", server.sshPort()), new InetSocketAddress(from, 0))
                .verify(60, TimeUnit.SECONDS)
                .getSession()) {
            session.addPasswordIdentity(password);
            session.auth().verify(60, TimeUnit.SECONDS);
            return true;
        } catch (SshException e) {
            return false; // not let in; that the right password is let in says that it is no other fault
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Passwords under this name from this address that were looked at and found wrong, by the log. */
    private static long refused(RunningServer server, String user, String address) throws IOException {
        String line = "Login refused user='%s' address='%s'".formatted(user, address);
        return Files.readString(server.home().resolve("data/log/billhook.log"))
                .lines()
                .filter(text -> text.contains(line))
                .count();
    }

    private static String hashOf(Path users, String name) throws IOException {
        return Files.readAllLines(users).stream()
                .filter(line -> line.matches(name + "\\s*=.*"))
                .map(line -> line.split("=", 2)[1].strip().split(",")[0])
                .findFirst()
                .orElseThrow();
    }

    private static long nanos(Caller caller, String user, String password) {
        long start = System.nanoTime();
        assertThat(caller.login(user, password)).isEqualTo(401);
        return System.nanoTime() - start;
    }

    private static long median(List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        assertThat(Arrays.stream(sorted).count()).isEqualTo(5);
        return sorted[2];
    }

    private static <T> List<T> burst(int size, IntFunction<T> attempt) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(size);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<T>> all = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    start.await();
                    return attempt.apply(number);
                }));
            }
            start.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> one : all) {
                answers.add(one.get(2, TimeUnit.MINUTES));
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
