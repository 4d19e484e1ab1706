package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.billhook.harness.Answer;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cap, minimum fee and volume discount, together, in the built server. */
@ExtendWith(Servers.class)
class AdjustmentsIT {

    private static final LocalDate MARCH_31 = LocalDate.of(2026, 3, 31);

    private static String item(Books books, String key, Map<String, String> terms) {
        Map<String, String> attributes = new java.util.HashMap<>(terms);
        attributes.put("billingRelevance", "itemized");
        attributes.put("dipProfile", "STANDARD");
        books.price(Map.of("activity", "ADJUST"), "100.00", "EUR", "2026-01-01");
        return books.serviceItem(key, attributes, "RELEASED");
    }

    private static void hours(Books books, String item, String id, String value) {
        JsonNode row = books.postRows(List.of(Map.of(
                        "kind",
                        "time",
                        "object",
                        item,
                        "posted",
                        Map.of("value", value, "unit", "HUR"),
                        "serviceDate",
                        "2026-03-02",
                        "externalId",
                        id,
                        "characteristics",
                        Map.of("person", "ada", "activity", "ADJUST"))))
                .get(0);
        assertThat(row.get("outcome").asText()).isEqualTo("POSTED");
    }

    private static String net(JsonNode run) {
        return run.at("/totals/0/amount").asText("none");
    }

    @Test
    @Tag("J-61")
    void aCapSplitsTheLineThatExceedsItAndTheRestIsGivenUp(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        String item = item(books, "CAP", Map.of("capAmount", "1000.00", "capRest", "WRITE_OFF"));
        hours(books, item, "CAP-1", "8");
        assertThat(net(books.run(MARCH_31, item))).isEqualTo("800.00");
        hours(books, item, "CAP-2", "4");

        JsonNode run = books.run(MARCH_31, item);

        assertThat(net(run)).isEqualTo("200.00");
        JsonNode second = books.all("/sources?object=" + item).stream()
                .filter(source -> source.get("externalId").asText().equals("CAP-2"))
                .findFirst()
                .orElseThrow();
        assertThat(second.at("/balance/billed/value").asText()).isEqualTo("2");
        assertThat(second.at("/balance/writtenOff/value").asText()).isEqualTo("2");
        String request = books.all("/requests?root=" + item).get(0).get("id").asText();
        assertThat(server.api()
                        .get("/requests/%s/lines/1/why".formatted(request))
                        .expect(200)
                        .body())
                .contains("No more than EUR 1000.00 is billed of the item; EUR 800.00 was billed before.");
        hours(books, item, "CAP-3", "1");
        assertThat(net(books.run(MARCH_31, item))).isEqualTo("none");
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    @Test
    @Tag("D-64")
    void aVolumeDiscountAndAMinimumFeeCountTogether(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        String item = item(books, "VOL", Map.of("volumeDiscount", "1000 10", "minimumAmount", "500.00"));
        hours(books, item, "VOL-1", "12");
        assertThat(net(books.run(MARCH_31, item))).isEqualTo("1180.00");
        hours(books, item, "VOL-2", "1");
        JsonNode run = books.run(MARCH_31, item);
        assertThat(net(run)).isEqualTo("500.00");
        assertThat(run.get("lines").asInt()).isEqualTo(2);
        String request = books.all("/requests?root=" + item).get(0).get("id").asText();
        assertThat(books.all("/requests/%s/lines".formatted(request)))
                .extracting(line ->
                        line.get("text").asText() + " " + line.at("/net/amount").asText())
                .contains("Minimum fee 410.00");
    }

    @Test
    void termsThatCantBeReadAreRefusedWithTheirField(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        String item = item(books, "BADTERMS", Map.of());
        String path = "/billing-objects/" + item;
        for (Map<String, String> wrong : List.of(
                Map.of("volumeDiscount", "2000 10; 1000 20"),
                Map.of("capAmount", "1000.005"),
                Map.of("capAmount", "0"),
                Map.of("capRest", "HOLD"))) {
            Answer refused = server.api()
                    .patch(
                            path,
                            Map.of("attributes", wrong),
                            server.api().get(path).etag());
            assertThat(refused.status()).as(wrong.toString()).isEqualTo(422);
        }
        assertThat(server.api()
                        .patch(
                                "/service-orders/BADTERMS/items/10",
                                Map.of(
                                        "attributes",
                                        Map.of("capAmount", "5000", "capRest", "HOLD", "capRestUntil", "2027-01-01")),
                                server.api().get(path).etag())
                        .expect(200)
                        .json()
                        .at("/attributes/capAmount")
                        .asText())
                .isEqualTo("5000");
    }
}
