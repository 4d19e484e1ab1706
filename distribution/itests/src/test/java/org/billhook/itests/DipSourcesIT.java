package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.billhook.core.spi.source.SourceType;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sources that a DIP profile names beyond work and cost, overheads, and quotations of what is planned, in the built server. */
@ExtendWith(Servers.class)
class DipSourcesIT {

    private static final LocalDate MARCH_31 = LocalDate.of(2026, 3, 31);

    @SafeVarargs
    private static void profile(Api api, String id, Map<String, ?>... sources) {
        api.put(
                        "/dip-profiles/" + id,
                        Map.of(
                                "text",
                                id,
                                "characteristics",
                                List.of(Map.of("name", "source-kind"), Map.of("name", "activity")),
                                "sources",
                                List.of(sources)),
                        Map.of("If-None-Match", "*"))
                .expect(201);
    }

    private static Map<String, Object> row(
            String item, String kind, String id, Map<String, String> posted, Map<String, String> characteristics) {
        Map<String, Object> row = new HashMap<>();
        row.put("kind", kind);
        row.put("object", item);
        row.put("posted", posted);
        row.put("serviceDate", "2026-03-02");
        row.put("externalId", id);
        row.put("characteristics", characteristics);
        if (posted.containsKey("amount")) {
            row.put("cost", posted);
        }
        return row;
    }

    private static Map<String, String> money(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }

    private static Map<String, String> quantity(String value, String unit) {
        return Map.of("value", value, "unit", unit);
    }

    private static void post(Books books, List<Map<String, Object>> rows) {
        assertThat(books.postRows(rows))
                .extracting(row -> row.get("outcome").asText())
                .containsOnly("POSTED");
    }

    private static List<String> lines(Books books, String item) {
        List<String> lines = new ArrayList<>();
        String request = books.all("/requests?root=" + item).get(0).get("id").asText();
        for (JsonNode line : books.all("/requests/%s/lines".formatted(request))) {
            lines.add(line.at("/characteristics/source-kind").asText() + " "
                    + line.at("/net/amount").asText());
        }
        return lines;
    }

    @Test
    @Tag("D-31")
    @Tag("D-32")
    @Tag("D-70")
    void whatAProfileNamesIsBilledAndASelectionBillsItAlone(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        profile(
                api,
                "DSA",
                Map.of("kind", "time"),
                Map.of("kind", "statistical-key-figure"),
                Map.of("kind", "intercompany-line-item"),
                Map.of("kind", "down-payment"));
        books.price(Map.of("activity", "DSA"), "100.00", "EUR", "2026-01-01");
        api.post(
                        "/prices",
                        Map.of(
                                "entries",
                                List.of(Map.of(
                                        "list", "standard",
                                        "key", Map.of("key-figure", "DSA-KM"),
                                        "unit", "KMT",
                                        "price", money("0.42"),
                                        "validFrom", "2026-01-01"))))
                .expect(201);
        String item = books.serviceItem("DSA", Map.of("billingRelevance", "itemized", "dipProfile", "DSA"), "RELEASED");
        Map<String, String> work = Map.of("person", "ada", "activity", "DSA");
        post(
                books,
                List.of(
                        row(item, "time", "DSA-1", quantity("10", "HUR"), work),
                        row(
                                item,
                                "statistical-key-figure",
                                "DSA-2",
                                quantity("50", "KMT"),
                                Map.of("key-figure", "DSA-KM")),
                        row(
                                item,
                                "intercompany-line-item",
                                "DSA-3",
                                money("200.00"),
                                Map.of("sending-company", "2000")),
                        row(item, "down-payment", "DSA-4", money("-300.00"), Map.of())));
        Answer kilometres = api.post(
                        "/runs",
                        Map.of(
                                "keyDate",
                                "2026-03-31",
                                "roots",
                                List.of(item),
                                "selection",
                                Map.of("kinds", List.of("statistical-key-figure"))))
                .expect(202);
        JsonNode ended = books.await(kilometres.number("id"));
        assertThat(ended.at("/totals/0/amount").asText()).isEqualTo("21.00");
        JsonNode rest = books.run(MARCH_31, item);
        assertThat(rest.at("/totals/0/amount").asText()).isEqualTo("900.00");
        assertThat(lines(books, item))
                .containsExactlyInAnyOrder("time 1000.00", "intercompany-line-item 200.00", "down-payment -300.00");
    }

