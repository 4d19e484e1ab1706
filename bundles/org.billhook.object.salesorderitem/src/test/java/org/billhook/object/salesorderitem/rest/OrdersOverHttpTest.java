package org.billhook.object.salesorderitem.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.testkit.rest.ResourceServer.etag;
import static org.billhook.testkit.rest.ResourceServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.billhook.object.salesorderitem.SalesOrder;
import org.billhook.object.salesorderitem.SalesOrderItem;
import org.billhook.rest.wire.internal.AnswerHeaders;
import org.billhook.testkit.ObjectsInMemory;
import org.billhook.testkit.rest.ResourceServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OrdersOverHttpTest {

    private static final String ITEM =
            """
            {"itemNumber":"10","description":"Training","billingRelevance":"on-completion","material":"TRAINING",
             "quantity":{"value":"3","unit":"C62"},"netPrice":{"amount":"118.755","currency":"EUR"}}""";

    private final ObjectsInMemory objects = new ObjectsInMemory(Map.of(
            SalesOrder.KIND,
            new SalesOrder(),
            SalesOrderItem.KIND,
            new SalesOrderItem(SalesOrderItem.SeveralItems.FIRST_FOUND)));
    private ResourceServer server;

    @BeforeEach
    void serve() throws Exception {
        server = new ResourceServer(new AnswerHeaders(), new OrdersResource(objects), new ItemsResource(objects));
        server.post("/sales-orders", "{\"id\":\"4711\",\"name\":\"Order\",\"customer\":\"ACME\",\"currency\":\"EUR\"}");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void orderIsReadAndChanged() throws Exception {
        HttpResponse<String> read = server.get("/sales-orders/4711");
        assertThat(json(read).get("customer").asText()).isEqualTo("ACME");
        assertThat(json(read).get("status").asText()).isEqualTo("OPEN");
        HttpResponse<String> changed =
                server.patch("/sales-orders/4711", etag(read), "{\"customerReference\":\"PO 7\"}");
        assertThat(json(changed).get("customerReference").asText()).isEqualTo("PO 7");
        assertThat(json(server.get("/sales-orders?customer=ACME")).get("items")).hasSize(1);
        assertThat(json(server.get("/sales-orders?customer=BETA")).get("items")).isEmpty();
        assertThat(server.get("/sales-orders/4712").statusCode()).isEqualTo(404);
    }

    @Test
    void itemTakesCustomerAndCurrencyOfItsOrder() throws Exception {
        HttpResponse<String> created = server.post("/sales-orders/4711/items", ITEM);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains("/api/v1/sales-orders/4711/items/10");
        JsonNode item = json(server.get("/sales-orders/4711/items/10"));
        assertThat(item).isEqualTo(json(created));
        assertThat(item.get("id").asText()).isEqualTo("4711-10");
        assertThat(item.get("order").asText()).isEqualTo("4711");
        assertThat(item.get("name").asText()).isEqualTo("Training");
        assertThat(item.get("customer").asText()).isEqualTo("ACME");
        assertThat(item.get("quantity").toString()).isEqualTo("{\"value\":\"3\",\"unit\":\"C62\"}");
        assertThat(item.get("netPrice").toString()).isEqualTo("{\"amount\":\"118.755\",\"currency\":\"EUR\"}");
        assertThat(item.get("rejected").asBoolean()).isFalse();
        assertThat(json(server.get("/sales-orders/4711/items")).get("items")).hasSize(1);
    }

    @Test
    void priceInAnotherCurrencyIsRefusedWithItsField() throws Exception {
        HttpResponse<String> refused = server.post("/sales-orders/4711/items", ITEM.replace("EUR", "GBP"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).isEqualTo("netPrice is in 'GBP', the item in EUR");
    }

    @Test
    @Tag("G-3")
    void releasedItemGoesBackThroughCompletedOnly() throws Exception {
        server.post("/sales-orders/4711/items", ITEM);
        HttpResponse<String> released =
                server.patch("/sales-orders/4711/items/10", "\"1\"", "{\"status\":\"RELEASED\"}");
        assertThat(json(released).get("status").asText()).isEqualTo("RELEASED");
        HttpResponse<String> refused =
                server.patch("/sales-orders/4711/items/10", etag(released), "{\"status\":\"IN_PROCESS\"}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("the way is COMPLETED, IN_PROCESS");
    }

    @Test
    void quantityAndPriceAreChangedAndTakenAway() throws Exception {
        server.post("/sales-orders/4711/items", ITEM);
        HttpResponse<String> more = server.patch(
                "/sales-orders/4711/items/10",
                "\"1\"",
                "{\"quantity\":{\"value\":\"5\"},\"priceSources\":[\"price-list\",\"posted-amount\"]}");
        assertThat(json(more).get("quantity").toString()).isEqualTo("{\"value\":\"5\",\"unit\":\"C62\"}");
        assertThat(json(more).get("priceSources").toString()).isEqualTo("[\"price-list\",\"posted-amount\"]");
        HttpResponse<String> none = server.patch(
                "/sales-orders/4711/items/10",
                etag(more),
                "{\"quantity\":{\"value\":\"\"},\"netPrice\":{\"amount\":\"\"},\"priceSources\":[],\"rejected\":true}");
        assertThat(json(none).has("quantity")).isFalse();
        assertThat(json(none).has("netPrice")).isFalse();
        assertThat(json(none).has("priceSources")).isFalse();
        assertThat(json(none).get("rejected").asBoolean()).isTrue();
    }

    @Test
    void itemNeedsANumberAndANameAndChangesNeedAVersion() throws Exception {
        assertThat(server.post("/sales-orders/4711/items", "{\"itemNumber\":\"10\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.post("/sales-orders/4711/items", ITEM.replace("\"10\"", "\"X\""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(server.post("/sales-orders/4711/items", ITEM.replace("\"itemNumber\":\"10\",", ""))
                        .statusCode())
                .isEqualTo(400);
        server.post("/sales-orders/4711/items", ITEM);
        assertThat(server.patch("/sales-orders/4711/items/10", null, "{}").statusCode())
                .isEqualTo(428);
        assertThat(server.get("/sales-orders/4711/items/20").statusCode()).isEqualTo(404);
    }

    @Test
    void itemOfAnotherOrderIsUnknownThere() throws Exception {
        server.post("/sales-orders", "{\"id\":\"4711-1\",\"name\":\"B\",\"customer\":\"B\",\"currency\":\"EUR\"}");
        server.post("/sales-orders/4711-1/items", ITEM);
        assertThat(server.get("/sales-orders/4711-1/items/10").statusCode()).isEqualTo(200);
        assertThat(server.get("/sales-orders/4711/items/1-10").statusCode()).isEqualTo(404);
    }

    @Test
    @Tag("G-3")
    void itemIsCreatedInTheStatusThatItIsToHave() throws Exception {
        HttpResponse<String> created = server.post(
                "/sales-orders/4711/items", ITEM.replace("\"description\"", "\"status\":\"RELEASED\",\"description\""));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(json(created).get("status").asText()).isEqualTo("RELEASED");
        assertThat(server.post(
                                "/sales-orders",
                                "{\"id\":\"1\",\"name\":\"X\",\"customer\":\"ACME\",\"currency\":\"EUR\",\"status\":\"SOLD\"}")
                        .body())
                .contains("Status 'SOLD' is not one of");
        assertThat(server.get("/sales-orders/1").statusCode()).isEqualTo(404);
    }
}
