package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.billhook.harness.Administrator;
import org.billhook.harness.Api;
import org.billhook.harness.Ports;
import org.billhook.harness.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kill -9 at a random moment of the first start leaves a server that starts, with a first password. As often as
 * {@code -Dbillhook.kills} says.
 */
class FirstStartKilledIT {

    private static final int KILLS = Integer.getInteger("billhook.kills");
    /** Longer than a first start takes on a quiet machine, so some kills come just after it. */
    private static final int LATEST_MILLIS = 25_000;

    /** As the framework notes it: {@code Bundle.ACTIVE}. */
    private static final String ACTIVE = "32";

    /** More bundles than the container has before it installs those of features. */
    private static final int SOME = 50;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void serverStartsWithAFirstPasswordWheneverItsFirstStartWasKilled() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            // spread evenly, so that a few kills are not all at the same stage
            int after = (int) ((kill - 1 + random.nextDouble()) * LATEST_MILLIS / KILLS);
            try (Server server =
                    Server.unpack(TestFiles.archive(), TestFiles.folder("killed-first"), Ports.free(), Map.of())) {
                String what = "kill %d of %d, %d ms after the first start, seed %d, %s"
                        .formatted(kill, KILLS, after, seed, server.home());
                startAndKill(server, () -> Thread.sleep(after));

                startsWithAFirstPassword(server, what);
            }
        }
    }

    /** Moments that a random one seldom meets: what is made is not whole yet. */
    @ParameterizedTest
    @ValueSource(strings = {"data/derby/billhook.unfinished", "data/first-password.txt"})
    void serverStartsAfterAKillInTheMomentInWhichAFileComes(String file) throws Exception {
        try (Server server =
                Server.unpack(TestFiles.archive(), TestFiles.folder("killed-first"), Ports.free(), Map.of())) {
            Path awaited = server.home().resolve(file);
            startAndKill(server, () -> Awaitility.await(file)
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> Files.exists(awaited)));
            assertThat(awaited).as("left by the kill").exists();

            startsWithAFirstPassword(server, "killed when there was " + file);
        }
    }

    /** The container takes bundles that are there already, and not in its notes, for those of somebody else, and starts none of them. */
    @Test
    void serverStartsAfterAKillWhileItsBundlesAreInstalled() throws Exception {
        try (Server server =
                Server.unpack(TestFiles.archive(), TestFiles.folder("killed-first"), Ports.free(), Map.of())) {
            Path cache = server.home().resolve("data/cache");
            Path mark = server.home().resolve("data/first-start.unfinished");
            startAndKill(server, () -> Awaitility.await("some bundles are installed")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> bundles(cache).size() > SOME));
            assertThat(toBeStarted(cache)).as("not all are installed").isZero();
            assertThat(mark).exists();

            startsWithAFirstPassword(server, "killed while bundles were installed");

            Awaitility.await("all have started").until(() -> Files.notExists(mark));
            int all = toBeStarted(cache);
            server.stop();
            assertThat(server.start()).doesNotContain("installed anew");
            assertThat(toBeStarted(cache)).as("nothing was lost").isEqualTo(all);
        }
    }

    private static List<Path> bundles(Path cache) throws IOException {
        if (Files.notExists(cache)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(cache)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("bundle"))
                    .toList();
        }
    }

    /** Of the bundles that came with features, how many start by themselves the next time. */
    private static int toBeStarted(Path cache) throws IOException {
        int count = 0;
        for (Path bundle : bundles(cache)) {
            Path info = bundle.resolve("bundle.info");
            List<String> lines = Files.exists(info) ? Files.readAllLines(info) : List.of();
            if (lines.size() > 2
                    && lines.get(1).startsWith("mvn:")
                    && lines.get(2).equals(ACTIVE)) {
                count++;
            }
        }
        return count;
    }

    private static void startsWithAFirstPassword(Server server, String what) throws Exception {
        server.start();

        Path first = server.home().resolve("data/first-password.txt");
        assertThat(Files.readString(first)).as(what).matches("admin:\\S{20}\\R");
        Api api = Administrator.login(server.home(), server.address(), RunningServer.PASSWORD);
        assertThat(api.get("/users").expect(200).body()).as(what).contains("administrator");
        assertThat(first).as(what).doesNotExist();
    }

    private interface Moment {
        void await() throws InterruptedException;
    }

    private static void startAndKill(Server server, Moment moment) throws Exception {
        Path output = Files.createTempFile("first-", ".out");
        Process start = new ProcessBuilder(server.home().resolve("bin/billhook").toString(), "start")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Awaitility.await("process of the server")
                .atMost(Duration.ofSeconds(30))
                .ignoreException(NumberFormatException.class) // the file is being written
                .until(() -> server.process().isPresent());
        moment.await();
        server.kill();
        start.waitFor();
        Files.delete(output);
    }
}
