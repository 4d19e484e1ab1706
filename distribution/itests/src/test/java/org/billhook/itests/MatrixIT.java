package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The matrix of billing relevances over all statuses of the item and of the order that executes it: what may be billed is, all
 * else is refused with the status that is missing.
 */
@ExtendWith(Servers.class)
@Tag("WE-53")
class MatrixIT {

    private static final LocalDate KEY_DATE = LocalDate.of(2026, 3, 31);

    private static final Map<String, List<String>> ITEM = Map.of(
            "OPEN", List.of(),
            "IN_PROCESS", List.of("IN_PROCESS"),
            "RELEASED", List.of("RELEASED"),
            "COMPLETED", List.of("RELEASED", "COMPLETED"));

    private static final Map<String, List<String>> ORDER = Map.of(
            "CREATED", List.of(),
            "RELEASED", List.of("RELEASED"),
            "TECHNICALLY_COMPLETED", List.of("RELEASED", "TECHNICALLY_COMPLETED"),
            "CLOSED", List.of("RELEASED", "TECHNICALLY_COMPLETED", "CLOSED"));

    /** Status of the item, status of the order. */
    private static final Set<String> FROM_RELEASE_ON = Set.of(
            "RELEASED RELEASED",
            "RELEASED TECHNICALLY_COMPLETED",
            "RELEASED CLOSED",
            "COMPLETED RELEASED",
            "COMPLETED TECHNICALLY_COMPLETED",
            "COMPLETED CLOSED");

    private static final Set<String> WHEN_COMPLETED = Set.of("COMPLETED TECHNICALLY_COMPLETED", "COMPLETED CLOSED");

    @Test
    @Tag("R-36")
    void notRelevantIsNeverBilled(ExamServer server) throws IOException {
        every(server, "not-relevant", "MN", Set.of(), Map.of());
    }

    @Test
    @Tag("R-37")
    void onCompletionIsBilledWhenBothAreCompleted(ExamServer server) throws IOException {
        every(
                server,
                "on-completion",
                "MC",
                WHEN_COMPLETED,
                Map.of("quantity", "1", "unit", "C62", "netPrice", "100.00", "serviceDate", "2026-03-02"));
    }

    @Test
    @Tag("R-38")
    void billingPlanIsBilledFromReleaseOn(ExamServer server) throws IOException {
        every(server, "billing-plan", "MP", FROM_RELEASE_ON, Map.of());
    }

    @Test
    @Tag("R-39")
    void summarizedIsBilledWhenBothAreCompleted(ExamServer server) throws IOException {
        every(server, "summarized", "MS", WHEN_COMPLETED, Map.of("dipProfile", "COST-PLUS", "upliftPercent", "25"));
    }

    @Test
    @Tag("R-15")
    @Tag("R-40")
    void itemizedIsBilledFromReleaseOn(ExamServer server) throws IOException {
        new Books(server.api()).price(Map.of("activity", "MATRIX"), "100.00", "EUR", "2026-01-01");
        every(server, "itemized", "MI", FROM_RELEASE_ON, Map.of("dipProfile", "STANDARD"));
    }

    private static void every(
            ExamServer server, String relevance, String prefix, Set<String> allowed, Map<String, String> attributes)
            throws IOException {
        Books books = new Books(server.api());
        List<String> billed = new ArrayList<>();
        for (String itemStatus : ITEM.keySet()) {
            for (String orderStatus : ORDER.keySet()) {
                String key = "%s-%s-%s".formatted(prefix, itemStatus, orderStatus);
                JsonNode run = run(books, relevance, key, itemStatus, orderStatus, attributes);
                String pair = itemStatus + " " + orderStatus;
                if (run.get("lines").asInt() > 0) {
                    billed.add(pair);
                    assertThat(run.at("/totals/0/amount").asText()).as(key).isEqualTo("100.00");
                } else {
                    assertThat(findings(books, run)).as(key).containsAnyOf("needs", "NOT_RELEVANT");
                }
            }
        }
        assertThat(billed).containsExactlyInAnyOrderElementsOf(allowed);
    }

    private static JsonNode run(
            Books books,
            String relevance,
            String key,
            String itemStatus,
            String orderStatus,
            Map<String, String> attributes) {
        Map<String, String> item = new HashMap<>(attributes);
        item.put("billingRelevance", relevance);
        String ref = books.serviceItem(key, item, ITEM.get(itemStatus).toArray(String[]::new));
        books.object("maintenance-order", key, "Order", Map.of("item", ref));
        if (relevance.equals("billing-plan")) {
            books.object(
                    "billing-plan-date", key, "Date", Map.of("item", ref, "date", "2026-03-02", "value", "100.00"));
        } else {
            assertThat(books.postRows(List.of(hour(key))))
                    .allSatisfy(row -> assertThat(row.get("outcome").asText()).isEqualTo("POSTED"));
        }
        // a closed order takes no postings, so it gets its status last
        String order = "/billing-objects/maintenance-order/" + key;
        for (String status : ORDER.get(orderStatus)) {
            books.api()
                    .patch(
                            order,
                            Map.of("status", status),
                            books.api().get(order).etag())
                    .expect(200);
        }
        return books.run(KEY_DATE, ref);
    }

    /** One hour at 100.00 EUR, or its cost of 80.00 and 25 percent of it. */
    private static Map<String, Object> hour(String key) {
        return Map.of(
                "kind",
                "time",
                "object",
                "maintenance-order/" + key,
                "posted",
                Map.of("value", "1", "unit", "HUR"),
                "cost",
                Map.of("amount", "80.00", "currency", "EUR"),
                "serviceDate",
                "2026-03-02",
                "externalId",
                key,
                "characteristics",
                Map.of("person", "ada", "activity", "MATRIX"));
    }

    private static String findings(Books books, JsonNode run) {
        return books.all("/runs/%s/roots".formatted(run.get("id").asText())).toString();
    }
}
