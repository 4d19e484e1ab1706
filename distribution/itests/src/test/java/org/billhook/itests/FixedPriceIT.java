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

/** Work at the fixed price of a billing plan, in the built server. */
@ExtendWith(Servers.class)
class FixedPriceIT {

    private static final LocalDate MARCH_31 = LocalDate.of(2026, 3, 31);

    private static String item(Books books, String key) {
        books.api()
                .put(
                        "/dip-profiles/FP-" + key,
                        Map.of("text", "By activity", "characteristics", List.of(Map.of("name", "activity"))),
                        Map.of("If-None-Match", "*"))
                .expect(201);
        return books.serviceItem(key, Map.of("billingRelevance", "fixed-price", "dipProfile", "FP-" + key), "RELEASED");
    }

    private static void date(Books books, String item, String key, Map<String, String> more, String... statuses) {
        Map<String, String> attributes = new HashMap<>(more);
        attributes.put("item", item);
        attributes.put("date", "2026-03-15");
        books.object("billing-plan-date", key, "Part of the price", attributes, statuses);
    }

    /** 15 h, 9 h and 2 h of three activities at 100.00 an hour. */
    private static void work(Books books, String item, String key) {
        List<Map<String, Object>> rows = new ArrayList<>();
        Map.of("A", "15", "B", "9", "C", "2").forEach((activity, hours) -> {
            books.price(Map.of("activity", key + activity), "100.00", "EUR", "2026-01-01");
            rows.add(Map.of(
                    "kind",
                    "time",
                    "object",
                    item,
                    "posted",
                    Map.of("value", hours, "unit", "HUR"),
                    "serviceDate",
                    "2026-03-0" + (activity.charAt(0) - 'A' + 1),
                    "externalId",
                    key + activity,
                    "characteristics",
                    Map.of("person", "ada", "activity", key + activity)));
        });
        books.postRows(rows);
    }

    private static List<String> lines(Books books, String request) {
        return books.all("/requests/%s/lines".formatted(request)).stream()
                .map(line -> line.at("/quantity/value").asText() + " h "
                        + line.at("/net/amount").asText())
                .toList();
    }

    private static String balances(Books books, String item) {
        int included = 0;
        int open = 0;
        for (JsonNode source : books.all("/sources?object=" + item)) {
            included += source.at("/balance/included/value").asInt();
            open += source.at("/balance/open/value").asInt();
        }
        return "%d h covered, %d h open".formatted(included, open);
    }

