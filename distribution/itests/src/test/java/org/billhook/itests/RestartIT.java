package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.billhook.harness.Administrator;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.billhook.harness.Ports;
import org.billhook.harness.Server;
import org.junit.jupiter.api.Test;

/** What must be as before after a start: with another Java, with bundles of the server that have gone, with uploads. */
class RestartIT {

    private static final String NAME = PluginJars.SYMBOLIC_NAME;

    @Test
    void anotherJavaAndLostBundlesAreMendedByTheNextStart() throws Exception {
        try (Server server = Server.unpack(TestFiles.archive(), TestFiles.folder("restart"), Ports.free(), Map.of())) {
            server.start();
            Api api = Administrator.login(server.home(), server.address(), RunningServer.PASSWORD);
            Books books = new Books(api);
            books.price(Map.of("activity", "RST"), "10.00", "EUR", "2026-01-01");
            Work work = Work.project(books, "RST");
            books.post(work.hours(2, "RST"));
            assertThat(previewed(api, work)).isEqualTo("20.00");

            uninstallDelivered(server, api);
            assertThat(DeployFolderIT.problems(api))
                    .containsExactly(
                            NAME + " comes with the server and is not installed; it comes back at the next start");
            api.send(
                            "POST",
                            "/plugins",
                            BodyPublishers.ofByteArray(uploaded()),
                            Map.of("Content-Type", "application/java-archive"))
                    .expect(201);
            server.stop();
            anotherJavaAtTheLastStart(server.home());

            assertThat(server.start()).contains("at the last start: the bundles are wired anew");

            Awaitility.await("the delivered bundle is back")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> {
                        assertThat(DeployFolderIT.problems(api)).isEmpty();
                        assertThat(versions(api, NAME)).containsExactly("0.1.0.SNAPSHOT ACTIVE");
                    });
            assertThat(versions(api, "org.example.kept")).as("uploaded").containsExactly("1.0.0 ACTIVE");
            assertThat(previewed(api, work)).isEqualTo("20.00");
            Path settings = server.home().resolve("etc/org.billhook.runs.cfg");
            Files.writeString(settings, "workers = banana\n");
            Awaitility.await("etc/ is watched")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> DeployFolderIT.problems(api).size() == 1);
            Files.delete(settings);

            api.delete("/plugins/%s/versions/0.1.0.SNAPSHOT".formatted(NAME), Map.of())
                    .expect(200, 204);
            server.stop();
            server.start();
            Awaitility.await("what a user took away stays away")
                    .pollDelay(Duration.ofSeconds(3))
                    .untilAsserted(() -> assertThat(DeployFolderIT.problems(api))
                            .containsExactly(
                                    NAME + " comes with the server and was taken away; upload it to have it again"));
        }
    }

    /** Without the API, as a server of before did when a copy was taken out of {@code deploy/}. */
    private static void uninstallDelivered(Server server, Api api) throws Exception {
        JsonNode delivered = plugins(api, NAME).get(0);
        new ProcessBuilder(
                        server.home().resolve("bin/client").toString(),
                        "-b",
                        "-h",
                        "127.0.0.1",
                        "-a",
                        String.valueOf(server.sshPort()),
                        "-u",
                        Administrator.NAME,
                        "-p",
                        RunningServer.PASSWORD)
                .redirectInput(Files.writeString(
                                server.home().resolve("data/uninstall"),
                                "bundle:uninstall " + delivered.get("bundleId").asText())
                        .toFile())
                .redirectErrorStream(true)
                .redirectOutput(server.home().resolve("data/uninstall.out").toFile())
                .start()
                .waitFor();
        Awaitility.await("uninstalled")
                .until(() -> versions(api, NAME).stream().noneMatch(version -> version.endsWith("ACTIVE")));
    }

    /** As Karaf leaves it after another Java: another number, and a file watcher whose wires to the settings are gone. */
    private static void anotherJavaAtTheLastStart(Path home) throws IOException {
        Path framework = home.resolve("data/cache/bundle0");
        Files.writeString(framework.resolve("last.java.version"), "99");
        try (Stream<Path> wirings = Files.list(framework.resolve("wiring"))) {
            for (Path wiring : wirings.toList()) {
                List<String> lines = Files.readAllLines(wiring);
                int cm = lines.indexOf(lines.stream()
                        .filter(line -> line.contains("(osgi.wiring.package=org.osgi.service.cm)"))
                        .findFirst()
                        .orElse(""));
                if (cm >= 0) {
                    Files.write(
                            wiring,
                            Stream.concat(
                                            lines.stream().limit(cm),
                                            lines.stream().skip(cm + 2L))
                                    .toList());
                }
            }
        }
    }

    private static byte[] uploaded() {
        SourcePlugin plugin = SourcePlugin.named("kept", "1.0.0");
        return new SourcePlugin(
                        "org.example.kept",
                        "1.0.0",
                        plugin.relevance(),
                        plugin.whenCreated(),
                        plugin.terms(),
                        plugin.propose(),
                        plugin.moreImports())
                .jar();
    }

    private static String previewed(Api api, Work work) {
        return api.post("/previews", Map.of("keyDate", "2026-12-31", "roots", List.of(work.root())))
                .expect(201)
                .json()
                .at("/requests/0/net/amount")
                .asText();
    }

    private static List<String> versions(Api api, String bundle) {
        return plugins(api, bundle).stream()
                .map(plugin -> plugin.get("version").asText() + " "
                        + plugin.get("state").asText())
                .toList();
    }

    private static List<JsonNode> plugins(Api api, String bundle) {
        return java.util.stream.StreamSupport.stream(
                        api.get("/plugins").expect(200).json().get("items").spliterator(), false)
                .filter(plugin -> plugin.get("bundle").asText().equals(bundle))
                .toList();
    }
}
