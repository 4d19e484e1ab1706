package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What may not come in is refused with a problem that says why, and nothing of it stays. */
@ExtendWith(Servers.class)
class UploadIT {

    private static final byte[] BLANKS = new byte[1 << 20];

    @Test
    @Tag("I-7")
    void whatMayNotComeInLeavesNothing(DerbyServer server) throws Exception {
        Api api = server.api();
        String plugins = api.get("/plugins").body();
        String bundles = bundles(server);
        Map<String, byte[]> uploads = new LinkedHashMap<>();
        uploads.put("400 NO_BUNDLE", "no jar at all".getBytes(StandardCharsets.UTF_8));
        uploads.put("400 NO_BUNDLE ", zip("data.txt", 1));
        uploads.put("400 TOO_LARGE", zip("bomb.bin", 300));
        uploads.put("400 TOO_LARGE ", zip("META-INF/MANIFEST.MF", 8));
        uploads.put("422 NAME_TAKEN", named("org.billhook.rest", "9.0.0"));
        uploads.put("422 NAME_TAKEN ", named("org.billhook.engine", "9.0.0"));
        uploads.put("422 HOLDS_CORE", named("org.billhook.core", "9.0.0"));
        uploads.put("422 NAME_TAKEN  ", named("org.apache.felix.framework", "9.0.0"));
        uploads.put("422 IMPORT_NOT_ALLOWED", importing("org.billhook.store.internal"));
        uploads.put("422 IMPORT_NOT_ALLOWED ", importing("org.billhook.rest.internal", "jakarta.persistence"));
        uploads.put("422 NOT_STARTED", importing("org.billhook.core.absent"));
        for (Map.Entry<String, byte[]> upload : uploads.entrySet()) {
            Answer refused = upload(api, upload.getValue());
            assertThat(refused.header("Content-Type")).hasValue("application/problem+json");
            assertThat("%d %s".formatted(refused.status(), codes(refused)))
                    .as(refused.body())
                    .isEqualTo(upload.getKey().strip());
            assertThat(refused.body()).doesNotContain("\tat ", "java.lang.");
        }
        assertThat(api.get("/plugins").body()).isEqualTo(plugins);
        assertThat(bundles(server)).isEqualTo(bundles);
    }

    @Test
    void fileLargerThanAPluginIsRefused(DerbyServer server) throws Exception {
        Answer refused = upload(server.api(), new byte[70 << 20]);

        assertThat(refused.status()).isIn(400, 413);
        assertThat(refused.header("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void idThatAnotherBundleHasIsAFindingAndDecidesNothing(DerbyServer server) throws Exception {
        Api api = server.api();
        SourcePlugin itemized = SourcePlugin.itemized("1.0.0");
        byte[] other = renamed(itemized, "org.example.other.itemized").jar();

        JsonNode plugin = upload(api, other).expect(201).json().get("plugins").get(0);

        assertThat(plugin.get("state").asText()).isEqualTo("SHADOWED");
        assertThat(plugin.get("findings").get(0).get("code").asText()).isEqualTo("ID_TAKEN");
        api.delete("/plugins/org.example.other.itemized/versions/1.0.0", Map.of())
                .expect(204);
    }

    private static byte[] named(String symbolicName, String version) {
        return renamed(SourcePlugin.named("example-upload", version), symbolicName)
                .jar();
    }

    private static byte[] importing(String... packages) {
        return SourcePlugin.named("example-upload", "1.0.0").importing(packages).jar();
    }

    private static SourcePlugin renamed(SourcePlugin plugin, String symbolicName) {
        return new SourcePlugin(
                symbolicName,
                plugin.version(),
                plugin.relevance(),
                plugin.whenCreated(),
                plugin.terms(),
                plugin.propose(),
                plugin.moreImports());
    }

    private static String codes(Answer refused) {
        return String.join(
                " ",
                refused.json().get("findings").findValuesAsText("code").stream()
                        .distinct()
                        .toList());
    }

    /** One entry of so many MiB, which pack to almost nothing. */
    private static byte[] zip(String name, int mebibytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            for (int i = 0; i < mebibytes; i++) {
                zip.write(BLANKS);
            }
        }
        return bytes.toByteArray();
    }

    private static Answer upload(Api api, byte[] jar) {
        return api.send(
                "POST",
                "/plugins",
                BodyPublishers.ofByteArray(jar),
                Map.of("Content-Type", "application/java-archive"));
    }

    private static String bundles(DerbyServer server) throws IOException, InterruptedException {
        return Shell.of(server).run("bundle:list -t 0 -s");
    }
}
