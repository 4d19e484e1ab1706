package org.billhook.imports.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.billhook.core.api.BillhookException;
import org.billhook.imports.internal.run.Intake;
import org.billhook.imports.internal.run.Uploads;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFormTest {

    private static final MediaType TYPE = new MediaType("multipart", "form-data", Map.of("boundary", "xYz"));

    @TempDir
    private Path folder;

    private Intake intake;

    @BeforeEach
    void begin() throws IOException {
        intake = new Uploads(folder, 1 << 20, 10).begin();
    }

    @Test
    void fieldsAreKeptAndFilesGoToDisk() throws Exception {
        UploadForm form = read(part("name=\"mapping\"", " sip ")
                + part("name=\"file\"; filename=\"C:\\data\\tåsks.csv\"\r\nContent-Type: text/csv", "a,b\r\n1,2\r\n")
                + "--xYz--\r\n");

        assertThat(form.required("mapping")).isEqualTo("sip");
        assertThat(form.field("dryRun")).isEmpty();
        assertThat(stored()).containsExactly("a,b\r\n1,2\r\n");
    }

    @Test
    void formThatIsCutOffIsRefused() {
        String whole = part("name=\"file\"; filename=\"a.csv\"", "a,b\r\n1,2\r\n") + "--xYz--\r\n";

        assertRefused(whole.substring(0, whole.length() - 12), "cut off or broken");
        assertRefused("", "cut off or broken");
    }

    @Test
    void boundaryIsNeeded() {
        assertThatThrownBy(() -> UploadForm.read(
                        new ByteArrayInputStream(new byte[0]), MediaType.MULTIPART_FORM_DATA_TYPE, intake))
                .hasMessageContaining("names no boundary");
    }

    @Test
    void partWithoutNameAndFieldSentTwiceAreRefused() {
        assertRefused(part("filename=\"a.csv\"", "x") + "--xYz--\r\n", "no name");
        assertRefused(
                part("name=\"mapping\"", "a") + part("name=\"mapping\"", "b") + "--xYz--\r\n",
                "Field 'mapping' is sent twice");
    }

    @Test
    void numberOfPartsAndLengthOfFieldsAreBounded() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            many.append(part("name=\"f%d\"".formatted(i), "x"));
        }
        assertRefused(many + "--xYz--\r\n", "more than 20 parts");
        assertRefused(part("name=\"mapping\"", "x".repeat(262_145)) + "--xYz--\r\n", "longer than 262144 bytes");
    }

    @Test
    void missingFieldIsNamed() throws Exception {
        UploadForm form = read(part("name=\"a\"", "x") + "--xYz--\r\n");

        assertThatThrownBy(() -> form.required("mapping")).hasMessageContaining("Field 'mapping' is missing");
    }

    private void assertRefused(String body, String message) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        BillhookException.class, e -> assertThat(e.type()).isEqualTo(BillhookException.Type.UNREADABLE))
                .hasMessageContaining(message);
    }

    private UploadForm read(String body) throws IOException {
        return UploadForm.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), TYPE, intake);
    }

    private static String part(String disposition, String content) {
        return "--xYz\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n".formatted(disposition, content);
    }

    private Stream<String> stored() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream().map(UploadFormTest::text);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
