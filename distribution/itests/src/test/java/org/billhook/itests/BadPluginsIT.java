package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.billhook.harness.Administrator;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Ports;
import org.billhook.harness.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Plugins that block, end the process or throw while they are uploaded and while the server starts. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadPluginsIT {

    /** Does not let itself be interrupted. */
    private static final String BLOCK =
            "while (yes()) { try { Thread.sleep(1000); } catch (InterruptedException e) { } }";

    private static Server server;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        server = Server.unpack(TestFiles.archive(), TestFiles.folder("bad-plugins"), Ports.free(), Map.of());
        server.start();
        api = Administrator.login(server.home(), server.address(), RunningServer.PASSWORD);
    }

    @AfterAll
    static void end() throws Exception {
        server.close();
    }

    @Test
    @Order(1)
    void oneThatBlocksIsRefusedInTimeAndHoldsUpNobody() throws Exception {
        upload(SourcePlugin.named("leaves", "1.0.0")).expect(201);
        SourcePlugin blocks = SourcePlugin.named("blocks", "1.0.0").whenCreated(BLOCK);
        List<CompletableFuture<Answer>> blocked = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            blocked.add(CompletableFuture.supplyAsync(() -> upload(blocks)));
        }
        TimeUnit.SECONDS.sleep(2);

        long begun = System.nanoTime();
        upload(SourcePlugin.named("good", "1.0.0")).expect(201);
        api.delete("/plugins/org.example.relevance.leaves/versions/1.0.0", Map.of())
                .expect(200, 204);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(7));
        assertThat(blocked).as("still in work").noneMatch(CompletableFuture::isDone);

        for (CompletableFuture<Answer> each : blocked) {
            Answer answer = each.get(60, TimeUnit.SECONDS);
            assertThat(answer.status()).as(answer.body()).isIn(409, 422);
        }
        assertThat(state("good")).isEqualTo("ACTIVE");
        assertThat(problems("PLUGIN_HANGS")).anySatisfy(problem -> assertThat(problem)
                .contains("org.example.relevance.blocks 1.0.0 has not come back", "billhook-start-"));
        assertThat(api.get("/ready").status()).isEqualTo(200);
        // a mended version comes past the one that hangs
        upload(SourcePlugin.named("blocks", "1.0.1")).expect(201);
        assertThat(state("blocks")).isEqualTo("ACTIVE");
        api.delete("/plugins/org.example.relevance.blocks/versions/1.0.1", Map.of())
                .expect(200, 204);
    }

    @Test
    @Order(2)
    void oneThatBlockedIsGoneAfterTheNextStart() throws Exception {
        server.kill();
        server.start();

        assertThat(bundles()).doesNotContain("org.example.relevance.blocks 1.0.0 BROKEN");
        assertThat(state("good")).isEqualTo("ACTIVE");
        assertThat(problems("PLUGIN_HANGS")).isEmpty();
    }

    @Test
    @Order(3)
    void oneThatThrowsAnErrorIsRefusedAndGone() {
        Answer refused =
                upload(SourcePlugin.named("throwing", "1.0.0").whenCreated("if (yes()) throw new Error(\"boom\");"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("NOT_ACTIVATED");
        assertThat(bundles()).noneMatch(line -> line.contains("throwing"));
    }

    @Test
    @Order(4)
    void oneThatEndsTheProcessIsGoneAfterTheNextStart() throws Exception {
        SourcePlugin exits = SourcePlugin.named("exits", "1.0.0").whenCreated("System.exit(3);");
        assertThatThrownBy(() -> upload(exits)).isInstanceOf(UncheckedIOException.class);
        awaitEnd();

        server.start();

        assertThat(bundles()).noneMatch(line -> line.contains("exits"));
        assertThat(state("good")).isEqualTo("ACTIVE");

        SourcePlugin halts = SourcePlugin.named("exits", "1.0.0").whenCreated("Runtime.getRuntime().halt(3);");
        assertThatThrownBy(() -> upload(halts)).isInstanceOf(UncheckedIOException.class);
        awaitEnd();
        server.start();
        assertThat(bundles()).noneMatch(line -> line.contains("exits"));
    }

    @Test
    @Order(5)
    void oneThatEndsTheProcessAtAStartIsSkippedAtTheNext() throws Exception {
        Path flag = server.home().resolve("data/flag");
        SourcePlugin turns = SourcePlugin.named("turns", "1.0.0")
                .whenCreated("if (new java.io.File(\"%s\").exists()) Runtime.getRuntime().halt(3);".formatted(flag));
        upload(turns).expect(201);
        Files.createFile(flag);
        server.stop();
        assertThatThrownBy(server::start).hasMessageContaining("Billhook stopped while it started");

        server.start();

        assertThat(problems("PLUGIN_SKIPPED")).singleElement().satisfies(problem -> assertThat(problem)
                .contains("org.example.relevance.turns 1.0.0", "upload it again"));
        assertThat(state("turns")).isNotEqualTo("ACTIVE");
        assertThat(api.get("/plugins").body()).contains("PLUGIN_AWAY");
        assertThat(state("good")).isEqualTo("ACTIVE");

        Files.delete(flag);
        upload(turns).expect(201);
        assertThat(state("turns")).isEqualTo("ACTIVE");
        assertThat(problems("PLUGIN_SKIPPED")).isEmpty();
    }

    @Test
    @Order(6)
    void oneThatBlocksAtAStartHoldsUpNoOther() throws Exception {
        Path flag = server.home().resolve("data/flag-of-another");
        upload(SourcePlugin.named("waits", "1.0.0")
                        .whenCreated(
                                "while (new java.io.File(\"%s\").exists()) { try { Thread.sleep(100); } catch (InterruptedException e) { } }"
                                        .formatted(flag)))
                .expect(201);
        Files.createFile(flag);
        server.stop();
        server.start();

        assertThat(state("good")).isEqualTo("ACTIVE");
        assertThat(state("waits")).isNotEqualTo("ACTIVE");
        assertThat(problems("PLUGIN_HANGS"))
                .anySatisfy(problem -> assertThat(problem).contains("relevance.waits"));
        Files.delete(flag);
        Awaitility.await("it came late, and decides")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(state("waits")).isEqualTo("ACTIVE"));
        assertThat(problems("PLUGIN_HANGS")).isEmpty();
    }

    @Test
    @Order(7)
    void safeModeStartsWhatIsDeliveredAlone() throws Exception {
        Files.write(
                server.home().resolve("deploy/deployed.jar"),
                SourcePlugin.named("deployed", "1.0.0").jar());
        Awaitility.await("deployed").atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(state("deployed"))
                .isEqualTo("ACTIVE"));
        server.stop();

        assertThat(server.startSafe()).contains("Safe mode");

        assertThat(problems("SAFE_MODE")).singleElement().satisfies(problem -> assertThat(problem)
                .contains("org.example.relevance.good 1.0.0", "org.example.relevance.deployed 1.0.0", "--safe"));
        assertThat(api.get("/plugins").expect(200).body())
                .contains("BillingRelevance 'good' of bundle org.example.relevance.good 1.0.0 is away");
        assertThat(state("good")).isNotEqualTo("ACTIVE");
        assertThat(state("deployed")).isNotEqualTo("ACTIVE");
        assertThat(state("itemized")).isEqualTo("ACTIVE");
        server.stop();

        server.start();

        assertThat(problems("SAFE_MODE")).isEmpty();
        Awaitility.await("all are back").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(state("good")).isEqualTo("ACTIVE");
            assertThat(state("deployed")).isEqualTo("ACTIVE");
        });
    }

    private static void awaitEnd() {
        Awaitility.await("the process has ended").atMost(Duration.ofMinutes(3)).until(() -> server.process()
                .isEmpty());
    }

    private static Answer upload(SourcePlugin plugin) {
        return api.send(
                "POST",
                "/plugins",
                BodyPublishers.ofByteArray(plugin.jar()),
                Map.of("Content-Type", "application/java-archive"));
    }

    /** Best state of an id. */
    private static String state(String id) {
        List<String> states = new ArrayList<>();
        for (JsonNode plugin : api.get("/plugins").expect(200).json().get("items")) {
            if (plugin.get("id").asText().equals(id)) {
                states.add(plugin.get("state").asText());
            }
        }
        return states.contains("ACTIVE") ? "ACTIVE" : String.join(" ", states);
    }

    private static List<String> bundles() {
        List<String> all = new ArrayList<>();
        for (JsonNode plugin : api.get("/plugins").expect(200).json().get("items")) {
            all.add("%s %s %s"
                    .formatted(
                            plugin.get("bundle").asText(),
                            plugin.get("version").asText(),
                            plugin.get("state").asText()));
        }
        return all;
    }

    private static List<String> problems(String code) {
        List<String> problems = new ArrayList<>();
        for (JsonNode problem : api.get("/health").json().get("problems")) {
            if (problem.get("code").asText().equals(code)) {
                problems.add(problem.get("message").asText());
            }
        }
        return problems;
    }
}
