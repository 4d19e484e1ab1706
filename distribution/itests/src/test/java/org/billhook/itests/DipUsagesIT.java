package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Usages of a DIP profile with their settings, in the built server. */
@ExtendWith(Servers.class)
class DipUsagesIT {

    private static final LocalDate MARCH_31 = LocalDate.of(2026, 3, 31);

    private static void profile(Api api, String id, List<Map<String, ?>> usages) {
        api.put(
                        "/dip-profiles/" + id,
                        Map.of(
                                "text",
                                id,
                                "sources",
                                List.of(Map.of("kind", "time"), Map.of("kind", "planned-cost")),
                                "usages",
                                usages),
                        Map.of("If-None-Match", "*"))
                .expect(201);
    }

    private static void hours(Books books, String object, String kind, String id, String hours, String day) {
        List<JsonNode> posted = books.postRows(List.of(Map.of(
                "kind",
                kind,
                "object",
                object,
                "externalId",
                id,
                "serviceDate",
                day,
                "posted",
                Map.of("value", hours, "unit", "HUR"),
                "characteristics",
                Map.of("person", "ada", "activity", id.substring(0, 3)))));
        assertThat(posted.get(0).get("outcome").asText()).isEqualTo("POSTED");
    }

    private static Map<String, Object> order(String item, String usage) {
        return Map.of("keyDate", "2026-03-31", "roots", List.of(item), "usage", usage);
    }

    private static JsonNode preview(Api api, String item, String usage) {
        return api.post("/previews", order(item, usage)).expect(201).json();
    }

    /** Runs it, and gives the newest request. */
    private static JsonNode ask(Books books, String item, String usage) {
        JsonNode run = books.await(
                books.api().post("/runs", order(item, usage)).expect(202).number("id"));
        assertThat(run.get("state").asText()).isEqualTo("DONE");
        return books.all("/requests?root=" + item).get(0);
    }

