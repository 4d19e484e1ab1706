package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.billhook.harness.Administrator;
import org.billhook.harness.Api;
import org.billhook.harness.Ports;
import org.billhook.harness.Server;
import org.junit.jupiter.api.Test;

/** A start on a busy machine ends ready, and one that can't says why. */
class SlowStartIT {

    /** Felix gives up a component that waits longer for another: 5,000 where nothing is said, so a machine 100 times slower. */
    private static final Map<String, String> IMPATIENT = Map.of("ds.lock.timeout.milliseconds", "50");

    private static final int BUSY_THREADS = 6;

    @Test
    void serverGetsReadyThoughComponentsWaitForEachOtherTooLong() throws Exception {
        try (Server server = unpacked("slow")) {
            server.configure("custom.properties", IMPATIENT);
            for (int start = 0; start < 2; start++) {
                startUnderLoad(server);
                Api api = Administrator.login(server.home(), server.address(), RunningServer.PASSWORD);
                Awaitility.await("what does not belong to being ready is there too")
                        .atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> {
                            JsonNode health = api.get("/health").expect(200).json();
                            assertThat(health.get("ready").asBoolean()).isTrue();
                            assertThat(health.get("problems")).as("%s", health).isEmpty();
                        });
                assertThat(api.post("/sources/commands", Map.of("commands", List.of()))
                                .status())
                        .as("the resource that needs the longest chain of services")
                        .isIn(200, 400, 422);
                server.stop();
            }
            assertThat(Files.readString(server.home().resolve("data/log/billhook.log"))
                            .split("they are asked again", -1))
                    .as("one timer for all that did not start")
                    .hasSizeLessThan(30);
        }
    }

    @Test
    void startThatCannotEndSaysWhy() throws Exception {
        int nobody = Ports.free();
        Server server = Server.unpack(
                TestFiles.archive(),
                TestFiles.folder("no-database"),
                Ports.free(),
                Map.of("BILLHOOK_START_SECONDS", "25"));
        try (server) {
            server.usePostgres("jdbc:postgresql://127.0.0.1:%d/billhook".formatted(nobody));

            assertThat(startFails(server)).contains("Not ready: The database can't be opened", "127.0.0.1:" + nobody);

            assertThat(Api.anonymous(server.address()).get("/ready").status()).isEqualTo(503);
            assertThat(Api.anonymous(server.address())
                            .get("/health")
                            .expect(503)
                            .body())
                    .isEqualTo("{\"ready\":false}");
        }
    }

    private static Server unpacked(String name) throws Exception {
        return Server.unpack(TestFiles.archive(), TestFiles.folder(name), Ports.free(), Map.of());
    }

    private static String startFails(Server server) throws Exception {
        try {
            return server.start();
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }

    private static void startUnderLoad(Server server) throws Exception {
        List<Thread> busy = IntStream.range(0, BUSY_THREADS)
                .mapToObj(i -> new Thread(SlowStartIT::work))
                .toList();
        busy.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
        try {
            server.start();
        } finally {
            busy.forEach(Thread::interrupt);
        }
    }

    /** Until interrupted, and for two minutes at most. */
    private static void work() {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!Thread.currentThread().isInterrupted() && System.nanoTime() < end) {
            Math.floorMod(System.nanoTime(), 7);
        }
    }
}
