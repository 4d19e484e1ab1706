package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Relevances, and the maintenance orders that execute items, in the built server. */
@ExtendWith(Servers.class)
class RelevanceIT {

    private static final LocalDate MARCH_31 = LocalDate.of(2026, 3, 31);

    private static Map<String, Object> work(String object, String id, String hours, String cost) {
        return Map.of(
                "kind",
                "time",
                "object",
                object,
                "posted",
                Map.of("value", hours, "unit", "HUR"),
                "cost",
                Map.of("amount", cost, "currency", "EUR"),
                "serviceDate",
                "2026-03-02",
                "externalId",
                id,
                "characteristics",
                Map.of("person", "ada", "activity", "OVERHAUL"));
    }

    private static void post(Books books, List<Map<String, Object>> rows) {
        assertThat(books.postRows(rows))
                .allSatisfy(row -> assertThat(row.get("outcome").asText())
                        .as(row.toString())
                        .isEqualTo("POSTED"));
    }

    private static void status(Api api, String ref, String status) {
        Answer object = api.get("/billing-objects/" + ref).expect(200);
        api.patch("/billing-objects/" + ref, Map.of("status", status), object.etag())
                .expect(200);
    }

    private static JsonNode findings(Books books, JsonNode run) {
        return books.all("/runs/%s/roots".formatted(run.get("id").asText()))
                .get(0)
                .get("findings");
    }

