package org.billhook.object.maintenanceorder.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.testkit.rest.ResourceServer.etag;
import static org.billhook.testkit.rest.ResourceServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.billhook.object.maintenanceorder.MaintenanceOrder;
import org.billhook.object.maintenanceorder.OrderType;
import org.billhook.rest.wire.internal.AnswerHeaders;
import org.billhook.testkit.ObjectsInMemory;
import org.billhook.testkit.rest.ResourceServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MaintenanceOrdersOverHttpTest {

    private final ObjectsInMemory objects =
            new ObjectsInMemory(Map.of(MaintenanceOrder.KIND, new MaintenanceOrder(), OrderType.KIND, new OrderType()));
    private ResourceServer server;

    @BeforeEach
    void serve() throws Exception {
        server = new ResourceServer(
                new AnswerHeaders(), new MaintenanceOrderResource(objects), new MaintenanceOrderTypeResource(objects));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void orderNamesItsTypeByItsKey() throws Exception {
        HttpResponse<String> type = server.post(
                "/maintenance-order-types",
                "{\"id\":\"SV01\",\"name\":\"Service\",\"revenueBearing\":true,\"billingRelevance\":\"itemized\",\"dipProfile\":\"STANDARD\"}");
        assertThat(type.statusCode()).as(type.body()).isEqualTo(201);
        assertThat(json(type).get("revenueBearing").asBoolean()).isTrue();
        HttpResponse<String> created = server.post(
                "/maintenance-orders",
                "{\"id\":\"800100\",\"name\":\"Pump\",\"orderType\":\"SV01\",\"customer\":\"ACME\",\"currency\":\"EUR\"}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains("/api/v1/maintenance-orders/800100");
        JsonNode order = json(server.get("/maintenance-orders/800100"));
        assertThat(order.get("orderType").asText()).isEqualTo("SV01");
        assertThat(order.get("billingRelevance").asText()).isEqualTo("itemized");
        assertThat(order.get("revenueBearing").asBoolean()).isTrue();
        assertThat(json(server.get("/maintenance-orders?orderType=SV01")).get("items"))
                .hasSize(1);
        HttpResponse<String> changed =
                server.patch("/maintenance-order-types/SV01", etag(type), "{\"description\":\"At the customer's\"}");
        assertThat(json(changed).get("description").asText()).isEqualTo("At the customer's");
    }
}
