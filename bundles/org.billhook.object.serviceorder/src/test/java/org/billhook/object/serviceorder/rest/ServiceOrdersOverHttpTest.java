package org.billhook.object.serviceorder.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.testkit.rest.ResourceServer.etag;
import static org.billhook.testkit.rest.ResourceServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.Placement;
import org.billhook.object.serviceorder.ServiceOrder;
import org.billhook.object.serviceorder.ServiceOrderItem;
import org.billhook.object.serviceorder.ServiceQuotation;
import org.billhook.object.serviceorder.ServiceQuotationItem;
import org.billhook.rest.wire.internal.AnswerHeaders;
import org.billhook.testkit.ObjectsInMemory;
import org.billhook.testkit.rest.ResourceServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ServiceOrdersOverHttpTest {

    private static final String ITEM =
            """
            {"itemNumber":"10","description":"Overhaul","category":"SVB1","product":"OVERHAUL",
             "quantity":{"value":"3","unit":"C62"},"netPrice":{"amount":"118.755","currency":"EUR"}}""";

    private final ObjectsInMemory objects = new ObjectsInMemory(Map.of(
            "item-category",
            new Categories(),
            ServiceOrder.KIND,
            new ServiceOrder(),
            ServiceOrderItem.KIND,
            new ServiceOrderItem(),
            ServiceQuotation.KIND,
            new ServiceQuotation(),
            ServiceQuotationItem.KIND,
            new ServiceQuotationItem()));
    private ResourceServer server;

    @BeforeEach
    void serve() throws Exception {
        server = new ResourceServer(
                new AnswerHeaders(),
                new OrdersResource(objects),
                new OrderItemsResource(objects),
                new QuotationsResource(objects),
                new QuotationItemsResource(objects));
        objects.create(
                new Draft(
                        new ObjectRef("item-category", "SVB1"),
                        "Time and material",
                        Map.of("leadingType", "BUS2000192", "billingRelevance", "itemized", "dipProfile", "SV-TM")),
                new Actor("tester"));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> order() throws Exception {
        return server.post(
                "/service-orders",
                "{\"id\":\"8000\",\"name\":\"Pump 7\",\"customer\":\"ACME\",\"payer\":\"ACME-PAY\",\"currency\":\"EUR\"}");
    }

    private void quotation() throws Exception {
        server.post(
                "/service-quotations",
                "{\"id\":\"Q1\",\"name\":\"Pump 7\",\"customer\":\"ACME\",\"currency\":\"EUR\",\"validTo\":\"2026-12-31\"}");
        server.post("/service-quotations/Q1/items", ITEM);
        server.post("/service-quotations/Q1/items", ITEM.replace("\"10\"", "\"20\""));
    }

    private void status(String path, String... statuses) throws Exception {
        for (String status : statuses) {
            HttpResponse<String> changed =
                    server.patch(path, etag(server.get(path)), "{\"status\":\"%s\"}".formatted(status));
            assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        }
    }

    @Test
    void orderIsReadAndChanged() throws Exception {
        assertThat(order().statusCode()).isEqualTo(201);
        HttpResponse<String> read = server.get("/service-orders/8000");
        assertThat(json(read).get("payer").asText()).isEqualTo("ACME-PAY");
        HttpResponse<String> changed =
                server.patch("/service-orders/8000", etag(read), "{\"responsible\":\"Ms Jones\"}");
        assertThat(json(changed).get("responsible").asText()).isEqualTo("Ms Jones");
        assertThat(json(server.get("/service-orders?customer=ACME")).get("items"))
                .hasSize(1);
        assertThat(server.get("/service-quotations/8000").statusCode()).isEqualTo(404);
    }

    @Test
    @Tag("R-3")
    @Tag("R-20")
    void itemTakesPartnerAndRelevanceAndShowsItsNetValue() throws Exception {
        order();
        HttpResponse<String> created = server.post("/service-orders/8000/items", ITEM);
        assertThat(created.headers().firstValue("Location")).contains("/api/v1/service-orders/8000/items/10");
        JsonNode item = json(created);
        assertThat(item.get("id").asText()).isEqualTo("8000-10");
        assertThat(item.get("category").asText()).isEqualTo("SVB1");
        assertThat(item.get("customer").asText()).isEqualTo("ACME-PAY");
        assertThat(item.get("billingRelevance").asText()).isEqualTo("itemized");
        assertThat(item.get("executionStatus").asText()).isEqualTo("PLANNING");
        assertThat(item.get("netValue").toString()).isEqualTo("{\"amount\":\"356.27\",\"currency\":\"EUR\"}");
        assertThat(json(server.get("/service-orders/8000/items")).get("items")).hasSize(1);
        HttpResponse<String> changed = server.patch(
                "/service-orders/8000/items/10",
                etag(created),
                "{\"planningPlant\":\"1010\",\"workCenter\":\"MECH\",\"executionStatus\":\"IN_EXECUTION\"}");
        assertThat(json(changed).get("workCenter").asText()).isEqualTo("MECH");
        assertThat(json(changed).get("executionStatus").asText()).isEqualTo("IN_EXECUTION");
    }

    @Test
    @Tag("R-5")
    void acceptedItemsBecomeAnOrderInOneCall() throws Exception {
        quotation();
        String first = "/service-quotations/Q1/items/10";
        HttpResponse<String> own = server.patch(
                first, etag(server.get(first)), "{\"billingRelevance\":\"on-completion\",\"dipProfile\":\"SV-FIX\"}");
        assertThat(own.statusCode()).isEqualTo(200);
        status(first, "RELEASED", "ACCEPTED");
        status("/service-quotations/Q1/items/20", "RELEASED", "REJECTED");

        HttpResponse<String> early = server.post("/service-quotations/Q1/orders", "{\"id\":\"8000\"}");
        assertThat(early.statusCode()).isEqualTo(422);
        assertThat(early.body()).contains("only what is ACCEPTED becomes an order");
        assertThat(server.get("/service-orders/8000").statusCode()).isEqualTo(404);

        status("/service-quotations/Q1", "RELEASED", "ACCEPTED");
        HttpResponse<String> ordered = server.post("/service-quotations/Q1/orders", "{\"id\":\"8000\"}");
        assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(201);
        assertThat(ordered.headers().firstValue("Location")).contains("/api/v1/service-orders/8000");
        assertThat(json(ordered).get("quotation").asText()).isEqualTo("Q1");
        assertThat(json(ordered).get("name").asText()).isEqualTo("Pump 7");
        JsonNode items = json(server.get("/service-orders/8000/items")).get("items");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).get("billingRelevance").asText()).isEqualTo("on-completion");
        assertThat(items.get(0).get("dipProfile").asText()).isEqualTo("SV-FIX");
        assertThat(items.get(0).get("quotationItem").asText()).isEqualTo("Q1-10");

        HttpResponse<String> adjusted = server.patch(
                "/service-orders/8000/items/10",
                etag(server.get("/service-orders/8000/items/10")),
                "{\"billingRelevance\":\"itemized\"}");
        assertThat(json(adjusted).get("billingRelevance").asText()).isEqualTo("itemized");

        HttpResponse<String> again = server.post("/service-quotations/Q1/orders", "{\"id\":\"8001\"}");
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("has no accepted item that is not ordered yet");
    }

    @Test
    void itemOfAnotherOrderIsUnknownThere() throws Exception {
        order();
        server.post("/service-orders/8000/items", ITEM);
        assertThat(server.get("/service-orders/8001/items/10").statusCode()).isEqualTo(404);
        assertThat(server.get("/service-orders/8000/items/20").statusCode()).isEqualTo(404);
        assertThat(server.post("/service-orders/8000/items", "{\"itemNumber\":\"\",\"name\":\"A\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    /** What the bundle of item categories brings, as far as it matters here. */
    private static final class Categories implements BillingObjectType {
        @Override
        public List<Attribute> attributes() {
            return List.of(
                    Attribute.of("leadingType", Type.TEXT, "Leading type."),
                    Attribute.of("billingRelevance", Type.TEXT, "Relevance."),
                    Attribute.of("dipProfile", Type.TEXT, "Profile."));
        }

        @Override
        public LifeCycle lifeCycle() {
            return LifeCycle.from("ACTIVE", Phase.OPEN).build();
        }

        @Override
        public List<Finding> validate(ObjectInContext object) {
            return List.of();
        }

        @Override
        public Placement place(ObjectInContext object) {
            return Placement.top();
        }

        @Override
        public Optional<ItemTerms> item(ObjectSnapshot object) {
            return Optional.empty();
        }
    }
}