    @Test
    @Tag("D-31")
    void whatNoProfileNamesIsNotBilled(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        String item =
                books.serviceItem("DSB", Map.of("billingRelevance", "itemized", "dipProfile", "STANDARD"), "RELEASED");
        post(books, List.of(row(item, "down-payment", "DSB-1", money("-300.00"), Map.of())));
        assertThat(books.run(MARCH_31, item).get("lines").asInt()).isZero();
    }

    @Test
    @Tag("D-34")
    @Tag("D-35")
    void overheadsAreAddedOnTheCostAndABasisAloneIsNotBilledItself(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        profile(
                api,
                "DSC",
                Map.of("kind", "expense", "overhead", Map.of("key", "MGK", "percent", "12.5")),
                Map.of("kind", "material", "overhead", Map.of("key", "LAGER", "percent", "10", "onlyBasis", true)),
                Map.of("kind", "expense", "percentage", 50));
        String item = books.serviceItem(
                "DSC",
                Map.of("billingRelevance", "summarized", "dipProfile", "DSC", "priceSources", "posted-amount"),
                "RELEASED",
                "COMPLETED");
        Map<String, Object> material = row(item, "material", "DSC-2", quantity("4", "C62"), Map.of("material", "PUMP"));
        material.put("cost", money("400.00"));
        post(books, List.of(row(item, "expense", "DSC-1", money("200.00"), Map.of()), material));

        books.run(MARCH_31, item);

        // 200.00 + 12.5 %; of 400.00 the 10 % alone. The second row for expenses takes nothing: the first one matched
        assertThat(lines(books, item)).containsExactlyInAnyOrder("expense 225.00", "material 40.00");
        assertThat(api.put(
                                "/dip-profiles/DSC-BAD",
                                Map.of(
                                        "text",
                                        "x",
                                        "sources",
                                        List.of(Map.of(
                                                "kind", "time", "overhead", Map.of("key", "X", "percent", "1000")))),
                                Map.of("If-None-Match", "*"))
                        .expect(422)
                        .body())
                .contains("sources[0].overhead.percent");
    }

