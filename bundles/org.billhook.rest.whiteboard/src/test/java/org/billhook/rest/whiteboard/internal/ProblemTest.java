package org.billhook.rest.whiteboard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void problemIsWrittenAsTheStandardAsks() throws IOException {
        assertThat(new String(Problem.of(404, "No \"tool\"", "/api/v1/tools/7").json(), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"urn:billhook:problem:unknown\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"No \\\"tool\\\"\",\"instance\":\"/api/v1/tools/7\",\"code\":\"UNKNOWN\"}");
    }

    @Test
    void unknownStatusStillHasATitle() {
        assertThat(Problem.of(499, "gone", "/").title()).isEqualTo("Status 499");
        assertThat(Problem.of(499, "gone", "/").code()).isEqualTo("STATUS_499");
    }
}
