package org.billhook.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentsTest {

    @TempDir
    Path server;

    @Test
    void jarAndWhatItEmbedsAreListedAndTheBillIsValid() throws IOException {
        jar("Bundle-License: MIT\nBillhook-Embeds: org.apache.derby:derby:10.16.1.1\n");

        Contents.main(new String[] {server.toString(), "billhook", "1.0.0"});

        assertThat(Files.readString(server.resolve("THIRD-PARTY.txt")))
                .contains("org.apache.derby:derby 10.16.1.1: Apache-2.0")
                .contains("org.example.tools:tool 1.2: MIT (system/org/example/tools/tool/1.2/tool-1.2.jar)");
        byte[] bill = Files.readAllBytes(server.resolve("sbom.cdx.json"));
        assertThat(new JsonParser().validate(bill, Version.VERSION_15)).isEmpty();
        assertThat(new String(bill, StandardCharsets.UTF_8))
                .contains("pkg:maven/org.example.tools/tool@1.2?type=jar")
                .contains("SHA-256");
    }

    @Test
    void licenceThatIsNotAllowedEndsTheBuild() throws IOException {
        jar("Bundle-License: GPL-3.0-only\n");

        assertThatThrownBy(() -> Contents.main(new String[] {server.toString(), "billhook", "1.0.0"}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("org.example.tools:tool: licences [GPL]");
        assertThat(server.resolve("sbom.cdx.json")).doesNotExist();
    }

    private void jar(String headers) throws IOException {
        Path folder = Files.createDirectories(server.resolve("system/org/example/tools/tool/1.2"));
        try (OutputStream file = Files.newOutputStream(folder.resolve("tool-1.2.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            jar.write(("Manifest-Version: 1.0\n" + headers).getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
        }
    }
}
