package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Orders whose items are billed with one request for each party, in the built server (D-74). */
@ExtendWith(Servers.class)
class OneRequestIT {

    private static final String MARCH_31 = "2026-03-31";

    /**
     * A released order over two billing elements, the second of which has two postings, and an item that stands alone. An hour costs
     * 33.33.
     */
    private static Books order(Api api, String order) {
        Books books = new Books(api);
        books.order(order, "ACME", "EUR");
        oneRequest(api, order, true);
        books.price(Map.of("activity", order), "33.33", "EUR", "2026-01-01");
        books.project(order, "Project of " + order, "ACME", "EUR");
        books.billingElement(order + "-1", "First", order);
        books.billingElement(order + "-2", "Second", order);
        item(books, order, 10, Map.of("billingElement", "wbs-element/%s-1".formatted(order)));
        item(books, order, 20, Map.of("billingElement", "wbs-element/%s-2".formatted(order)));
        item(books, order, 30, Map.of());
        List<JsonNode> posted = books.postRows(List.of(
                hours(order, 1, "wbs-element/%s-1".formatted(order), "0.333"),
                hours(order, 2, "wbs-element/%s-2".formatted(order), "1"),
                hours(order, 3, "wbs-element/%s-2".formatted(order), "2"),
                hours(order, 4, "sales-order-item/%s-30".formatted(order), "0.001")));
        assertThat(posted)
                .as("%s", posted)
                .allMatch(row -> row.get("outcome").asText().equals("POSTED"));
        return books;
    }

    private static void oneRequest(Api api, String order, boolean value) {
        String path = "/sales-orders/" + order;
        JsonNode changed = api.patch(
                        path,
                        Map.of("oneRequest", value),
                        api.get(path).expect(200).etag())
                .expect(200)
                .json();
        assertThat(changed.get("oneRequest").asBoolean()).isEqualTo(value);
    }

    private static void item(Books books, String order, int number, Map<String, String> more) {
        Map<String, String> attributes = new HashMap<>(more);
        attributes.putAll(Map.of(
                "order", "sales-order/" + order,
                "itemNumber", String.valueOf(number),
                "customer", "ACME",
                "currency", "EUR",
                "billingRelevance", "itemized",
                "dipProfile", "STANDARD"));
        books.object("sales-order-item", order + "-" + number, "Item " + number, attributes, "RELEASED");
    }

    private static Map<String, Object> hours(String order, int number, String object, String hours) {
        return Map.of(
                "kind",
                "time",
                "object",
                object,
                "posted",
                Map.of("value", hours, "unit", "HUR"),
                "serviceDate",
                "2026-03-02",
                "externalId",
                order + "-" + number,
                "characteristics",
                Map.of("person", "ada", "activity", order));
    }

    /** Item, lines and what stands of each. */
    private static List<String> items(JsonNode request) {
        List<String> items = new ArrayList<>();
        for (JsonNode item : request.get("billedItems")) {
            items.add("%s %s %d-%d %s"
                    .formatted(
                            item.get("item").asText(),
                            item.get("root").asText(),
                            item.get("firstLine").asInt(),
                            item.get("lastLine").asInt(),
                            item.at("/standing/amount").asText()));
        }
        return items;
    }