    @Test
    @Tag("D-10")
    @Tag("D-15")
    @Tag("D-72")
    void whatIsPlannedIsQuotedAndNeverBilled(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        profile(
                api,
                "DSD",
                Map.of("kind", "time"),
                Map.of("kind", "planned-cost"),
                Map.of("kind", "planned-key-figure"));
        books.price(Map.of("activity", "DSD"), "100.00", "EUR", "2026-01-01");
        String item = books.serviceItem("DSD", Map.of("billingRelevance", "itemized", "dipProfile", "DSD"));
        Map<String, String> work = Map.of("person", "ada", "activity", "DSD");
        post(
                books,
                List.of(
                        row(item, "planned-cost", "DSD-1", quantity("8", "HUR"), work),
                        row(item, "planned-cost", "DSD-2", money("150.00"), Map.of()),
                        row(item, "time", "DSD-3", quantity("1", "HUR"), work)));
        Map<String, Object> quote = Map.of("keyDate", "2026-03-31", "roots", List.of(item), "usage", "QUOTATION");

        Answer preview = api.post("/previews", quote).expect(201);
        api.post("/previews/%s/commit".formatted(preview.text("id")), Map.of("token", preview.text("token")))
                .expect(201);

        JsonNode quotation = books.all("/requests?root=" + item).get(0);
        assertThat(quotation.get("kind").asText()).isEqualTo("QUOTATION");
        assertThat(quotation.get("number").asText()).startsWith("QTN-");
        assertThat(quotation.at("/net/amount").asText()).isEqualTo("950.00");
        assertThat(api.post("/previews", quote)
                        .expect(201)
                        .json()
                        .at("/requests/0/net/amount")
                        .asText())
                .as("the plan can be quoted again")
                .isEqualTo("950.00");
        String path = "/billing-objects/" + item;
        api.patch(path, Map.of("status", "IN_PROCESS"), api.get(path).etag());
        JsonNode fields = api.get(path + "/fields").expect(200).json();
        assertThat(fields.toString()).doesNotContain("was billed");
        api.patch(path, Map.of("status", "RELEASED"), api.get(path).etag()).expect(200);
        assertThat(books.run(MARCH_31, item).at("/totals/0/amount").asText()).isEqualTo("100.00");
        assertThat(books.all("/due-list?keyDate=2026-03-31"))
                .as("a plan is never due")
                .extracting(root -> root.get("root").asText())
                .doesNotContain(item);
        Map<String, String> ofParty = Map.of("keyDate", "2026-03-31", "party", "C-DSD", "usage", "QUOTATION");
        assertThat(api.post("/previews", ofParty)
                        .expect(201)
                        .json()
                        .at("/requests/0/net/amount")
                        .asText())
                .as("but found when plans are quoted")
                .isEqualTo("950.00");
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    @Test
    @Tag("D-74")
    void allItemsOfAnOrderAreBilledTogether(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        books.order("DSE", "ACME", "EUR");
        books.price(Map.of("activity", "DSE"), "100.00", "EUR", "2026-01-01");
        for (int number : List.of(10, 20)) {
            books.object(
                    "sales-order-item",
                    "DSE-" + number,
                    "Item " + number,
                    Map.of(
                            "order", "sales-order/DSE",
                            "itemNumber", String.valueOf(number),
                            "customer", "ACME",
                            "currency", "EUR",
                            "billingRelevance", "itemized",
                            "dipProfile", "STANDARD"),
                    "RELEASED");
        }
        Map<String, String> work = Map.of("person", "ada", "activity", "DSE");
        post(
                books,
                List.of(
                        row("sales-order-item/DSE-10", "time", "DSE-1", quantity("1", "HUR"), work),
                        row("sales-order-item/DSE-20", "time", "DSE-2", quantity("2", "HUR"), work)));
        JsonNode run = books.run(MARCH_31, "sales-order/DSE");
        assertThat(run.get("roots").asInt()).isEqualTo(2);
        assertThat(run.at("/totals/0/amount").asText()).isEqualTo("300.00");
    }

    @Test
    @Tag("D-36")
    void aSettlementIsKeptAndNotBilled(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        String item =
                books.serviceItem("DSF", Map.of("billingRelevance", "itemized", "dipProfile", "STANDARD"), "RELEASED");
        post(
                books,
                List.of(
                        row(item, "expense", "DSF-1", money("200.00"), Map.of()),
                        row(item, "expense", "DSF-2", money("-200.00"), Map.of("settlement", "true"))));
        assertThat(books.run(MARCH_31, item).at("/totals/0/amount").asText()).isEqualTo("200.00");
    }

    @Test
    @Tag("D-21")
    void allThatIsKnownOfWorkCanStructureABill(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        Map<String, String> typical = new HashMap<>();
        for (String name : List.of(
                "activity",
                "cost-center",
                "cost-element",
                "material",
                "order",
                "network-activity",
                "person",
                "partner-object",
                "work-item",
                "accounting-indicator")) {
            typical.put(name, "DSG-" + name);
        }
        List<Map<String, String>> characteristics = new ArrayList<>();
        typical.keySet().forEach(name -> characteristics.add(Map.of("name", name)));
        characteristics.add(Map.of("name", "period"));
        characteristics.add(Map.of("name", "service-order-item"));
        characteristics.add(Map.of("name", "source-kind"));
        api.put(
                        "/dip-profiles/DSG",
                        Map.of(
                                "text",
                                "x",
                                "characteristics",
                                characteristics,
                                "sources",
                                List.of(Map.of("kind", "time"))),
                        Map.of("If-None-Match", "*"))
                .expect(201);
        books.price(Map.of("activity", "DSG-activity"), "100.00", "EUR", "2026-01-01");
        String item = books.serviceItem("DSG", Map.of("billingRelevance", "itemized", "dipProfile", "DSG"), "RELEASED");
        post(books, List.of(row(item, "time", "DSG-1", quantity("1", "HUR"), typical)));
        books.run(MARCH_31, item);
        String request = books.all("/requests?root=" + item).get(0).get("id").asText();
        JsonNode line =
                books.all("/requests/%s/lines".formatted(request)).get(0).get("characteristics");
        typical.forEach((name, value) -> assertThat(line.get(name).asText()).isEqualTo(value));
        assertThat(line.get("period").asText()).isEqualTo("2026-03");
        assertThat(line.get("service-order-item").asText())
                .as("the kind of the object is a characteristic too")
                .isEqualTo("DSG-10");
    }

    @Test
    @Tag("D-64")
    void aSurchargeAndADiscountOfThePriceListComeOnTop(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        books.price(Map.of("activity", "DSK"), "100.00", "EUR", "2026-01-01");
        Map<String, Object> night = Map.of(
                "list", "standard",
                "key", Map.of("activity", "DSK", "shift", "NIGHT"),
                "percent", "50",
                "validFrom", "2026-01-01");
        Map<String, Object> large = Map.of(
                "list", "standard",
                "key", Map.of("activity", "DSK"),
                "percent", "-5",
                "from", "8",
                "validFrom", "2026-01-01");
        JsonNode added = api.post("/prices", Map.of("entries", List.of(night, large)))
                .expect(201)
                .json();
        assertThat(added.at("/items/0/percent").asText()).isEqualTo("50");
        assertThat(added.at("/items/0").has("price")).isFalse();
        String item =
                books.serviceItem("DSK", Map.of("billingRelevance", "itemized", "dipProfile", "STANDARD"), "RELEASED");
        post(
                books,
                List.of(
                        row(item, "time", "DSK-1", quantity("8", "HUR"), Map.of("person", "a", "activity", "DSK")),
                        row(
                                item,
                                "time",
                                "DSK-2",
                                quantity("2", "HUR"),
                                Map.of("person", "a", "activity", "DSK", "shift", "NIGHT"))));
        // 800.00 - 5 % = 760.00; 200.00 + 50 % = 300.00
        assertThat(books.run(MARCH_31, item).at("/totals/0/amount").asText()).isEqualTo("1060.00");
        Map<String, Object> both = Map.of(
                "list", "standard",
                "percent", "-5",
                "price", money("1"),
                "validFrom", "2026-01-01");
        Map<String, Object> tooMuch = Map.of("list", "standard", "percent", "-101", "validFrom", "2026-01-01");
        assertThat(api.post("/prices", Map.of("entries", List.of(both)))
                        .expect(400)
                        .body())
                .contains("entries[0].price");
        assertThat(api.post("/prices", Map.of("entries", List.of(tooMuch)))
                        .expect(422)
                        .body())
                .contains("entries[0].percent", "-101");
    }

    @Test
    @Tag("D-11")
    @Tag("D-12")
    @Tag("R-20")
    void theCategoryOfAnItemGivesTheTypesOfItsDocuments(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        books.price(Map.of("activity", "DSL"), "100.00", "EUR", "2026-01-01");
        books.object(
                "item-category",
                "DSL",
                "With documents",
                Map.of("leadingType", "BUS2000192", "documentType", "L2", "creditDocumentType", "G2"));
        String item = books.serviceItem(
                "DSL",
                Map.of("category", "item-category/DSL", "billingRelevance", "itemized", "dipProfile", "STANDARD"),
                "RELEASED");
        Map<String, String> work = Map.of("person", "ada", "activity", "DSL");
        post(books, List.of(row(item, "time", "DSL-1", quantity("1", "HUR"), work)));
        Map<String, Object> order = Map.of("keyDate", "2026-03-31", "roots", List.of(item));
        JsonNode draft = api.post("/previews", order).expect(201).json().at("/requests/0");
        assertThat(draft.get("documentType").asText()).isEqualTo("L2");
        assertThat(api.post("/previews", Map.of("keyDate", "2026-03-31", "roots", List.of("item-category/DSL")))
                        .expect(422)
                        .body())
                .as("a category is no document whose items are billed together (D-74)")
                .contains("NO_ROOT");
        books.run(MARCH_31, item);
        JsonNode debit = books.all("/requests?root=" + item).get(0);
        assertThat(debit.get("documentType").asText()).isEqualTo("L2");

        String source = books.all("/sources?object=" + item).get(0).get("id").asText();
        api.post("/sources/%s/reverse".formatted(source), Map.of("reason", "Booked twice"))
                .expect(200);
        books.run(MARCH_31, item);
        JsonNode credit = books.all("/requests?root=" + item).get(0);
        assertThat(credit.get("kind").asText()).isEqualTo("CREDIT_MEMO_REQUEST");
        assertThat(credit.get("documentType").asText()).isEqualTo("G2");
    }

    @Test
    @Tag("D-73")
    @Tag("D-5")
    void workThatComesLaterIsNeverAddedToARequestButBilledAnew(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        books.price(Map.of("activity", "DSH"), "100.00", "EUR", "2026-01-01");
        String item =
                books.serviceItem("DSH", Map.of("billingRelevance", "itemized", "dipProfile", "STANDARD"), "RELEASED");
        Map<String, String> work = Map.of("person", "ada", "activity", "DSH");
        post(books, List.of(row(item, "time", "DSH-1", quantity("1", "HUR"), work)));
        books.run(MARCH_31, item);
        String request = "/requests/"
                + books.all("/requests?root=" + item).get(0).get("id").asText();
        post(books, List.of(row(item, "time", "DSH-2", quantity("2", "HUR"), work)));

        assertThat(api.post(request + "/lines", Map.of("source", 1)).status()).isEqualTo(405);
        assertThat(books.all(request + "/lines")).hasSize(1);

        String version = api.get(request).etag();
        api.post(request + "/reject", Map.of("code", "CANCELLED", "note", "Create anew"), Map.of("If-Match", version))
                .expect(200);
        assertThat(books.run(MARCH_31, item).at("/totals/0/amount").asText()).isEqualTo("300.00");
    }

    @Test
    @Tag("D-122")
    void anAccrualIsBilledUntilTheTimeSheetComes(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        profile(api, "DSI", Map.of("kind", "time"), Map.of("kind", "accrual"));
        books.price(Map.of("activity", "DSI"), "100.00", "EUR", "2026-01-01");
        String item = books.serviceItem("DSI", Map.of("billingRelevance", "itemized", "dipProfile", "DSI"), "RELEASED");
        Map<String, String> missing = Map.of("activity", "DSI", "accrual-category", "TIME_SHEET");
        post(books, List.of(row(item, "accrual", "DSI-1", quantity("8", "HUR"), missing)));
        assertThat(books.run(MARCH_31, item).at("/totals/0/amount").asText()).isEqualTo("800.00");

        String accrual = books.all("/sources?object=" + item).get(0).get("id").asText();
        api.post("/sources/%s/reverse".formatted(accrual), Map.of("reason", "The time sheet is in"))
                .expect(200);
        post(
                books,
                List.of(row(item, "time", "DSI-2", quantity("9", "HUR"), Map.of("person", "ada", "activity", "DSI"))));
        assertThat(books.run(MARCH_31, item).at("/totals/0/amount").asText())
                .as("9 hours less the 8 of the accrual")
                .isEqualTo("100.00");
    }

    @Test
    @Tag("D-130")
    void anIntegratorBringsSourcesWithCharacteristicsOfHisOwn(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        api.send(
                        "POST",
                        "/plugins",
                        BodyPublishers.ofByteArray(meters()),
                        Map.of("Content-Type", "application/java-archive"))
                .expect(201);
        profile(api, "DSJ", Map.of("kind", "meter-reading"));
        String item = books.serviceItem("DSJ", Map.of("billingRelevance", "itemized", "dipProfile", "DSJ"), "RELEASED");
        post(books, List.of(row(item, "meter-reading", "DSJ-1", quantity("120", "KWH"), Map.of("hour", "18"))));
        assertThat(books.run(MARCH_31, item).get("lines").asInt())
                .as("no price per KWH")
                .isZero();
        api.post(
                        "/prices",
                        Map.of(
                                "entries",
                                List.of(Map.of(
                                        "list", "standard",
                                        "key", Map.of("activity", "DSJ-PEAK"),
                                        "unit", "KWH",
                                        "price", money("0.45"),
                                        "validFrom", "2026-01-01"))))
                .expect(201);
        assertThat(books.run(MARCH_31, item).at("/totals/0/amount").asText()).isEqualTo("54.00");
        api.delete("/plugins/org.example.meter/versions/1.0.0", Map.of()).expect(200);
    }

    /** A bundle of an integrator: readings of meters, with the tariff as activity. */
    private static byte[] meters() {
        String source =
                """
                package org.example.meter;
                import java.util.*;
                import org.billhook.core.spi.source.*;
                public final class MeterReading implements SourceType {
                    public SourceTerms terms() { return new SourceTerms(SourceTerms.Nature.ACTUAL, false); }
                    public void check(List<SourceDraft> page, SourceSink out) {
                        for (int i = 0; i < page.size(); i++) {
                            int hour = Integer.parseInt(page.get(i).characteristics().get("hour"));
                            String tariff = hour >= 17 ? "DSJ-PEAK" : "DSJ-BASE";
                            out.accept(i, page.get(i).toBuilder().characteristic("activity", tariff).build());
                        }
                    }
                }
                """;
        return new SourceBundle(
                        "org.example.meter",
                        "1.0.0",
                        "MeterReading",
                        source,
                        SourceType.class,
                        Map.entry(SourceType.KIND, "meter-reading"),
                        0,
                        List.of(
                                "org.billhook.core.model;version=\"[1.0,2)\"",
                                "org.billhook.core.spi.source;version=\"[1.0,2)\""))
                .jar();
    }
}
