package org.billhook.object.assemblyorder.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.testkit.rest.ResourceServer.etag;
import static org.billhook.testkit.rest.ResourceServer.json;

import java.net.http.HttpResponse;
import java.util.Map;
import org.billhook.object.assemblyorder.Network;
import org.billhook.object.assemblyorder.NetworkActivity;
import org.billhook.object.assemblyorder.ProductionOrder;
import org.billhook.rest.wire.internal.AnswerHeaders;
import org.billhook.testkit.ObjectsInMemory;
import org.billhook.testkit.rest.ResourceServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssemblyOrdersOverHttpTest {

    private final ObjectsInMemory objects = new ObjectsInMemory(Map.of(
            Network.KIND,
            new Network(),
            NetworkActivity.KIND,
            new NetworkActivity(),
            ProductionOrder.KIND,
            new ProductionOrder()));
    private ResourceServer server;

    @BeforeEach
    void serve() throws Exception {
        server = new ResourceServer(
                new AnswerHeaders(),
                new NetworkResource(objects),
                new NetworkActivityResource(objects),
                new ProductionOrderResource(objects));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void activityBelongsToItsNetwork() throws Exception {
        HttpResponse<String> network =
                server.post("/networks", "{\"id\":\"N1\",\"name\":\"Mill\",\"plant\":\"P1\",\"status\":\"RELEASED\"}");
        assertThat(network.statusCode()).as(network.body()).isEqualTo(201);
        HttpResponse<String> activity = server.post(
                "/network-activities",
                "{\"id\":\"N1-10\",\"name\":\"Weld\",\"network\":\"N1\",\"activityNumber\":\"10\",\"workCenter\":\"W\"}");
        assertThat(activity.statusCode()).as(activity.body()).isEqualTo(201);
        assertThat(json(server.get("/network-activities/N1-10")).get("network").asText())
                .isEqualTo("N1");
        assertThat(json(server.get("/networks?plant=P1")).get("items")).hasSize(1);
        HttpResponse<String> changed = server.patch("/networks/N1", etag(network), "{\"responsible\":\"Ann\"}");
        assertThat(json(changed).get("responsible").asText()).isEqualTo("Ann");
    }

    @Test
    void productionOrderHasAQuantity() throws Exception {
        HttpResponse<String> created = server.post(
                "/production-orders",
                "{\"id\":\"P1\",\"name\":\"Rollers\",\"material\":\"R\",\"quantity\":{\"value\":\"4\",\"unit\":\"C62\"}}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains("/api/v1/production-orders/P1");
        assertThat(json(created).get("quantity").toString()).isEqualTo("{\"value\":\"4\",\"unit\":\"C62\"}");
        HttpResponse<String> changed = server.patch(
                "/production-orders/P1", etag(created), "{\"quantity\":{\"value\":\"5\",\"unit\":\"C62\"}}");
        assertThat(json(changed).get("quantity").get("value").asText()).isEqualTo("5");
    }
}
