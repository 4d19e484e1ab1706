package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.billhook.harness.Api;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code deploy/} lets in what an upload does, tells what it ignores, and leaves a trace as an upload does. */
@ExtendWith(Servers.class)
class DeployFolderIT {

    private static final String TRACED = "org.example.traced";

    @Test
    @Tag("I-7")
    void whatAnUploadWouldRefuseIsIgnoredAndSaid(DerbyServer server) throws Exception {
        Api api = server.api();
        String plugins = api.get("/plugins").body();
        Path delivered = delivered(server);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("text.jar", "no jar".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        files.put("empty.jar", new byte[0]);
        files.put("features.xml", "<features/>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        files.put(
                "port.jar",
                SourcePlugin.named("deploy-port", "1.0.0")
                        .importing("org.billhook.engine.port")
                        .jar());
        files.put("engine.jar", named("org.billhook.engine").jar());
        files.put("delivered.jar", Files.readAllBytes(delivered));
        Path folder = Files.createDirectories(deploy(server).resolve("folder"));
        Files.writeString(folder.resolve("a.txt"), "x");
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(server, file.getKey(), file.getValue());
            }
            Map<String, String> why = new LinkedHashMap<>();
            why.put("text.jar", "is no OSGi bundle");
            why.put("empty.jar", "is no OSGi bundle");
            why.put("features.xml", "is no OSGi bundle");
            why.put("port.jar", "imports package org.billhook.engine.port; a plugin may import");
            why.put("engine.jar", "is the name of a bundle of the server");
            why.put("delivered.jar", "is installed already, from mvn:org.billhook/org.billhook.adjustment.cap");
            why.put("folder", "It is a folder");
            Awaitility.await("all are told").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                List<String> told = problems(api);
                why.forEach((name, reason) -> assertThat(told).anySatisfy(message -> assertThat(message)
                        .startsWith("deploy/%s is ignored: ".formatted(name))
                        .contains(reason)));
            });
            assertThat(api.get("/plugins").body()).isEqualTo(plugins);
            assertThat(log(server, "billhook.log").split("text.jar", -1))
                    .as("once, no flood")
                    .hasSize(2);
            assertThat(log(server, "security.log")).contains("deploy/port.jar");
        } finally {
            for (String name : files.keySet()) {
                Files.deleteIfExists(deploy(server).resolve(name));
            }
            Files.delete(folder.resolve("a.txt"));
            Files.delete(folder);
        }
        Awaitility.await("gone, and so is the word").until(() -> problems(api).isEmpty());
        assertThat(api.get("/plugins").body()).as("also the delivered one").isEqualTo(plugins);
    }

    @Test
    @Tag("I-8")
    void exchangesByTheFolderAndByTheShellAreInTheLogs(DerbyServer server) throws Exception {
        Api api = server.api();
        put(server, "traced.jar", traced("1.0.0"));
        awaitVersion(api, "1.0.0");
        put(server, "traced.jar", traced("1.1.0"));
        awaitVersion(api, "1.1.0");
        long id = plugin(api).get("bundleId").asLong();
        Path next = Files.write(server.home().resolve("data/traced.jar"), traced("1.2.0"));
        Shell.of(server).run("bundle:update %d %s".formatted(id, next.toUri()));
        awaitVersion(api, "1.2.0");
        Files.delete(deploy(server).resolve("traced.jar"));

        Awaitility.await("taken away").atMost(Duration.ofSeconds(30)).until(() -> changes(api)
                .contains("deploy: 1.2.0 -> nothing"));
        assertThat(changes(api))
                .containsExactly(
                        "deploy: 1.2.0 -> nothing",
                        "admin: 1.1.0 -> 1.2.0",
                        "deploy: 1.0.0 -> 1.1.0",
                        "deploy: nothing -> 1.0.0");
        Awaitility.await("events").untilAsserted(() -> assertThat(events(api))
                .containsExactly("plugin.installed", "plugin.installed", "plugin.installed", "plugin.removed"));
        assertThat(log(server, "security.log"))
                .contains("bundle='%s' before='1.1.0' after='1.2.0' by='admin'".formatted(TRACED));

        Api exchanger = LoginIT.user(server, "petra", "plugin-administrator");
        assertThat(changes(exchanger)).isEqualTo(changes(api));
        assertThat(exchanger.get("/changes").expect(200).json().get("items"))
                .allSatisfy(change -> assertThat(change.get("subject").asText()).startsWith("plugin/"));
        assertThat(exchanger.get("/changes?kind=wbs-element").status()).isEqualTo(403);
        Map<String, String> over =
                Map.of("spi", "BillingRelevance", "id", "deploy-trace", "reason", "the test is over");
        exchanger.post("/plugins/retirements", over).expect(204);
    }

    private static byte[] traced(String version) {
        SourcePlugin plugin = SourcePlugin.named("deploy-trace", version);
        return new SourcePlugin(
                        TRACED,
                        version,
                        plugin.relevance(),
                        plugin.whenCreated(),
                        plugin.terms(),
                        plugin.propose(),
                        plugin.moreImports())
                .jar();
    }

    private static SourcePlugin named(String symbolicName) {
        SourcePlugin plugin = SourcePlugin.named("deploy-name", "9.0.0");
        return new SourcePlugin(
                symbolicName,
                plugin.version(),
                plugin.relevance(),
                plugin.whenCreated(),
                plugin.terms(),
                plugin.propose(),
                plugin.moreImports());
    }

    private static List<String> changes(Api api) {
        List<String> changes = new ArrayList<>();
        api.get("/changes?kind=plugin&limit=1000")
                .expect(200)
                .json()
                .get("items")
                .forEach(change -> {
                    if (change.get("subject").asText().equals("plugin/" + TRACED)) {
                        changes.add("%s: %s -> %s"
                                .formatted(
                                        change.get("actor").asText(),
                                        change.path("before").asText("nothing"),
                                        change.path("after").asText("nothing")));
                    }
                });
        return changes;
    }

    private static List<String> events(Api api) throws IOException {
        return new org.billhook.harness.Books(api)
                .all("/events").stream()
                        .filter(event -> event.get("subject").asText().equals("plugin/" + TRACED))
                        .map(event -> event.get("type").asText())
                        .toList();
    }

    private static void awaitVersion(Api api, String version) {
        Awaitility.await("version " + version)
                .atMost(Duration.ofSeconds(30))
                .until(() -> plugin(api).path("version").asText(), version::equals);
    }

    private static JsonNode plugin(Api api) {
        for (JsonNode plugin : api.get("/plugins").expect(200).json().get("items")) {
            if (plugin.get("bundle").asText().equals(TRACED)
                    && plugin.get("state").asText().equals("ACTIVE")) {
                return plugin;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    /** But for ids that are waited for: other tests on the same server take plugins away. */
    static List<String> problems(Api api) {
        List<String> messages = new ArrayList<>();
        api.get("/health").json().get("problems").forEach(problem -> {
            if (!problem.get("code").asText().equals("PLUGIN_AWAY")) {
                messages.add(problem.get("message").asText());
            }
        });
        return messages;
    }

    private static Path delivered(RunningServer server) throws IOException {
        try (var files = Files.walk(server.home().resolve("system/org/billhook/org.billhook.adjustment.cap"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path deploy(RunningServer server) {
        return server.home().resolve("deploy");
    }

    private static void put(RunningServer server, String name, byte[] content) throws IOException {
        Path written = Files.write(server.home().resolve("data").resolve(name), content);
        Files.move(
                written,
                deploy(server).resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static String log(RunningServer server, String name) throws IOException {
        return Files.readString(server.home().resolve("data/log").resolve(name));
    }
}
