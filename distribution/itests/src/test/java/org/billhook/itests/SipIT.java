package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real project time, imported and billed: the totals of every project to the cent. */
@ExtendWith(Servers.class)
class SipIT {

    private static final LocalDate END = LocalDate.of(2020, 1, 1);

    @Test
    @Tag("I-1")
    @Tag("I-2")
    void oneRunGivesTheTotalsOfEveryProject(DerbyServer server) throws Exception {
        Map<String, Path> files = Sip.files();
        Books books = new Books(server.api());
        Sip.prices(books);
        imported(books, files);

        JsonNode run = books.run(END, Sip.roots());

        assertThat(run.get("state").asText()).isEqualTo("DONE");
        assertThat(run.get("lines").asInt()).isEqualTo(Sip.BILLABLE);
        assertThat(run.get("totals").get(0).get("amount").asText()).isEqualTo(Sip.ALL);
        assertThat(Sip.billed(books)).isEqualTo(Sip.EXPECTED);
        JsonNode again = books.importFiles("sip", files);
        assertThat(again.get("unchanged").asInt()).as("rows sent twice").isEqualTo(Sip.ROWS);
        assertThat(again.get("posted").asInt()).isZero();
        assertThat(books.run(END, Sip.roots()).get("lines").asInt())
                .as("a second run")
                .isZero();
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    @Test
    @Tag("I-1")
    @Tag("I-2")
    @Tag("WE-49")
    void anyNumberOfPartialRunsEndsAtTheSameTotals(PostgresServer server) throws Exception {
        Map<String, Path> files = Sip.files();
        Books books = new Books(server.api());
        Sip.prices(books);
        imported(books, files);
        int lines = 0;
        BigDecimal total = BigDecimal.ZERO;

        // by cut-off date, an earlier date after a later one, one project alone, the same day twice
        for (String day : List.of("2006-06-30", "2009-12-31", "2008-01-31", "2009-12-31", "2012-02-29")) {
            JsonNode run = books.run(LocalDate.parse(day), Sip.roots());
            assertThat(run.get("state").asText()).isEqualTo("DONE");
            lines += run.get("lines").asInt();
            total = total.add(total(run));
        }
        JsonNode single = books.run(END, "wbs-element/PC18");
        JsonNode rest = books.run(END, Sip.roots());
        JsonNode repeat = books.run(END, Sip.roots());

        assertThat(lines + single.get("lines").asInt() + rest.get("lines").asInt())
                .isEqualTo(Sip.BILLABLE);
        assertThat(total.add(total(single)).add(total(rest))).isEqualByComparingTo(Sip.ALL);
        assertThat(repeat.get("lines").asInt()).isZero();
        assertThat(Sip.billed(books)).isEqualTo(Sip.EXPECTED);
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    @Test
    @Tag("D-2")
    @Tag("D-5")
    @Tag("R-39")
    @Tag("G-15")
    void byElementAndActivityTheTotalsAreThoseOfTheSummarizedItems(ExamServer server) throws Exception {
        Map<String, Path> files = Sip.files();
        Books books = new Books(server.api());
        Sip.prices(books);
        server.api()
                .put(
                        "/dip-profiles/ELEMENT-ACTIVITY",
                        Map.of(
                                "text",
                                "By element and activity",
                                "characteristics",
                                List.of(Map.of("name", "object"), Map.of("name", "activity"))),
                        Map.of("If-None-Match", "*"))
                .expect(201);
        String mapping = server.api()
                .get("/mappings/sip")
                .expect(200)
                .body()
                .replace("{ProjectCode}", "S{ProjectCode}")
                .replaceAll("\"origin\": *\"sip\"", "\"origin\":\"sip-summarized\"")
                .replaceAll("\"Customer\": *\"SIP\"", "\"Customer\":\"SIP-S\"")
                .replaceAll("\"billingRelevance\": *\"itemized\"", "\"billingRelevance\":\"summarized\"")
                .replaceAll("\"dipProfile\": *\"STANDARD\"", "\"dipProfile\":\"ELEMENT-ACTIVITY\"");
        ObjectNode read = (ObjectNode) new ObjectMapper().readTree(mapping);
        ((ObjectNode) read.get("objects").get(4))
                .putArray("statuses")
                .add("RELEASED")
                .add("COMPLETED");
        server.api()
                .put("/mappings/sip-summarized", read, Map.of("If-None-Match", "*"))
                .expect(201);
        JsonNode done = books.importFiles("sip-summarized", files);
        assertThat(done.get("posted").asInt()).isEqualTo(Sip.ROWS);
        String[] roots = Sip.EXPECTED.keySet().stream()
                .map(project -> "wbs-element/S" + project)
                .toArray(String[]::new);

        JsonNode run = books.run(END, roots);

        assertThat(run.get("lines").asInt()).isEqualTo(Sip.SUMMARIZED_ITEMS);
        assertThat(run.at("/totals/0/amount").asText()).isEqualTo(Sip.SUMMARIZED);
        Map<String, String> nets = new TreeMap<>();
        books.all("/requests?party=SIP-S")
                .forEach(request -> nets.put(
                        request.get("root").asText().substring("wbs-element/S".length()),
                        request.at("/net/amount").asText()));
        assertThat(nets)
                .containsEntry("PC1", "69681.39")
                .containsEntry("PC2", "2033682.40")
                .containsEntry("PC9", "1309012.87")
                .containsEntry("PC18", "2708130.05")
                .containsEntry("PC20", "6203.92");
        // another version of the profile proposes only what is open: nothing (G-15)
        server.api()
                .put(
                        "/dip-profiles/ELEMENT-ACTIVITY",
                        Map.of("text", "By person", "characteristics", List.of(Map.of("name", "person"))),
                        Map.of("If-Match", "\"1\""))
                .expect(200);
        assertThat(books.run(END, roots).get("lines").asInt()).isZero();
    }

    private static void imported(Books books, Map<String, Path> files) {
        JsonNode done = books.importFiles("sip", files);
        assertThat(done.get("state").asText()).isEqualTo("DONE");
        assertThat(done.get("posted").asInt()).isEqualTo(Sip.ROWS);
        assertThat(done.get("refused").asInt()).isZero();
    }

    private static BigDecimal total(JsonNode run) {
        return run.get("totals").isEmpty()
                ? BigDecimal.ZERO
                : new BigDecimal(run.get("totals").get(0).get("amount").asText());
    }
}