    @Test
    @Tag("WE-50")
    @Tag("D-111")
    @Tag("D-112")
    void aDateIsSpreadOverTheWorkAndARejectedRequestOpensBothAgain(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        String item = item(books, "FPA");
        date(books, item, "FPA-1", Map.of("value", "1000.00", "billingRule", "1"), "RELEASED");
        work(books, item, "FPA");

        JsonNode run = books.run(MARCH_31, item);

        assertThat(run.at("/totals/0/amount").asText()).isEqualTo("1000.00");
        String request = books.all("/requests?root=" + item).get(0).get("id").asText();
        assertThat(lines(books, request)).containsExactly("15 h 576.93", "9 h 346.15", "2 h 76.92");
        assertThat(balances(books, item)).isEqualTo("26 h covered, 0 h open");
        assertThat(api.get("/requests/%s/lines/1/why".formatted(request))
                        .expect(200)
                        .body())
                .contains("fixed price", "billing-plan-date/FPA-1", "1500.00");
        assertThat(books.audit().get("ok").asBoolean()).isTrue();

        Answer before = api.get("/requests/" + request);
        api.post(
                        "/requests/%s/reject".formatted(request),
                        Map.of("code", "CANCELLED", "note", "Wrong sum"),
                        Map.of("If-Match", before.etag()))
                .expect(200);

        assertThat(balances(books, item)).isEqualTo("0 h covered, 26 h open");
        api.patch(
                        "/billing-objects/billing-plan-date/FPA-1",
                        Map.of("attributes", Map.of("value", "2500.00")),
                        api.get("/billing-objects/billing-plan-date/FPA-1").etag())
                .expect(200);
        assertThat(books.run(MARCH_31, item).at("/totals/0/amount").asText()).isEqualTo("2500.00");
        String second = books.all("/requests?root=" + item).get(0).get("id").asText();
        assertThat(lines(books, second)).containsExactly("15 h 1442.31", "9 h 865.38", "2 h 192.31");
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    @Test
    @Tag("G-23")
    void workThatGetsNothingOfThePriceIsCoveredAndItsLineSaysSo(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        String item = item(books, "FPZ");
        date(books, item, "FPZ-1", Map.of("value", "0.40"), "RELEASED");
        List<Map<String, Object>> rows = new ArrayList<>();
        Map.of("A", "10.00", "B", "0.10", "C", "0.00").forEach((activity, price) -> {
            books.price(Map.of("activity", "FPZ" + activity), price, "EUR", "2026-01-01");
            rows.add(Map.of(
                    "kind",
                    "time",
                    "object",
                    item,
                    "posted",
                    Map.of("value", "1", "unit", "HUR"),
                    "serviceDate",
                    "2026-03-0" + (activity.charAt(0) - 'A' + 1),
                    "externalId",
                    "FPZ" + activity,
                    "characteristics",
                    Map.of("person", "ada", "activity", "FPZ" + activity)));
        });
        books.postRows(rows);
        for (JsonNode source : books.all("/sources?object=" + item)) {
            api.get("/sources/%s/why-not?keyDate=2026-03-31"
                            .formatted(source.get("id").asText()))
                    .expect(200);
        }

        Answer preview = api.post("/previews", Map.of("keyDate", "2026-03-31", "roots", List.of(item)))
                .expect(201);
        assertThat(preview.json().at("/requests/0/net/amount").asText()).isEqualTo("0.40");
        books.run(MARCH_31, item);

        String request = books.all("/requests?root=" + item).get(0).get("id").asText();
        assertThat(lines(books, request)).containsExactly("1 h 0.40", "1 h 0.00", "1 h 0.00");
        assertThat(api.get("/requests/%s/lines/2/why".formatted(request))
                        .expect(200)
                        .body())
                .contains("fixed price: the fixed amount 0 gives 0.00", "price of the work: the fixed amount 0.1");
        assertThat(balances(books, item)).isEqualTo("3 h covered, 0 h open");
        Answer before = api.get("/requests/" + request);
        api.post(
                        "/requests/%s/reject".formatted(request),
                        Map.of("code", "LATER", "note", "Next time", "parts", List.of(Map.of("position", 2))),
                        Map.of("If-Match", before.etag()))
                .expect(200);
        assertThat(balances(books, item)).isEqualTo("2 h covered, 1 h open");
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    @Test
    @Tag("WE-51")
    @Tag("D-110")
    void withoutExactlyOneReleasedDateTheRunSaysWhatIsMissing(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        String item = item(books, "FPB");
        work(books, item, "FPB");
        assertThat(refusals(api, item)).contains("NO_BILLING_PLAN");
        date(books, item, "FPB-1", Map.of("value", "1000.00", "billingRule", "1"));
        assertThat(refusals(api, item)).contains("NO_RELEASED_DATE");
        release(api, "FPB-1").expect(200);
        date(books, item, "FPB-2", Map.of("value", "500.00", "billingRule", "1"), "RELEASED");
        assertThat(refusals(api, item)).contains("SEVERAL_DATES", "billing-plan-date/FPB-2");
        api.patch(
                        "/billing-objects/billing-plan-date/FPB-2",
                        Map.of("attributes", Map.of("billingRule", "2")),
                        api.get("/billing-objects/billing-plan-date/FPB-2").etag())
                .expect(200);
        assertThat(refusals(api, item)).contains("DIFFERENT_RULES");
        date(books, item, "FPB-3", Map.of("billingRule", "1"));
        assertThat(release(api, "FPB-3").expect(422).body()).contains("FIXED_PRICE_MISSING");
        api.patch(
                        "/billing-objects/billing-plan-date/FPB-2",
                        Map.of("attributes", Map.of("blocked", "true")),
                        api.get("/billing-objects/billing-plan-date/FPB-2").etag())
                .expect(200);
        assertThat(books.run(MARCH_31, item).at("/totals/0/amount").asText()).isEqualTo("1000.00");
    }

    @Test
    @Tag("G-21")
    void ofANodeWithADateNothingIsTransferred(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        String item = item(books, "FPT");
        String other = item(books, "FPU");
        date(books, item, "FPT-1", Map.of("value", "1000.00"), "RELEASED");
        work(books, item, "FPT");
        String preview = api.post(
                        "/previews", Map.of("keyDate", "2026-03-31", "roots", List.of(item), "structure", List.of()))
                .expect(201)
                .text("id");

        assertThat(api.post(
                                "/previews/%s/nodes/1/transfer".formatted(preview),
                                Map.of("target", other, "reason", "To another item"))
                        .expect(422)
                        .body())
                .contains("OWNED_SOURCE", "billing-plan-date/FPT-1#value");
        assertThat(balances(books, item)).isEqualTo("0 h covered, 26 h open");
    }

    private static Answer release(Api api, String date) {
        String path = "/billing-objects/billing-plan-date/" + date;
        return api.patch(path, Map.of("status", "RELEASED"), api.get(path).etag());
    }

    private static String refusals(Api api, String item) {
        Answer preview = api.post("/previews", Map.of("keyDate", "2026-03-31", "roots", List.of(item)))
                .expect(201);
        assertThat(preview.json().get("requests")).isEmpty();
        return preview.body();
    }

    @Test
    @Tag("D-111")
    void workWithoutAPriceWeighsAsMuchAsItCosts(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        String item = item(books, "FPC");
        date(books, item, "FPC-1", Map.of("value", "300.00"), "RELEASED");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String cost : List.of("40.00", "80.00")) {
            rows.add(Map.of(
                    "kind",
                    "time",
                    "object",
                    item,
                    "posted",
                    Map.of("value", "1", "unit", "HUR"),
                    "cost",
                    Map.of("amount", cost, "currency", "EUR"),
                    "serviceDate",
                    "2026-03-02",
                    "externalId",
                    "FPC-" + cost,
                    "characteristics",
                    Map.of("person", "ada", "activity", "FPC" + cost)));
        }
        books.postRows(rows);
        books.run(MARCH_31, item);
        String request = books.all("/requests?root=" + item).get(0).get("id").asText();
        assertThat(lines(books, request)).containsExactly("1 h 100.00", "1 h 200.00");
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }
}
