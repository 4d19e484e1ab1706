package org.billhook.rest.whiteboard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void problemIsWrittenAsTheStandardAsks() throws IOException {
        assertThat(new String(Problem.of(404, "No \"tool\"", "/api/v1/tools/7").json(), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"No \\\"tool\\\"\",\"instance\":\"/api/v1/tools/7\"}");
    }

    @Test
    void unknownStatusStillHasATitle() {
        assertThat(Problem.of(499, "gone", "/").title()).isEqualTo("Status 499");
    }
}
