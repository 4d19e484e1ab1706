package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job from end to end, as a clerk does it. */
@ExtendWith(Servers.class)
class MainJobIT {

    private static final LocalDate MARCH_31 = LocalDate.of(2026, 3, 31);

    @Test
    @Tag("I-1")
    @Tag("I-2")
    @Tag("D-63")
    @Tag("R-14")
    void projectIsBilledFromPostingToRequest(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        Work work = Work.project(books, "MAIN");
        books.price(Map.of("activity", "MAIN-DEV"), "97.35", "EUR", "2026-01-01");
        books.price(Map.of("activity", "MAIN-DEV"), "101.00", "EUR", "2026-03-01");
        books.post(List.of(
                work.time("MAIN-1", "2026-02-27", "MAIN-DEV", "1.5"), // at 101.00 151.50, at 97.35 146.025
                work.time("MAIN-2", "2026-03-02", "MAIN-DEV", "7.75"), // 782.75, 754.4625
                work.time("MAIN-3", "2026-03-31", "MAIN-DEV", "0.25"), // 25.25, 24.3375
                work.time("MAIN-4", "2026-04-01", "MAIN-DEV", "8"))); // not yet due

        JsonNode due = books.all("/due-list?keyDate=2026-03-31").stream()
                .filter(root -> root.get("root").asText().equals(work.root()))
                .findFirst()
                .orElseThrow();
        assertThat(due.get("due").asInt()).isEqualTo(3);
        assertThat(due.get("relevance").asText()).isEqualTo("itemized");
        assertThat(due.get("reasons").size()).isZero();

        Answer today = api.post("/previews", Map.of("keyDate", "2026-03-31", "roots", List.of(work.root())))
                .expect(201);
        assertThat(today.text("requests.0.net.amount"))
                .as("at the prices of today")
                .isEqualTo("959.50");
        Answer preview = api.post(
                        "/previews",
                        Map.of("keyDate", "2026-03-31", "roots", List.of(work.root()), "pricingDate", "2026-02-28"))
                .expect(201);
        assertThat(preview.json().get("requests").size()).isEqualTo(1);
        assertThat(preview.text("requests.0.net.amount")).isEqualTo("924.83"); // 146.03 + 754.46 + 24.34
        assertThat(preview.text("requests.0.kind")).isEqualTo("DEBIT_MEMO_REQUEST");

        Map<String, String> token = Map.of("token", preview.text("token"));
        Answer commit = api.post("/previews/%s/commit".formatted(preview.text("id")), token)
                .expect(200, 201, 202);
        JsonNode run = books.await(commit.number("id"));
        assertThat(run.get("state").asText()).isEqualTo("DONE");
        assertThat(run.get("lines").asInt()).isEqualTo(3);
        assertThat(run.get("totals").get(0).get("amount").asText()).isEqualTo("924.83");
        assertThat(run.get("plugins").toString()).contains("org.billhook.relevance.itemized");

        List<JsonNode> requests = books.all("/requests?root=" + work.root());
        assertThat(requests).hasSize(1);
        String request = requests.get(0).get("id").asText();
        assertThat(requests.get(0).get("number").asText()).matches("DMR-[0-9]{6}");
        List<JsonNode> lines = books.all("/requests/%s/lines".formatted(request));
        assertThat(lines.stream().map(line -> line.get("net").get("amount").asText()))
                .containsExactly("146.03", "754.46", "24.34");
        assertThat(lines.get(0).get("revenueReceiver").asText()).isEqualTo(work.root());

        JsonNode why = api.get("/requests/%s/lines/1/why".formatted(request))
                .expect(200)
                .json();
        assertThat(why.get("claims").get(0).get("externalId").asText()).isEqualTo("MAIN-1");
        assertThat(why.get("line").get("derivation").toString()).contains("97.35", "price-list");
        assertThat(why.get("deciders").toString()).contains("itemized", "org.billhook.relevance.itemized", "0.1.0");

        JsonNode again = books.run(MARCH_31, work.root());
        assertThat(again.get("lines").asInt())
                .as("a second run over the same dates")
                .isZero();

        JsonNode open = source(books, work, "MAIN-4");
        JsonNode whyNot = api.get("/sources/%s/why-not?keyDate=2026-03-31"
                        .formatted(open.get("id").asText()))
                .expect(200)
                .json();
        assertThat(whyNot.get("reasons").size()).isPositive();
        JsonNode billed = source(books, work, "MAIN-1");
        assertThat(billed.get("balance").get("billed").get("value").asText()).isEqualTo("1.5");
        assertThat(billed.get("balance").get("open").get("value").asText()).isEqualTo("0");
        Books auditor = new Books(api);
        assertThat(auditor.audit().get("ok").asBoolean()).isTrue();
    }

