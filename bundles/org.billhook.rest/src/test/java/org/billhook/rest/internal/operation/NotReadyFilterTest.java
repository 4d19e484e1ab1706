package org.billhook.rest.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.billhook.core.api.Events;
import org.billhook.core.api.Jobs;
import org.billhook.rest.internal.AsUser;
import org.billhook.rest.internal.RestServer;
import org.billhook.rest.internal.Stub;
import org.billhook.rest.internal.records.RecordsResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotReadyFilterTest {

    private final Readiness readiness = new Readiness();
    private final RestServer server = new RestServer(
            List.of(new RecordsResource(Stub.of(Events.class).service())),
            new AsUser("root"),
            new NotReadyFilter(readiness));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void serverIsNotReadyWhileItsResourceIsNotCalledYet() {
        assertNotReady(server.get("/ready"));
        readiness.complete(Stub.of(Jobs.class).service());
        assertNotReady(server.get("/ready"));
        assertThat(server.get("/nothing").statusCode()).isEqualTo(404);
    }

    private static void assertNotReady(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"NOT_READY\"", "\"status\":503");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }
}