    @Test
    @Tag("D-10")
    @Tag("D-11")
    @Tag("D-15")
    @Tag("G-19")
    void aDownPaymentIsAskedForOnceAndThenTheDifferenceOfThePlan(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        profile(
                api,
                "DUA",
                List.of(
                        Map.of("usage", "BILLING", "documentType", "L2", "inceptionToDate", true),
                        Map.of("usage", "DOWN_PAYMENT_REQUEST", "documentType", "FAZ"),
                        Map.of("usage", "DOWN_PAYMENT_DIFFERENCE", "documentType", "FAD")));
        books.price(Map.of("activity", "DUA"), "100.00", "EUR", "2026-01-01");
        String item = books.serviceItem("DUA", Map.of("billingRelevance", "itemized", "dipProfile", "DUA"), "RELEASED");
        hours(books, item, "planned-cost", "DUA-1", "8", "2026-03-02");

        String path = "/billing-objects/service-order/DUA";
        api.patch(
                        path,
                        Map.of("attributes", Map.of("billingBlock", "08")),
                        api.get(path).etag())
                .expect(200);
        assertThat(preview(api, item, "BILLING").toString()).contains("BILLING_BLOCK");
        JsonNode first = ask(books, item, "DOWN_PAYMENT_REQUEST");
        api.patch(
                        path,
                        Map.of("attributes", Map.of("billingBlock", "")),
                        api.get(path).etag())
                .expect(200);
        assertThat(first.get("kind").asText()).isEqualTo("DOWN_PAYMENT_REQUEST");
        assertThat(first.get("number").asText()).startsWith("DPR-");
        assertThat(first.get("documentType").asText()).isEqualTo("FAZ");
        assertThat(first.at("/net/amount").asText()).isEqualTo("800.00");
        assertThat(preview(api, item, "DOWN_PAYMENT_REQUEST").toString()).contains("REQUESTED_BEFORE", "800.00");
        JsonNode same = preview(api, item, "DOWN_PAYMENT_DIFFERENCE");
        assertThat(same.get("requests")).isEmpty();
        assertThat(same.toString()).contains("NOTHING_TO_REQUEST");

        hours(books, item, "planned-cost", "DUA-2", "2", "2026-03-03");
        JsonNode draft = preview(api, item, "DOWN_PAYMENT_DIFFERENCE").at("/requests/0");
        assertThat(draft.at("/net/amount").asText()).isEqualTo("200.00");
        JsonNode second = ask(books, item, "DOWN_PAYMENT_DIFFERENCE");
        assertThat(second.get("documentType").asText()).isEqualTo("FAD");
        assertThat(second.at("/net/amount").asText()).isEqualTo("200.00");
        assertThat(books.all("/requests/%s/lines".formatted(second.get("id").asText())))
                .extracting(line -> line.at("/net/amount").asText())
                .containsExactly("800.00", "200.00", "-800.00");

        hours(books, item, "time", "DUA-3", "1", "2026-03-04");
        JsonNode bill = ask(books, item, "BILLING");
        assertThat(bill.get("kind").asText()).isEqualTo("DEBIT_MEMO_REQUEST");
        assertThat(bill.at("/net/amount").asText())
                .as("no down payment was paid yet")
                .isEqualTo("100.00");
        assertThat(bill.get("documentType").asText()).isEqualTo("L2");
        assertThat(bill.get("inceptionToDate").asBoolean()).isTrue();
        assertThat(second.get("inceptionToDate").asBoolean()).isFalse();

        path = "/requests/" + first.get("id").asText();
        Map<String, Object> part =
                Map.of("code", "LATER", "note", "Less", "parts", List.of(Map.of("position", 1, "percent", "50")));
        assertThat(api.post(
                                path + "/reject",
                                part,
                                Map.of("If-Match", api.get(path).etag()))
                        .expect(422)
                        .body())
                .contains("WHOLE_ONLY", "parts", first.get("number").asText() + " claims nothing");
        api.post(
                        path + "/reject",
                        Map.of("code", "CANCELLED", "note", "Customer pays later"),
                        Map.of("If-Match", api.get(path).etag()))
                .expect(200);
        assertThat(preview(api, item, "DOWN_PAYMENT_DIFFERENCE")
                        .at("/requests/0/net/amount")
                        .asText())
                .as("1,000.00 are planned, and 200.00 asked for")
                .isEqualTo("800.00");
        assertThat(preview(api, item, "QUOTATION").toString())
                .contains("NO_USAGE", "[BILLING, DOWN_PAYMENT_REQUEST, DOWN_PAYMENT_DIFFERENCE]");
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    @Test
    @Tag("D-11")
    @Tag("D-12")
    void aProfileSaysHowManyConditionsTheClerkMayAddAndIsRefusedWithAWrongUsage(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        profile(api, "DUB", List.of(Map.of("usage", "BILLING", "manualConditions", 1)));
        books.price(Map.of("activity", "DUB"), "100.00", "EUR", "2026-01-01");
        String item = books.serviceItem("DUB", Map.of("billingRelevance", "itemized", "dipProfile", "DUB"), "RELEASED");
        hours(books, item, "time", "DUB-1", "1", "2026-03-02");
        Answer tree = api.post(
                        "/previews", Map.of("keyDate", "2026-03-31", "roots", List.of(item), "structure", List.of()))
                .expect(201);
        Map<String, Object> less = Map.of("percent", "-10", "reason", "Regular customer");

        Answer one = api.post("/previews/%s/price-changes".formatted(tree.text("id")), Map.of("changes", List.of(less)))
                .expect(201);
        assertThat(one.json().at("/requests/0/net/amount").asText()).isEqualTo("90.00");
        Answer two = api.post("/previews/%s/price-changes".formatted(one.text("id")), Map.of("changes", List.of(less)))
                .expect(201);
        assertThat(two.json().get("requests")).isEmpty();
        assertThat(two.body()).contains("TOO_MANY_CONDITIONS", "allows 1");

        Map<String, Object> wrong = Map.of(
                "text",
                "Wrong",
                "usages",
                List.of(
                        Map.of("usage", "QUOTATION", "creditDocumentType", "G2"),
                        Map.of("usage", "QUOTATION", "inceptionToDate", true)));
        assertThat(api.put("/dip-profiles/DUB-2", wrong, Map.of("If-None-Match", "*"))
                        .expect(422)
                        .body())
                .contains(
                        "usages[0].creditDocumentType",
                        "D-12",
                        "usages[1].usage",
                        "TWICE",
                        "usages[1].inceptionToDate");
        Map<String, Object> unknown = Map.of("text", "Wrong", "usages", List.of(Map.of("usage", "RESULTS_ANALYSIS")));
        assertThat(api.put("/dip-profiles/DUB-2", unknown, Map.of("If-None-Match", "*"))
                        .expect(400)
                        .body())
                .contains("usages[0].usage", "RESULTS_ANALYSIS", "DOWN_PAYMENT_DIFFERENCE");
    }

    @Test
    @Tag("D-11")
    void workUnderWarrantyIsWarnedOfWithTheAmountAtStake(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        profile(api, "DUC", List.of(Map.of("usage", "BILLING", "warrantyCheck", true)));
        books.price(Map.of("activity", "DUC"), "100.00", "EUR", "2026-01-01");
        String item = books.serviceItem("DUC", Map.of("billingRelevance", "itemized", "dipProfile", "DUC"), "RELEASED");
        books.object(
                "maintenance-order", "DUC-M", "Pump", Map.of("item", item, "warrantyUntil", "2026-03-10"), "RELEASED");
        String pump = "maintenance-order/DUC-M";
        hours(books, pump, "time", "DUC-1", "3", "2026-03-10");
        hours(books, pump, "time", "DUC-2", "2", "2026-03-11");
        hours(books, item, "time", "DUC-3", "1", "2026-03-02");

        JsonNode preview = preview(api, item, "BILLING");
        assertThat(preview.at("/requests/0/net/amount").asText()).isEqualTo("600.00");
        assertThat(preview.toString()).contains("UNDER_WARRANTY", "on [" + pump + "] with EUR 300.00");
        api.patch(
                        "/billing-objects/" + pump,
                        Map.of("attributes", Map.of("warrantyUntil", "soon")),
                        api.get("/billing-objects/" + pump).etag())
                .expect(422);
        JsonNode run = books.run(MARCH_31, item);
        assertThat(run.at("/totals/0/amount").asText()).isEqualTo("600.00");
        assertThat(api.get("/runs/%s/roots".formatted(run.get("id").asText()))
                        .expect(200)
                        .body())
                .contains("UNDER_WARRANTY");
    }
}
