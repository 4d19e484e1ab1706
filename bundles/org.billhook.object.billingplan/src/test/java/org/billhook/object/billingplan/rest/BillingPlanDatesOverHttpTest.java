package org.billhook.object.billingplan.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.testkit.rest.ResourceServer.etag;
import static org.billhook.testkit.rest.ResourceServer.json;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillingObjects.Draft;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.Placement;
import org.billhook.object.billingplan.PlanDate;
import org.billhook.rest.wire.internal.AnswerHeaders;
import org.billhook.testkit.ObjectsInMemory;
import org.billhook.testkit.rest.ResourceServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BillingPlanDatesOverHttpTest {

    private static final String DATE =
            """
            {"id":"4711-30-1","name":"Signed","item":"item/4711-30","date":"2026-03-31",
             "value":{"amount":"5000.00","currency":"EUR"}}""";

    private final ObjectsInMemory objects =
            new ObjectsInMemory(Map.of(PlanDate.KIND, new PlanDate(), "item", new Item()));
    private ResourceServer server;

    /** Something with a currency that can have a plan. */
    private static final class Item implements BillingObjectType {
        @Override
        public List<Attribute> attributes() {
            return List.of(Attribute.of("currency", Attribute.Type.CURRENCY, "Currency."));
        }

        @Override
        public LifeCycle lifeCycle() {
            return LifeCycle.from("OPEN", Phase.OPEN).build();
        }

        @Override
        public List<Finding> validate(ObjectInContext object) {
            return List.of();
        }

        @Override
        public Placement place(ObjectInContext object) {
            return Placement.top();
        }
    }

    @BeforeEach
    void serve() throws Exception {
        objects.create(
                new Draft(new ObjectRef("item", "4711-30"), "Item", Map.of("currency", "EUR")), new Actor("ann"));
        server = new ResourceServer(new AnswerHeaders(), new BillingPlanDateResource(objects));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void dateHasAValueInTheCurrencyOfItsItem() throws Exception {
        HttpResponse<String> created = server.post("/billing-plan-dates", DATE);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains("/api/v1/billing-plan-dates/4711-30-1");
        assertThat(json(created).get("value").toString()).isEqualTo("{\"amount\":\"5000.00\",\"currency\":\"EUR\"}");
        HttpResponse<String> changed = server.patch(
                "/billing-plan-dates/4711-30-1",
                etag(created),
                "{\"value\":{\"amount\":\"4000.00\",\"currency\":\"EUR\"},\"blocked\":true}");
        assertThat(json(changed).get("value").get("amount").asText()).isEqualTo("4000.00");
        assertThat(json(changed).get("blocked").asBoolean()).isTrue();
        assertThat(json(server.get("/billing-plan-dates?item=item/4711-30")).get("items"))
                .hasSize(1);
    }

    @Test
    void valueInAnotherCurrencyIsNotTakenForOneInThatOfTheItem() throws Exception {
        server.post("/billing-plan-dates", DATE);
        HttpResponse<String> refused = server.patch(
                "/billing-plan-dates/4711-30-1", "\"1\"", "{\"value\":{\"amount\":\"4000.00\",\"currency\":\"USD\"}}");
        assertThat(refused.statusCode()).isNotEqualTo(200);
        assertThat(json(server.get("/billing-plan-dates/4711-30-1"))
                        .get("value")
                        .get("amount")
                        .asText())
                .isEqualTo("5000.00");
    }
}