    @ParameterizedTest
    @Tag("R-7")
    @Tag("WE-53")
    @CsvSource({
        "not-relevant,  NONE,  NEVER,    NONE,              ,                         OPEN",
        "on-completion, SALES, ONE_TIME, FIXED_PRICE,       BILLING_DOCUMENT_REQUEST, COMPLETED",
        "billing-plan,  SALES, MULTIPLE, FIXED_PRICE,       BILLING_DOCUMENT_REQUEST, RELEASED",
        "summarized,    DIP,   ONE_TIME, TIME_AND_MATERIAL, DEBIT_MEMO_REQUEST,       COMPLETED",
        "itemized,      DIP,   MULTIPLE, TIME_AND_MATERIAL, DEBIT_MEMO_REQUEST,       RELEASED"
    })
    void theMatrixIsThatOfTheInstalledBundles(
            String id, String engine, String frequency, String scope, String document, String least, ExamServer server)
            throws IOException {
        JsonNode row = StreamSupport.stream(
                        server.api()
                                .get("/billing-relevances")
                                .expect(200)
                                .json()
                                .get("items")
                                .spliterator(),
                        false)
                .filter(relevance -> relevance.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(row.get("engine").asText()).isEqualTo(engine);
        assertThat(row.get("frequency").asText()).isEqualTo(frequency);
        assertThat(row.get("scope").asText()).isEqualTo(scope);
        assertThat(row.path("document").asText(null)).isEqualTo(document);
        assertThat(row.get("itemPhase").asText()).isEqualTo(least);
        assertThat(row.get("executionPhase").asText()).isEqualTo(least);
        String orders = Map.of(
                        "OPEN", "[\"CREATED\",\"RELEASED\",\"TECHNICALLY_COMPLETED\",\"CLOSED\"]",
                        "RELEASED", "[\"RELEASED\",\"TECHNICALLY_COMPLETED\",\"CLOSED\"]",
                        "COMPLETED", "[\"TECHNICALLY_COMPLETED\",\"CLOSED\"]")
                .get(least);
        assertThat(row.at("/executionStatuses/maintenance-order").toString()).isEqualTo(orders);
        assertThat(row.get("bundle").asText()).startsWith("org.billhook.relevance.");
    }

    @Test
    @Tag("R-26")
    void theMatrixIsAPageForABrowser(ExamServer server) throws IOException {
        Answer page = server.api()
                .send(
                        "GET",
                        "/billing-relevances",
                        BodyPublishers.noBody(),
                        Map.of("Accept", "text/html,application/xhtml+xml;q=0.9"))
                .expect(200);
        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none'");
        assertThat(page.body())
                .contains(
                        "<td>itemized</td><td>dip</td><td>multiple</td><td>time and material</td>"
                                + "<td>debit memo request</td><td>released</td><td>released</td><td>dip profile</td>",
                        "<td>not-relevant</td><td>none</td><td>never</td><td>none</td><td>-</td>",
                        "<td>maintenance-order</td><td>CREATED</td><td></td><td>RELEASED</td>");
    }

    @Test
    @Tag("R-1")
    @Tag("R-4")
    @Tag("R-13a")
    @Tag("R-39")
    void summarizedBillsCostAndUpliftOnceWhenItemAndOrderAreCompleted(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        // started by a maintenance plan: the order first, then its item
        books.object("maintenance-order", "MO-SUM", "Pump 7", Map.of("maintenancePlan", "MP-1"), "RELEASED");
        String item = books.serviceItem(
                "SUM",
                Map.of("billingRelevance", "summarized", "dipProfile", "COST-PLUS", "upliftPercent", "15"),
                "RELEASED");
        Answer order =
                books.api().get("/billing-objects/maintenance-order/MO-SUM").expect(200);
        books.api()
                .patch(
                        "/billing-objects/maintenance-order/MO-SUM",
                        Map.of("attributes", Map.of("item", item)),
                        order.etag())
                .expect(200);
        post(
                books,
                List.of(
                        work("maintenance-order/MO-SUM", "SUM-1", "7.5", "375.00"),
                        work("maintenance-order/MO-SUM", "SUM-2", "2", "100.10"),
                        work(item, "SUM-3", "1", "50.00")));

        JsonNode early = books.run(MARCH_31, item);
        assertThat(early.get("lines").asInt()).isZero();
        assertThat(findings(books, early).toString())
                .contains(
                        item + " has status 'RELEASED', but billing relevance 'summarized' of " + item
                                + " needs 'COMPLETED'",
                        "maintenance-order/MO-SUM has status 'RELEASED'",
                        "needs 'TECHNICALLY_COMPLETED' or 'CLOSED'");
        status(books.api(), item, "COMPLETED");
        assertThat(books.run(MARCH_31, item).get("lines").asInt())
                .as("the order is still released")
                .isZero();
        status(books.api(), "maintenance-order/MO-SUM", "TECHNICALLY_COMPLETED");

        JsonNode run = books.run(MARCH_31, item);

        // 375.00 + 100.10 + 50.00 = 525.10, and 15 percent of it 78.765
        assertThat(run.get("lines").asInt()).isEqualTo(1);
        assertThat(run.get("totals").get(0).get("amount").asText()).isEqualTo("603.87");
        JsonNode request = books.all("/requests?root=" + item).get(0);
        assertThat(request.get("kind").asText()).isEqualTo("DEBIT_MEMO_REQUEST");
        JsonNode why = books.api()
                .get("/requests/%s/lines/1/why".formatted(request.get("id").asText()))
                .expect(200)
                .json();
        assertThat(why.get("claims").size()).isEqualTo(3);
        assertThat(why.get("line").get("derivation").toString()).contains("525.10", "78.77", "upliftPercent");

        post(books, List.of(work(item, "SUM-4", "1", "50.00")));
        assertThat(findings(books, books.run(MARCH_31, item)).toString())
                .as("once only")
                .contains("ALREADY_BILLED");
        rejectLater(books.api(), request.get("id").asText());
        JsonNode rest = books.run(MARCH_31, item);
        // 40 percent of 603.87 are 241.548
        assertThat(rest.at("/totals/0/amount").asText())
                .as("what was deferred, without what was posted after the bill")
                .isEqualTo("241.55");
        String late = books.all("/sources?object=" + item).stream()
                .filter(source -> source.get("externalId").asText().equals("SUM-4"))
                .map(source -> source.get("id").asText())
                .findFirst()
                .orElseThrow();
        assertThat(books.api()
                        .get("/sources/%s/why-not?keyDate=2026-03-31".formatted(late))
                        .expect(200)
                        .body())
                .contains("ALREADY_BILLED", "posted since");
        letIn(books, item, Long.parseLong(late));
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    /** A part of the line, to be billed later. */
    private static void rejectLater(Api api, String request) {
        String path = "/requests/" + request;
        api.post(
                        path + "/reject",
                        Map.of(
                                "code",
                                "LATER",
                                "note",
                                "Less now",
                                "parts",
                                List.of(Map.of("position", 1, "percent", "40"))),
                        Map.of("If-Match", api.get(path).etag()))
                .expect(200);
    }

    /** The clerk decides in the tree of a preview that what waits is billed: 50.00 and 15 percent of it. */
    private static void letIn(Books books, String item, long source) {
        Map<String, Object> order =
                Map.of("keyDate", "2026-03-31", "roots", List.of(item), "structure", List.of("person"));
        String preview = books.api()
                .post("/previews", order)
                .expect(201)
                .json()
                .get("id")
                .asText();
        JsonNode decided = books.api()
                .post(
                        "/previews/%s/decisions".formatted(preview),
                        Map.of(
                                "decisions",
                                List.of(Map.of(
                                        "source",
                                        source,
                                        "toBill",
                                        Map.of("percent", "100"),
                                        "reason",
                                        "Agreed with the customer"))))
                .expect(201)
                .json();
        assertThat(decided.at("/requests/0/net/amount").asText()).isEqualTo("57.50");
    }

    @Test
    @Tag("R-10")
    @Tag("R-36")
    void whatIsNotRelevantIsNeverBilledAndSaysSo(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        String item = books.serviceItem("FREE", Map.of("billingRelevance", "not-relevant"), "RELEASED", "COMPLETED");
        post(books, List.of(work(item, "FREE-1", "1", "50.00")));
        JsonNode run = books.run(MARCH_31, item);
        assertThat(run.get("lines").asInt()).isZero();
        assertThat(findings(books, run).toString()).contains("NOT_RELEVANT");
    }

    @Test
    @Tag("R-11")
    @Tag("R-25")
    void anItemThatIsBilledByPlanNeedsOne(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        String item = books.serviceItem("PLAN", Map.of("billingRelevance", "billing-plan"), "RELEASED");
        JsonNode run = books.run(MARCH_31, item);
        assertThat(findings(books, run).toString()).contains("NO_BILLING_PLAN");
    }

    @Test
    @Tag("R-11")
    @Tag("R-16")
    @Tag("R-38")
    void datesOfAPlanAreBilledAsTheyComeFromReleaseOn(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        String item = books.serviceItem("DATES", Map.of("billingRelevance", "billing-plan"), "IN_PROCESS");
        planDate(books, item, "DATES-1", "2026-01-31", "1000.00");
        planDate(books, item, "DATES-2", "2026-02-28", "3000.00");
        planDate(books, item, "DATES-3", "2026-06-30", "6000.00");
        assertThat(findings(books, books.run(MARCH_31, item)).toString())
                .contains("has status 'IN_PROCESS', but billing relevance 'billing-plan'", "needs 'RELEASED'");
        status(books.api(), item, "RELEASED");

        JsonNode run = books.run(MARCH_31, item);

        assertThat(run.get("lines").asInt()).isEqualTo(2);
        assertThat(run.get("totals").get(0).get("amount").asText()).isEqualTo("4000.00");
        JsonNode request = books.all("/requests?root=" + item).get(0);
        assertThat(request.get("kind").asText()).isEqualTo("BILLING_DOCUMENT_REQUEST");
        assertThat(books.run(MARCH_31, item).get("lines").asInt()).isZero();
        assertThat(changed(books.api(), "billing-plan-date/DATES-2", "value", "2999.99")
                        .body())
                .contains("FIELD_CLOSED", "locked since something of the object was billed");
        assertThat(changed(books.api(), "billing-plan-date/DATES-3", "value", "5000.00")
                        .status())
                .isEqualTo(200);
        JsonNode last = books.run(LocalDate.of(2026, 6, 30), item);
        assertThat(last.get("totals").get(0).get("amount").asText()).isEqualTo("5000.00");
    }

    @Test
    @Tag("R-25")
    void leavingAPlanIsConfirmedAndCancelsItsDates(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        String item = books.serviceItem("LEAVE", Map.of("billingRelevance", "billing-plan"), "IN_PROCESS");
        planDate(books, item, "LEAVE-1", "2026-01-31", "1000.00");

        Answer refused = changed(books.api(), item, "billingRelevance", "on-completion");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body())
                .contains("CONFIRMATION_NEEDED", "would drop 1 object(s), the first is billing-plan-date/LEAVE-1");
        String path = "/billing-objects/" + item;
        Answer confirmed = books.api()
                .patch(
                        path,
                        Map.of("attributes", Map.of("billingRelevance", "itemized"), "confirm", true),
                        books.api().get(path).etag())
                .expect(200);
        assertThat(confirmed.json().get("warnings").toString()).contains("NO_DIP_PROFILE");
        JsonNode date = books.api()
                .get("/billing-objects/billing-plan-date/LEAVE-1")
                .expect(200)
                .json();
        assertThat(date.get("status").asText()).isEqualTo("CANCELLED");
        List<JsonNode> changes = books.all("/billing-objects/" + item + "/changes");
        assertThat(changes.toString()).contains("billing-plan", "itemized", "admin", "standard");
        assertThat(books.all("/sources?object=billing-plan-date/LEAVE-1").toString())
                .contains("\"open\":{\"amount\":\"0.00\",\"currency\":\"EUR\"}");
    }

    @Test
    @Tag("R-1")
    @Tag("O-44")
    void itemsOnOneBillingElementBillWhatStandsBeneathThemEach(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        books.price(Map.of("activity", "OVERHAUL"), "100.00", "EUR", "2026-01-01");
        books.project("SHARE", "Shared", "C-SHARE", "EUR");
        books.billingElement("SHARE", "Shared", "SHARE");
        books.order("SHARE", "C-SHARE", "EUR");
        books.item("SHARE", 10, "C-SHARE", "EUR", "billing-plan", "SHARE");
        books.item("SHARE", 20, "C-SHARE", "EUR", "billing-plan", "SHARE");
        books.item("SHARE", 30, "C-SHARE", "EUR", "itemized", "SHARE");
        books.item("SHARE", 40, "C-SHARE", "EUR", "itemized", "SHARE");
        planDate(books, "sales-order-item/SHARE-10", "SHARE-10-1", "2026-01-31", "1000.00");
        planDate(books, "sales-order-item/SHARE-20", "SHARE-20-1", "2026-01-31", "200.00");
        for (String number : List.of("30", "40")) {
            books.object(
                    "maintenance-order",
                    "SHARE-" + number,
                    "Work",
                    Map.of("item", "sales-order-item/SHARE-" + number),
                    "RELEASED");
        }
        post(
                books,
                List.of(
                        work("maintenance-order/SHARE-40", "SHARE-1", "4", "1.00"),
                        work("maintenance-order/SHARE-30", "SHARE-2", "3", "1.00"),
                        work("wbs-element/SHARE", "SHARE-3", "0.5", "1.00")));

        JsonNode run = books.run(MARCH_31, "wbs-element/SHARE");

        assertThat(run.get("totals").get(0).get("amount").asText()).isEqualTo("1950.00");
        Map<String, String> net = new HashMap<>();
        books.all("/requests?root=wbs-element/SHARE")
                .forEach(request -> net.put(
                        request.get("item").asText(), request.at("/net/amount").asText()));
        assertThat(net)
                .isEqualTo(Map.of(
                        "sales-order-item/SHARE-10", "1000.00",
                        "sales-order-item/SHARE-20", "200.00",
                        "sales-order-item/SHARE-30", "350.00",
                        "sales-order-item/SHARE-40", "400.00"));
        assertThat(findings(books, run).toString()).contains("SEVERAL_ITEMS");
    }

    private static void planDate(Books books, String item, String key, String date, String value) {
        books.object("billing-plan-date", key, "Part of " + item, Map.of("item", item, "date", date, "value", value));
    }

    private static Answer changed(Api api, String ref, String attribute, String value) {
        String path = "/billing-objects/" + ref;
        return api.patch(
                path,
                Map.of("attributes", Map.of(attribute, value)),
                api.get(path).etag());
    }

    @Test
    @Tag("R-20")
    @Tag("WE-54")
    void aCategoryGivesANewItemWhatItsUserDoesNot(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        Api api = books.api();
        books.object(
                "item-category",
                "CAT-TM",
                "Time",
                Map.of("leadingType", "BUS2000192", "billingRelevance", "itemized", "dipProfile", "SV-TM"));
        String first = books.serviceItem("CAT1", Map.of("category", "item-category/CAT-TM"));
        String own = books.serviceItem(
                "CAT2", Map.of("category", "item-category/CAT-TM", "billingRelevance", "on-completion"));

        assertThat(changed(api, "item-category/CAT-TM", "billingRelevance", "summarized")
                        .status())
                .isEqualTo(200);
        String later = books.serviceItem("CAT3", Map.of("category", "item-category/CAT-TM"));

        assertThat(attribute(api, first, "billingRelevance")).isEqualTo("itemized");
        assertThat(attribute(api, first, "dipProfile")).isEqualTo("SV-TM");
        assertThat(attribute(api, own, "billingRelevance")).isEqualTo("on-completion");
        assertThat(attribute(api, own, "dipProfile")).isEqualTo("SV-TM");
        assertThat(attribute(api, later, "billingRelevance")).isEqualTo("summarized");
        status(api, "item-category/CAT-TM", "INACTIVE");
        books.object("service-order", "CAT4", "Order", Map.of("customer", "C-CAT4", "currency", "EUR"));
        Answer refused = api.post(
                "/billing-objects/service-order-item/CAT4-10",
                Map.of(
                        "name",
                        "Overhaul",
                        "attributes",
                        Map.of(
                                "order", "service-order/CAT4",
                                "itemNumber", "10",
                                "category", "item-category/CAT-TM")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("CATEGORY_INACTIVE", "item-category/CAT-TM is INACTIVE");
    }

    private static String attribute(Api api, String ref, String name) {
        return api.get("/billing-objects/" + ref)
                .expect(200)
                .json()
                .get("attributes")
                .get(name)
                .asText();
    }

    @Test
    @Tag("R-23")
    void theFirstRevenueFixesTheRelevance(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        String item = books.serviceItem("REV", Map.of("billingRelevance", "not-relevant"));
        post(
                books,
                List.of(Map.of(
                        "kind", "revenue",
                        "object", item,
                        "posted", Map.of("amount", "0.01", "currency", "EUR"),
                        "serviceDate", "2026-03-02",
                        "externalId", "REV-1")));
        Answer stored = books.api().get("/billing-objects/" + item).expect(200);
        Answer refused = books.api()
                .patch(
                        "/billing-objects/" + item,
                        Map.of("attributes", Map.of("billingRelevance", "itemized")),
                        stored.etag());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("billingRelevance", "2026-03-02", "R-23");
    }

    @Test
    @Tag("G-21")
    void whatAnItemOwnsIsChangedByTheItemAlone(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        Api api = books.api();
        String item = books.serviceItem(
                "OWNED",
                Map.of("billingRelevance", "on-completion", "quantity", "5", "unit", "C62", "netPrice", "7.00"),
                "RELEASED",
                "COMPLETED");
        Map<String, Object> byHand = Map.of(
                "kind",
                "item-quantity",
                "object",
                item,
                "posted",
                Map.of("value", "5", "unit", "C62"),
                "serviceDate",
                "2026-03-02",
                "externalId",
                "OWNED-by-hand");

        assertThat(api.post("/sources", byHand).expect(422).body()).contains("OWNED_KIND", "G-21");
        assertThat(books.postRows(List.of(byHand))).singleElement().satisfies(row -> assertThat(row.toString())
                .contains("REFUSED", "OWNED_KIND"));
        String source = "/sources/"
                + books.all("/sources?object=" + item).get(0).get("id").asText();
        for (Map.Entry<String, Map<String, Object>> command : Map.<String, Map<String, Object>>of(
                        "/revalue",
                        Map.of("portion", Map.of("share", Map.of("value", "9", "unit", "C62")), "reason", "More of it"),
                        "/transfer",
                        Map.of("target", item, "reason", "To another"),
                        "/reverse",
                        Map.of("reason", "Wrong"))
                .entrySet()) {
            assertThat(api.post(source + command.getKey(), command.getValue())
                            .expect(422)
                            .body())
                    .contains("OWNED_SOURCE");
        }

        assertThat(books.run(MARCH_31, item).at("/totals/0/amount").asText()).isEqualTo("35.00");
    }

    @Test
    @Tag("R-11")
    @Tag("G-20")
    void thePlanSpreadsTheNetValueOfItsItem(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        Api api = books.api();
        String item = books.serviceItem(
                "SPREAD",
                Map.of("billingRelevance", "billing-plan", "quantity", "2", "unit", "C62", "netPrice", "500.00"));
        String path = "/billing-objects/" + item;
        for (String date : List.of("600.00", "400.01")) {
            books.object(
                    "billing-plan-date",
                    "SPREAD-" + date.charAt(0),
                    "Date",
                    Map.of("item", item, "date", "2026-03-02", "value", date));
        }
        books.object(
                "billing-plan-date",
                "SPREAD-D",
                "Down payment",
                Map.of("item", item, "date", "2026-03-02", "value", "300.00", "billingRule", "5", "blocked", "true"));

        assertThat(api.patch(path, Map.of("status", "RELEASED"), api.get(path).etag())
                        .expect(422)
                        .body())
                .contains("PLAN_ABOVE_NET", "EUR 0.01 above its net value EUR 1000.00");
        changed(api, "billing-plan-date/SPREAD-4", "value", "300.00").expect(200);
        assertThat(api.patch(path, Map.of("status", "RELEASED"), api.get(path).etag())
                        .expect(200)
                        .body())
                .contains("PLAN_BELOW_NET", "rest of EUR 100.00");
        assertThat(books.all("/due-list?keyDate=2026-03-31").toString())
                .contains("The billing plan of " + item + " comes to EUR 900.00");
        assertThat(books.run(MARCH_31, item).at("/totals/0/amount").asText()).isEqualTo("900.00");
    }
}
