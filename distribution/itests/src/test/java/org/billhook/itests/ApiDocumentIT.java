package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the server tells about its own API. */
@ExtendWith(Servers.class)
class ApiDocumentIT {

    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"([^\":]+)\"");
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    @Test
    void everyOperationIsDescribed(ExamServer server) {
        JsonNode paths = Api.anonymous(server.address())
                .get("/openapi.json")
                .expect(200)
                .json()
                .get("paths");
        List<String> poor = new ArrayList<>();
        paths.fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
            JsonNode described = operation.getValue();
            if (!described.hasNonNull("summary") || !saysWhatComesBack(described.get("responses"))) {
                poor.add(operation.getKey() + " " + path.getKey());
            }
        }));

        assertThat(poor).as("operations without summary or answer").isEmpty();
        assertThat(paths.size()).isPositive();
    }

    private static boolean saysWhatComesBack(JsonNode responses) {
        List<String> statuses = new ArrayList<>();
        responses.fieldNames().forEachRemaining(statuses::add);
        return statuses.stream().anyMatch(status -> status.startsWith("2")) && statuses.contains("default");
    }

    @Test
    void pageLoadsNothingFromElsewhereAndAllOfItIsThere(ExamServer server) {
        Api api = Api.anonymous(server.address());
        Answer page = api.get("/api/docs/index.html").expect(200);
        List<String> loaded = new ArrayList<>();
        Matcher matcher = LOADED.matcher(page.body());
        while (matcher.find()) {
            loaded.add(matcher.group(1));
        }

        assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("default-src 'self'");
        assertThat(page.body()).doesNotContain("http://", "https://", "//cdn");
        assertThat(loaded).contains("swagger-ui.css", "swagger-ui-bundle.js", "initializer.js");
        for (String asset : loaded) {
            assertThat(api.get("/api/docs/" + asset).expect(200).body())
                    .as(asset)
                    .isNotEmpty();
        }
        assertThat(api.get("/api/docs/initializer.js").body()).contains("../v1/openapi.json");
    }

    @Test
    void browserShowsThePage(ExamServer server, @TempDir Path profile) throws Exception {
        Optional<Path> browser = browser();
        Assumptions.assumeTrue(browser.isPresent(), "no browser on this machine");
        Process process = new ProcessBuilder(
                        browser.get().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile,
                        "--virtual-time-budget=15000",
                        "--dump-dom",
                        server.address() + "/api/docs/index.html")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shown)
                .contains("A bill in eight calls", "data-path=\"/due-list\"", "data-path=\"/users/me\"")
                .doesNotContain("Failed to load API definition");
    }

    private static Optional<Path> browser() {
        return BROWSERS.stream()
                .map(name -> Path.of("/usr/bin", name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
