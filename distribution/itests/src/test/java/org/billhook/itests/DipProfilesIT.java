package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Profiles of the dynamic item processor, saved over HTTP and billed by, in the built server. */
@ExtendWith(Servers.class)
class DipProfilesIT {

    private static final LocalDate MARCH_31 = LocalDate.of(2026, 3, 31);
    private static final Map<String, String> NEW = Map.of("If-None-Match", "*");

    private static Map<String, Object> row(
            String id, String item, String kind, Map<String, String> posted, String cost) {
        return Map.of(
                "kind", kind,
                "object", item,
                "posted", posted,
                "cost", Map.of("amount", cost, "currency", "EUR"),
                "serviceDate", "2026-03-02",
                "externalId", id,
                "characteristics", Map.of("person", "ada", "activity", "DIP-" + id.charAt(id.length() - 1)));
    }

    private static Map<String, String> hours(String value) {
        return Map.of("value", value, "unit", "HUR");
    }

    private static List<String> lines(Books books, String item) {
        List<String> lines = new ArrayList<>();
        String request = books.all("/requests?root=" + item).get(0).get("id").asText();
        for (JsonNode line : books.all("/requests/%s/lines".formatted(request))) {
            lines.add("%s %s %s"
                    .formatted(
                            line.at("/quantity/value").asText()
                                    + line.at("/quantity/amount").asText(""),
                            line.at("/characteristics/material").asText("-"),
                            line.at("/net/amount").asText()));
        }
        return lines;
    }

    @Test
    @Tag("WE-39")
    @Tag("WE-42")
    @Tag("D-50")
    @Tag("D-56")
    @Tag("D-60")
    @Tag("D-72")
    void aProfileBillsByMaterialAtListPricesAndPassesAHotelOnAtItsCost(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        books.price(Map.of("material", "DIP-ENGINEER"), "100.00", "EUR", "2026-01-01");
        books.price(Map.of("material", "DIP-HELPER"), "50.00", "EUR", "2026-01-01");
        server.api()
                .put(
                        "/dip-profiles/DIP-SERVICE",
                        Map.of(
                                "text", "Engineers, helpers, hotels",
                                "characteristics",
                                        List.of(
                                                Map.of("name", "activity", "forMaterial", true),
                                                Map.of("name", "source-kind", "forMaterial", true)),
                                "materials",
                                        List.of(
                                                Map.of(
                                                        "criteria",
                                                        Map.of("source-kind", List.of("expense")),
                                                        "material",
                                                        "DIP-HOTEL"),
                                                Map.of(
                                                        "criteria",
                                                        Map.of("activity", List.of("DIP-1")),
                                                        "material",
                                                        "DIP-ENGINEER"),
                                                Map.of("material", "DIP-HELPER"))),
                        NEW)
                .expect(201);
        String item = books.serviceItem(
                "DIPS", Map.of("billingRelevance", "summarized", "dipProfile", "DIP-SERVICE"), "RELEASED", "COMPLETED");
        books.postRows(List.of(
                row("DIPS-a1", item, "time", hours("12"), "1.00"),
                row("DIPS-b2", item, "time", hours("5"), "1.00"),
                row("DIPS-c3", item, "time", hours("1"), "1.00"),
                row("DIPS-d4", item, "expense", Map.of("amount", "250.00", "currency", "EUR"), "250.00")));

        JsonNode run = books.run(MARCH_31, item);

        assertThat(run.at("/totals/0/amount").asText()).isEqualTo("1750.00");
        assertThat(lines(books, item))
                .containsExactlyInAnyOrder("12 DIP-ENGINEER 1200.00", "6 DIP-HELPER 300.00", "1 DIP-HOTEL 250.00");
        assertThat(run.get("plugins").toString()).contains("dip-profile", "DIP-SERVICE");
    }

    @Test
    @Tag("D-79")
    void aDryRunShowsRealPostingsUnderAProfileThatIsNotSavedAndIsNeverBilled(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        Api api = server.api();
        books.price(Map.of("activity", "DIP-6"), "80.00", "EUR", "2026-01-01");
        String item = books.serviceItem(
                "DIPDRY", Map.of("billingRelevance", "itemized", "dipProfile", "STANDARD"), "RELEASED");
        books.postRows(List.of(row("DIPDRY-6", item, "time", hours("3"), "1.00")));
        Map<String, Object> order = Map.of("keyDate", "2026-03-31", "roots", List.of(item));
        Map<String, Object> half = Map.of("text", "Half", "sources", List.of(Map.of("kind", "time", "percentage", 50)));

        Answer tried = api.post("/dip-profiles/STANDARD/dry-run", Map.of("profile", half, "order", order))
                .expect(201);

        assertThat(tried.json().at("/requests/0/net/amount").asText()).isEqualTo("120.00");
        assertThat(tried.header("Location").orElseThrow()).endsWith("/previews/" + tried.number("id"));
        assertThat(api.post("/previews/%d/commit".formatted(tried.number("id")), Map.of("token", tried.text("token")))
                        .expect(409)
                        .body())
                .contains("PROFILES_CHANGED");
        assertThat(api.get("/dip-profiles/STANDARD").expect(200).json().get("sources"))
                .isEmpty();
        assertThat(books.run(MARCH_31, item).at("/totals/0/amount").asText()).isEqualTo("240.00");
        assertThat(api.post(
                                "/dip-profiles/STANDARD/dry-run",
                                Map.of(
                                        "profile",
                                        Map.of(
                                                "text",
                                                "X",
                                                "sources",
                                                List.of(Map.of("kind", "time", "percentage", -1))),
                                        "order",
                                        order))
                        .expect(422)
                        .body())
                .contains("PERCENT");
    }

