package org.billhook.object.internalorder.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.testkit.rest.ResourceServer.etag;
import static org.billhook.testkit.rest.ResourceServer.json;

import java.net.http.HttpResponse;
import java.util.Map;
import org.billhook.object.internalorder.InternalOrder;
import org.billhook.rest.wire.internal.AnswerHeaders;
import org.billhook.testkit.ObjectsInMemory;
import org.billhook.testkit.rest.ResourceServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InternalOrdersOverHttpTest {

    private final ObjectsInMemory objects = new ObjectsInMemory(Map.of(InternalOrder.KIND, new InternalOrder()));
    private ResourceServer server;

    @BeforeEach
    void serve() throws Exception {
        server = new ResourceServer(new AnswerHeaders(), new InternalOrderResource(objects));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void orderIsCreatedReadListedAndChanged() throws Exception {
        HttpResponse<String> created = server.post(
                "/internal-orders",
                "{\"id\":\"600100\",\"name\":\"Fair\",\"costCenter\":\"4711\",\"status\":\"RELEASED\"}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains("/api/v1/internal-orders/600100");
        HttpResponse<String> read = server.get("/internal-orders/600100");
        assertThat(json(read)).isEqualTo(json(created));
        assertThat(json(read).get("status").asText()).isEqualTo("RELEASED");
        assertThat(json(read).get("costCenter").asText()).isEqualTo("4711");
        assertThat(json(server.get("/internal-orders?costCenter=4711")).get("items"))
                .hasSize(1);
        assertThat(json(server.get("/internal-orders?costCenter=4712")).get("items"))
                .isEmpty();
        HttpResponse<String> changed =
                server.patch("/internal-orders/600100", etag(read), "{\"description\":\"Stand\",\"costCenter\":\"\"}");
        assertThat(json(changed).get("description").asText()).isEqualTo("Stand");
        assertThat(json(changed).has("costCenter")).isFalse();
        assertThat(server.get("/internal-orders/600101").statusCode()).isEqualTo(404);
    }
}
