package org.billhook.rest.whiteboard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ApiDocsTest {

    @Test
    void everyFileOfThePageIsInTheBundle() throws IOException {
        for (String file : ApiDocs.files()) {
            assertThat(read(file)).as(file).isNotBlank();
        }
    }

    @Test
    void ourOwnFilesLoadNothingFromOutside() throws IOException {
        assertThat(read("index.html") + read("initializer.js")).doesNotContain("//");
    }

    private static String read(String file) throws IOException {
        try (InputStream in = ApiDocs.open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