    @Test
    @Tag("D-33")
    @Tag("D-71")
    void aPercentageIsOfTheBillNotOfTheClaim(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        Api api = server.api();
        Map<String, Object> half = Map.of("text", "Half", "sources", List.of(Map.of("kind", "time", "percentage", 50)));
        api.put("/dip-profiles/DIP-HALF", half, NEW).expect(201);
        books.price(Map.of("activity", "DIP-5"), "80.00", "EUR", "2026-01-01");
        String item =
                books.serviceItem("DIPH", Map.of("billingRelevance", "itemized", "dipProfile", "DIP-HALF"), "RELEASED");
        books.postRows(List.of(row("DIPH-5", item, "time", hours("3"), "1.00")));
        JsonNode run = books.run(MARCH_31, item);
        assertThat(run.at("/totals/0/amount").asText()).isEqualTo("120.00");
        JsonNode source = books.all("/sources?object=" + item).get(0);
        assertThat(source.at("/balance/open/value").asText()).isEqualTo("0");
        assertThat(source.at("/balance/billed/value").asText()).isEqualTo("3");
    }

    @Test
    @Tag("WE-40")
    @Tag("D-23")
    @Tag("D-30")
    void aProfileIsCheckedWhenItIsSavedAndEveryVersionStays(ExamServer server) throws IOException {
        Api api = server.api();
        Map<String, Object> wrong = Map.of(
                "text", "Wrong",
                "characteristics", List.of(Map.of("name", "activity", "forMaterial", true)),
                "sources", List.of(Map.of("kind", "time", "percentage", 1000)),
                "materials",
                        List.of(
                                Map.of("criteria", Map.of("activity", List.of("1", "2")), "material", "A"),
                                Map.of("criteria", Map.of("activity", List.of("2..3")), "material", "B"),
                                Map.of("criteria", Map.of("person", List.of("ada")), "material", "C")));
        assertThat(api.put("/dip-profiles/DIP-WRONG", wrong, NEW).expect(422).body())
                .contains("NOT_UNIQUE", "NOT_FOR_MATERIAL", "PERCENT", "\"field\":\"sources[0].percentage\"");
        assertThat(api.put("/dip-profiles/DIP-WRONG", Map.of("text", "X", "sources", List.of(Map.of())), NEW)
                        .expect(400)
                        .body())
                .contains("sources[0].kind");
        api.get("/dip-profiles/DIP-WRONG").expect(404);

        Answer first =
                api.put("/dip-profiles/DIP-V", Map.of("text", "One"), NEW).expect(201);
        assertThat(first.etag()).isEqualTo("\"1\"");
        api.put("/dip-profiles/DIP-V", Map.of("text", "Two"), Map.of("If-Match", "\"1\""))
                .expect(200);
        api.put("/dip-profiles/DIP-V", Map.of("text", "Late"), Map.of("If-Match", "\"1\""))
                .expect(412);
        assertThat(api.get("/dip-profiles/DIP-V").expect(200).text("text")).isEqualTo("Two");
        assertThat(api.get("/dip-profiles/DIP-V/versions/1").expect(200).text("text"))
                .isEqualTo("One");
        assertThat(api.get("/dip-profiles").expect(200).body()).contains("STANDARD", "COST-PLUS", "DIP-V");
    }

    @Test
    @Tag("D-75")
    @Tag("R-3")
    void anItemOfAProfileThatIsNotThereWaits(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        String item =
                books.serviceItem("DIPN", Map.of("billingRelevance", "itemized", "dipProfile", "NOWHERE"), "RELEASED");
        books.postRows(List.of(row("DIPN-1", item, "time", hours("3"), "1.00")));
        JsonNode run = books.run(MARCH_31, item);
        assertThat(run.get("lines").asInt()).isZero();
        assertThat(books.all("/runs/%s/roots".formatted(run.get("id").asText())).toString())
                .contains("NO_DIP_PROFILE", "There is no DIP profile 'NOWHERE'", "STANDARD");
    }
}