    @Test
    @Tag("I-2")
    void commitIsRefusedWithTheDifferenceWhenSomethingChanged(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        Work work = Work.project(books, "STALE");
        books.price(Map.of("activity", "STALE-DEV"), "100.00", "EUR", "2026-01-01");
        books.post(List.of(work.time("STALE-1", "2026-03-02", "STALE-DEV", "1")));
        Answer preview = api.post("/previews", Map.of("keyDate", "2026-03-31", "roots", List.of(work.root())))
                .expect(200, 201);
        books.post(List.of(work.time("STALE-2", "2026-03-03", "STALE-DEV", "2")));

        Answer refused =
                api.post("/previews/%s/commit".formatted(preview.text("id")), Map.of("token", preview.text("token")));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("findings").size()).isPositive();
        assertThat(books.all("/requests?root=" + work.root())).isEmpty();
        assertThat(books.run(MARCH_31, work.root())
                        .get("totals")
                        .get(0)
                        .get("amount")
                        .asText())
                .isEqualTo("300.00");
    }

    @Test
    @Tag("R-12")
    void itemIsBilledOnceWhenItIsCompleted(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        books.order("FIX", "FIXED-CUSTOMER", "EUR");
        books.object(
                "sales-order-item",
                "FIX-10",
                "A pump",
                Map.of(
                        "order", "sales-order/FIX",
                        "itemNumber", "10",
                        "customer", "FIXED-CUSTOMER",
                        "currency", "EUR",
                        "billingRelevance", "on-completion",
                        "quantity", "3",
                        "unit", "C62",
                        "netPrice", "1199.99"),
                "RELEASED");
        assertThat(books.run(MARCH_31, "sales-order-item/FIX-10").get("lines").asInt())
                .as("released, not completed")
                .isZero();
        Answer item = api.get("/billing-objects/sales-order-item/FIX-10").expect(200);
        api.patch("/billing-objects/sales-order-item/FIX-10", Map.of("status", "COMPLETED"), item.etag())
                .expect(200);

        JsonNode run = books.run(MARCH_31, "sales-order-item/FIX-10");

        assertThat(run.get("totals").get(0).get("amount").asText()).isEqualTo("3599.97");
        List<JsonNode> requests = books.all("/requests?root=sales-order-item/FIX-10");
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).get("kind").asText()).isEqualTo("BILLING_DOCUMENT_REQUEST");
        assertThat(books.run(MARCH_31, "sales-order-item/FIX-10").get("lines").asInt())
                .isZero();
    }

    @Test
    @Tag("I-1")
    @Tag("WE-45")
    void rejectedRequestGivesBackWhatItClaimed(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        Work work = Work.project(books, "REJECT");
        books.price(Map.of("activity", "REJECT-DEV"), "80.00", "EUR", "2026-01-01");
        books.post(List.of(work.time("REJECT-1", "2026-03-02", "REJECT-DEV", "2.5")));
        books.run(MARCH_31, work.root());
        Answer request = api.get("/requests/"
                + books.all("/requests?root=" + work.root()).get(0).get("id").asText());

        api.post(
                        "/requests/%s/reject".formatted(request.text("id")),
                        Map.of("code", "CANCELLED", "note", "wrong customer"),
                        Map.of("If-Match", request.etag()))
                .expect(200);

        assertThat(source(books, work, "REJECT-1")
                        .get("balance")
                        .get("open")
                        .get("value")
                        .asText())
                .isEqualTo("2.5");
        assertThat(books.run(MARCH_31, work.root())
                        .get("totals")
                        .get(0)
                        .get("amount")
                        .asText())
                .as("bill, reject, bill gives the same bill")
                .isEqualTo("200.00");
    }

    @Test
    @Tag("I-8")
    void everyChangeIsLoggedWithUserTimeOldAndNew(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        Work work = Work.project(books, "LOGGED");

        List<JsonNode> changes = books.all("/billing-objects/sales-order-item/LOGGED-10/changes");

        JsonNode released = changes.stream()
                .filter(change -> change.get("field").asText().equals("status"))
                .filter(change -> change.path("after").asText().equals("RELEASED"))
                .findFirst()
                .orElseThrow();
        assertThat(released.get("before").asText()).isEqualTo("OPEN");
        assertThat(released.get("actor").asText()).isEqualTo("admin");
        assertThat(released.get("at").asText()).startsWith("20");
        assertThat(work.root()).isEqualTo("wbs-element/LOGGED.0");
    }

    @Test
    @Tag("I-1")
    void partIsBilledWhileTheRestIsHeldOrWrittenOff(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        Work work = Work.project(books, "PART");
        books.price(Map.of("activity", "PART-DEV"), "100.00", "EUR", "2026-01-01");
        books.post(List.of(work.time("PART-1", "2026-03-02", "PART-DEV", "8")));
        String id = source(books, work, "PART-1").get("id").asText();
        api.post("/sources/%s/hold".formatted(id), command("3", "waits for a sign", "2026-05-01"))
                .expect(200);
        api.post("/sources/%s/write-off".formatted(id), command("1.5", "goodwill", null))
                .expect(200);

        JsonNode run = books.run(MARCH_31, work.root());

        assertThat(run.get("totals").get(0).get("amount").asText()).isEqualTo("350.00");
        JsonNode balance = source(books, work, "PART-1").get("balance");
        assertThat(List.of("posted", "open", "held", "billed", "writtenOff").stream()
                        .map(term ->
                                new BigDecimal(balance.get(term).get("value").asText())))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(
                        new BigDecimal(8),
                        BigDecimal.ZERO,
                        new BigDecimal(3),
                        new BigDecimal("3.5"),
                        new BigDecimal("1.5"));
    }

    private static Map<String, Object> command(String hours, String reason, String until) {
        Map<String, Object> command = new java.util.HashMap<>();
        command.put("portion", Map.of("share", Map.of("value", hours, "unit", "HUR")));
        command.put("reason", reason);
        if (until != null) {
            command.put("until", until);
        }
        return command;
    }

    static JsonNode source(Books books, Work work, String externalId) {
        return books.all("/sources?root=" + work.root()).stream()
                .filter(source -> source.get("externalId").asText().equals(externalId))
                .findFirst()
                .orElseThrow();
    }
}
