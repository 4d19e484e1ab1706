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

/** The clerk's way from what is open to a request, and back, over HTTP in the built server. */
@ExtendWith(Servers.class)
class ExpendituresIT {

    private static final Map<String, String> NEW = Map.of("If-None-Match", "*");

    private static String item(Books books, String key, Map<String, String> terms) {
        Map<String, String> attributes = new HashMap<>(terms);
        attributes.putIfAbsent("billingRelevance", "itemized");
        attributes.putIfAbsent("dipProfile", "STANDARD");
        books.price(Map.of("activity", "EXP-" + key), "100.00", "EUR", "2026-01-01");
        return books.serviceItem(key, attributes, "RELEASED");
    }

    private static void hours(Books books, String item, String key, String person, String... values) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            rows.add(Map.of(
                    "kind",
                    "time",
                    "object",
                    item,
                    "posted",
                    Map.of("value", values[i], "unit", "HUR"),
                    "serviceDate",
                    LocalDate.of(2026, 3, 2).plusDays(i).toString(),
                    "externalId",
                    key + "-" + person + i,
                    "characteristics",
                    Map.of("person", person, "activity", "EXP-" + key)));
        }
        books.postRows(rows);
    }

    private static Answer preview(Api api, String item, Map<String, ?> more) {
        Map<String, Object> order = new HashMap<>(more);
        order.put("keyDate", "2026-03-31");
        order.put("roots", List.of(item));
        order.putIfAbsent("structure", List.of("person"));
        return api.post("/previews", order).expect(201);
    }

    @SafeVarargs
    private static Answer decide(Api api, Answer preview, Map<String, ?>... decisions) {
        return api.post(
                "/previews/%s/decisions".formatted(preview.text("id")), Map.of("decisions", List.of(decisions)));
    }

    private static JsonNode root(Api api, Answer preview) {
        return api.get("/previews/%s/nodes".formatted(preview.text("id")))
                .expect(200)
                .json()
                .at("/items/0");
    }

    private static String figures(JsonNode node) {
        return "%s = %s + %s + %s"
                .formatted(
                        node.at("/original/amount/amount").asText(),
                        node.at("/toBill/amount/amount").asText(),
                        node.at("/later/amount/amount").asText(),
                        node.at("/rejected/amount/amount").asText());
    }

    private static String billed(Api api, Answer preview) {
        return api.post("/previews/%s/commit".formatted(preview.text("id")), Map.of("token", preview.text("token")))
                .expect(201)
                .json()
                .at("/totals/0/amount")
                .asText("none");
    }

    @Test
    @Tag("D-20")
    @Tag("D-80")
    @Tag("D-81")
    @Tag("D-84")
    void whatIsOpenIsDecidedOnByNodeUntilItIsRightAndThenBilled(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        api.put(
                        "/dip-profiles/EXP-TREE",
                        Map.of(
                                "text",
                                "By person",
                                "characteristics",
                                List.of(Map.of("name", "person", "structure", 1))),
                        NEW)
                .expect(201);
        String item = item(books, "EXPA", Map.of("dipProfile", "EXP-TREE"));
        hours(books, item, "EXPA", "ada", "4", "4");
        hours(books, item, "EXPA", "bob", "2");

        Answer first = preview(api, item, Map.of("structure", List.of()));

        JsonNode all = root(api, first);
        assertThat(figures(all)).isEqualTo("1000.00 = 1000.00 + 0.00 + 0.00");
        List<JsonNode> persons = books.all("/previews/%s/nodes/1/nodes".formatted(first.text("id")));
        assertThat(persons).extracting(node -> node.get("value").asText()).containsExactly("ada", "bob");
        int ada = persons.get(0).get("node").asInt();
        int bob = persons.get(1).get("node").asInt();

        Answer second = decide(
                        api,
                        first,
                        Map.of(
                                "node",
                                ada,
                                "toBill",
                                Map.of("amount", Map.of("amount", "500.00", "currency", "EUR")),
                                "later",
                                Map.of("quantity", Map.of("value", "2", "unit", "HUR")),
                                "reason",
                                "Agreed with the customer"),
                        Map.of(
                                "node",
                                bob,
                                "toBill",
                                Map.of("percent", "0"),
                                "later",
                                Map.of("percent", "100"),
                                "until",
                                "2026-05-01",
                                "reason",
                                "Approval is missing"))
                .expect(201);

        assertThat(figures(root(api, second))).isEqualTo("1000.00 = 500.00 + 400.00 + 100.00");
        assertThat(root(api, second).at("/toBill/percent").asText()).isEqualTo("50.00");
        assertThat(figures(root(api, first))).as("the one before stays").isEqualTo("1000.00 = 1000.00 + 0.00 + 0.00");
        assertThat(decide(
                                api,
                                second,
                                Map.of(
                                        "node",
                                        1,
                                        "toBill",
                                        Map.of("percent", "70"),
                                        "later",
                                        Map.of("percent", "40"),
                                        "reason",
                                        "Too much"))
                        .expect(422)
                        .body())
                .contains("OVER_100", "D-82", "decisions[0]");
        assertThat(billed(api, second)).isEqualTo("500.00");
        List<JsonNode> sources = books.all("/sources?object=" + item);
        assertThat(sources)
                .extracting(source -> source.at("/balance/open/value").asText() + " "
                        + source.at("/balance/held/value").asText() + " "
                        + source.at("/balance/writtenOff/value").asText())
                .containsExactlyInAnyOrder("1 0 0.5", "1 0 0.5", "0 2 0");
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    @Test
    @Tag("D-85")
    @Tag("D-86")
    @Tag("WE-52")
    void anAmountIsCutOutOfASummarizedLineToTheCent(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        String item = books.serviceItem(
                "EXPB",
                Map.of("billingRelevance", "summarized", "dipProfile", "COST-PLUS", "upliftPercent", "15"),
                "RELEASED",
                "COMPLETED");
        List<Map<String, Object>> costs = new ArrayList<>();
        for (String cost : List.of("400.00", "350.00", "250.00")) {
            costs.add(Map.of(
                    "kind",
                    "expense",
                    "object",
                    item,
                    "posted",
                    Map.of("amount", cost, "currency", "EUR"),
                    "cost",
                    Map.of("amount", cost, "currency", "EUR"),
                    "serviceDate",
                    "2026-03-0" + (costs.size() + 1),
                    "externalId",
                    "EXPB-" + cost));
        }
        List<JsonNode> posted = books.postRows(costs);
        Answer first = preview(api, item, Map.of("structure", List.of("source-kind")));
        assertThat(figures(root(api, first))).isEqualTo("1150.00 = 1150.00 + 0.00 + 0.00");

        Answer second = decide(
                        api,
                        first,
                        Map.of(
                                "source",
                                posted.get(2).get("id").asLong(),
                                "toBill",
                                Map.of("percent", "0"),
                                "apportionment",
                                "WARRANTY",
                                "reason",
                                "Our mistake"))
                .expect(201);
        assertThat(figures(root(api, second))).isEqualTo("1150.00 = 862.50 + 0.00 + 287.50");
        Answer third = decide(
                        api,
                        first,
                        Map.of(
                                "node",
                                1,
                                "toBill",
                                Map.of("amount", Map.of("amount", "1000.01", "currency", "EUR")),
                                "reason",
                                "A round sum, and a cent"))
                .expect(201);
        assertThat(figures(root(api, third))).isEqualTo("1150.00 = 1000.01 + 0.00 + 149.99");
        assertThat(third.json().at("/requests/0/net/amount").asText()).isEqualTo("1000.01");
        assertThat(billed(api, second)).isEqualTo("862.50");
        String request = books.all("/requests?root=" + item).get(0).get("id").asText();
        assertThat(books.all("/requests/%s/lines".formatted(request))).hasSize(1);
        assertThat(preview(api, item, Map.of()).body()).contains("ALREADY_BILLED");
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    @Test
    @Tag("D-83")
    @Tag("D-62")
    void aLockedNodePassesTheCapAndPricesAreTheClerksToChange(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        String item = item(books, "EXPC", Map.of("capAmount", "300.00", "capRest", "LEAVE_OPEN"));
        hours(books, item, "EXPC", "ada", "5");
        Answer capped = preview(api, item, Map.of());
        assertThat(figures(root(api, capped))).isEqualTo("500.00 = 300.00 + 200.00 + 0.00");
        Answer locked = decide(
                        api,
                        capped,
                        Map.of("node", 2, "toBill", Map.of("percent", "100"), "locked", true, "reason", "Cap waived"))
                .expect(201);
        assertThat(figures(root(api, locked))).isEqualTo("500.00 = 500.00 + 0.00 + 0.00");
        Answer cheaper = api.post(
                        "/previews/%s/price-changes".formatted(locked.text("id")),
                        Map.of(
                                "changes",
                                List.of(
                                        Map.of(
                                                "price",
                                                Map.of("amount", "90.00", "currency", "EUR"),
                                                "item",
                                                item,
                                                "reason",
                                                "Framework contract"),
                                        Map.of("percent", "-10", "reason", "Regular customer"))))
                .expect(201);
        // 5 x 90.00 less 10 %
        assertThat(figures(root(api, cheaper))).isEqualTo("405.00 = 405.00 + 0.00 + 0.00");
        assertThat(billed(api, cheaper)).isEqualTo("405.00");
        String request = books.all("/requests?root=" + item).get(0).get("id").asText();
        assertThat(api.get("/requests/%s/lines/1/why".formatted(request))
                        .expect(200)
                        .body())
                .contains("Framework contract", "Regular customer");
    }

    @Test
    @Tag("D-32")
    @Tag("D-71")
    void onlyWhatIsSelectedIsBilled(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        String item = item(books, "EXPD", Map.of());
        hours(books, item, "EXPD", "ada", "1");
        books.postRows(List.of(Map.of(
                "kind",
                "expense",
                "object",
                item,
                "posted",
                Map.of("amount", "30.00", "currency", "EUR"),
                "cost",
                Map.of("amount", "30.00", "currency", "EUR"),
                "serviceDate",
                "2026-03-02",
                "externalId",
                "EXPD-x")));
        assertThat(billed(api, preview(api, item, Map.of("selection", Map.of("kinds", List.of("expense"))))))
                .isEqualTo("30.00");
        assertThat(preview(api, item, Map.of("selection", Map.of("without", List.of(item))))
                        .json()
                        .get("requests"))
                .isEmpty();
        assertThat(api.post(
                                "/previews",
                                Map.of(
                                        "keyDate",
                                        "2026-03-31",
                                        "roots",
                                        List.of(item),
                                        "selection",
                                        Map.of("within", List.of("wbs-element/NOWHERE"))))
                        .expect(404)
                        .body())
                .contains("wbs-element/NOWHERE");
        assertThat(billed(api, preview(api, item, Map.of()))).isEqualTo("100.00");
    }

    @Test
    @Tag("WE-45")
    @Tag("D-91")
    @Tag("D-95")
    @Tag("D-120")
    @Tag("D-121")
    void aRequestIsEditedUntilItIsInvoiced(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        String item = item(books, "EXPE", Map.of());
        hours(books, item, "EXPE", "ada", "8", "2");
        books.run(LocalDate.of(2026, 3, 31), item);
        Answer request = api.get("/requests/"
                + books.all("/requests?root=" + item).get(0).get("id").asText());
        String path = "/requests/" + request.text("id");

        Answer partly = api.post(
                        path + "/reject",
                        Map.of(
                                "code", "LATER",
                                "note", "Back to work in progress",
                                "parts", List.of(Map.of("position", 1, "percent", "25"))),
                        Map.of("If-Match", request.etag()))
                .expect(200);

        assertThat(partly.json().at("/standing/amount").asText()).isEqualTo("800.00");
        JsonNode line = books.all(path + "/lines").get(0);
        assertThat(line.at("/rejection/reason/effect").asText()).isEqualTo("DEFERRED");
        assertThat(line.at("/rejection/net/amount").asText()).isEqualTo("200.00");
        assertThat(line.at("/rejection/partly").asBoolean()).isTrue();
        Answer changed = api.put(
                        path + "/rejection",
                        Map.of("code", "VN", "note", "Never mind", "lines", List.of(1)),
                        Map.of("If-Match", partly.etag()))
                .expect(200);
        assertThat(preview(api, item, Map.of()).json().get("requests")).isEmpty();
        assertThat(api.post(path + "/reject", Map.of("code", "NONE", "note", "x"), Map.of("If-Match", changed.etag()))
                        .expect(422)
                        .body())
                .contains("UNKNOWN_REASON", "CANCELLED");
        api.put("/rejection-reasons/DISPUTE", Map.of("text", "The customer disputes it", "effect", "DEFERRED"), NEW)
                .expect(201);
        Answer rest = api.post(
                        path + "/reject",
                        Map.of("code", "DISPUTE", "note", "Letter of 3 April", "parts", List.of(Map.of("position", 2))),
                        Map.of("If-Match", changed.etag()))
                .expect(200);
        assertThat(rest.text("state")).isEqualTo("OPEN");
        assertThat(rest.json().at("/standing/amount").asText()).isEqualTo("600.00");
        assertThat(billed(api, preview(api, item, Map.of()))).isEqualTo("200.00");
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    @Test
    @Tag("D-14")
    @Tag("D-78")
    void theDocumentFlowGoesBothWaysAndARequestStandsInceptionToDate(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        String item = item(books, "EXPF", Map.of());
        hours(books, item, "EXPF", "ada", "8");
        books.run(LocalDate.of(2026, 3, 31), item);
        Answer first = api.get("/requests/"
                + books.all("/requests?root=" + item).get(0).get("id").asText());
        api.post(
                        "/requests/%s/reject".formatted(first.text("id")),
                        Map.of(
                                "code", "LATER",
                                "note", "Half of it later",
                                "parts", List.of(Map.of("position", 1, "percent", "50"))),
                        Map.of("If-Match", first.etag()))
                .expect(200);
        books.run(LocalDate.of(2026, 3, 31), item);
        String second = books.all("/requests?root=" + item).get(0).get("id").asText();

        List<JsonNode> ofRequest = books.all("/requests/%s/document-flow".formatted(first.text("id")));
        assertThat(ofRequest)
                .extracting(flow -> flow.get("act").asText() + " "
                        + flow.at("/share/value").asText() + " "
                        + flow.at("/value/amount").asText())
                .containsExactly("BILL 8 800.00", "REOPEN 4 400.00");
        JsonNode ofSource = api.get("/sources/%s/document-flow"
                        .formatted(ofRequest.get(0).get("source").asText()))
                .expect(200)
                .json()
                .get("items");
        assertThat(ofSource)
                .extracting(flow ->
                        flow.get("request").asText() + " " + flow.get("act").asText())
                .containsExactly(first.text("id") + " BILL", first.text("id") + " REOPEN", second + " BILL");
        JsonNode toDate = api.get("/requests/%s/to-date".formatted(second))
                .expect(200)
                .json()
                .at("/items/0");
        assertThat(toDate.at("/cumulative/amount").asText()).isEqualTo("800.00");
        assertThat(toDate.at("/before/amount").asText()).isEqualTo("400.00");
        assertThat(toDate.at("/now/amount").asText()).isEqualTo("400.00");
    }
}