    @Test
    @Tag("D-74")
    void whatAPreviewShowsOfAnOrderIsOneRequest(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = order(api, "ORA");
        JsonNode preview = api.post("/previews", Map.of("keyDate", MARCH_31, "roots", List.of("sales-order/ORA")))
                .expect(201)
                .json();
        List<String> items = List.of(
                "sales-order-item/ORA-10 wbs-element/ORA-1 1-1 11.10",
                "sales-order-item/ORA-20 wbs-element/ORA-2 2-3 99.99",
                "sales-order-item/ORA-30 sales-order-item/ORA-30 4-4 0.03");
        assertThat(preview.get("requests")).hasSize(1);
        assertThat(items(preview.at("/requests/0"))).containsExactlyElementsOf(items);
        assertThat(preview.at("/requests/0/net/amount").asText()).isEqualTo("111.12");
        assertThat(preview.at("/requests/0").has("item")).isFalse();

        JsonNode run = api.post(
                        "/previews/%s/commit".formatted(preview.get("id").asText()),
                        Map.of("token", preview.get("token").asText()))
                .expect(201)
                .json();

        assertThat(run.get("state").asText()).isEqualTo("DONE");
        JsonNode request = books.all("/requests?order=sales-order/ORA").get(0);
        assertThat(items(request)).containsExactlyElementsOf(items);
        assertThat(books.all("/requests?item=sales-order-item/ORA-20")).containsExactly(request);
        String path = "/requests/" + request.get("id").asText();
        assertThat(books.all(path + "/lines"))
                .extracting(line -> line.get("item").asText() + " "
                        + line.get("revenueReceiver").asText())
                .containsExactly(
                        "sales-order-item/ORA-10 wbs-element/ORA-1",
                        "sales-order-item/ORA-20 wbs-element/ORA-2",
                        "sales-order-item/ORA-20 wbs-element/ORA-2",
                        "sales-order-item/ORA-30 sales-order-item/ORA-30");
        assertThat(api.get(path + "/to-date").expect(200).json().get("items"))
                .extracting(row -> row.get("item").asText() + " "
                        + row.at("/cumulative/amount").asText())
                .contains("sales-order-item/ORA-10 11.10");
        assertThat(books.all("/billing-objects/wbs-element/ORA-2/revenue"))
                .singleElement()
                .satisfies(revenue -> {
                    assertThat(revenue.get("item").asText()).isEqualTo("sales-order-item/ORA-20");
                    assertThat(revenue.at("/net/amount").asText()).isEqualTo("99.99");
                });
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    /** A line of the second item is deferred in part, and billed again; then all is cancelled and billed again. */
    @Test
    @Tag("D-74")
    @Tag("D-91")
    void partsOfItAreRejectedAndAllOfItIsCancelled(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = order(api, "ORB");
        LocalDate march = LocalDate.parse(MARCH_31);
        assertThat(books.run(march, "sales-order/ORB").at("/totals/0/amount").asText())
                .isEqualTo("111.12");
        String path = "/requests/"
                + books.all("/requests?order=sales-order/ORB").get(0).get("id").asText();
        Answer read = api.get(path).expect(200);

        JsonNode rejected = api.post(
                        path + "/reject",
                        Map.of(
                                "code",
                                "LATER",
                                "note",
                                "Half of it in April",
                                "parts",
                                List.of(Map.of("position", 3, "percent", "50"))),
                        Map.of("If-Match", read.etag()))
                .expect(200)
                .json();
        assertThat(rejected.at("/standing/amount").asText()).isEqualTo("77.79");
        assertThat(items(rejected)).element(1).isEqualTo("sales-order-item/ORB-20 wbs-element/ORB-2 2-3 66.66");

        assertThat(books.run(march, "sales-order/ORB").at("/totals/0/amount").asText())
                .isEqualTo("33.33");
        api.post(
                        path + "/reject",
                        Map.of("code", "CANCELLED", "note", "Wrong customer"),
                        Map.of("If-Match", api.get(path).etag()))
                .expect(200);
        assertThat(books.run(march, "sales-order/ORB").at("/totals/0/amount").asText())
                .isEqualTo("77.79");
        assertThat(books.all("/requests?order=sales-order/ORB")).hasSize(3);
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    @Test
    @Tag("D-74")
    void withoutTheSettingEachItemHasARequest(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = order(api, "ORC");
        oneRequest(api, "ORC", false);
        books.run(LocalDate.parse(MARCH_31), "sales-order/ORC");
        assertThat(books.all("/requests?order=sales-order/ORC"))
                .extracting(request -> request.get("item").asText() + " "
                        + request.at("/net/amount").asText())
                .containsExactlyInAnyOrder(
                        "sales-order-item/ORC-10 11.10",
                        "sales-order-item/ORC-20 99.99",
                        "sales-order-item/ORC-30 0.03");
    }
}
