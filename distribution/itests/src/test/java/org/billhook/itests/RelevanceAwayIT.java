package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A relevance that is taken away holds its items, says why, and lets them go when it is back; nothing else changes. */
@ExtendWith(Servers.class)
class RelevanceAwayIT {

    private static final LocalDate MARCH_31 = LocalDate.of(2026, 3, 31);

    private static Map<String, String> attributes(String relevance) {
        if (relevance.equals("summarized")) {
            return Map.of("billingRelevance", relevance, "dipProfile", "COST-PLUS", "upliftPercent", "0");
        }
        return Map.of(
                "billingRelevance", relevance,
                "quantity", "1",
                "unit", "C62",
                "netPrice", "100.00",
                "dipProfile", "STANDARD",
                "serviceDate", "2026-03-02");
    }

    @ParameterizedTest
    @Tag("R-7")
    @Tag("pain-25")
    @CsvSource({
        "on-completion, org.billhook.relevance.oncompletion, COMPLETED",
        "billing-plan,  org.billhook.relevance.billingplan,  RELEASED",
        "summarized,    org.billhook.relevance.summarized,   COMPLETED",
        "not-relevant,  org.billhook.relevance.notrelevant,  RELEASED",
    })
    void itsItemsWaitUntilItIsBack(String relevance, String bundle, String status, DerbyServer server)
            throws IOException {
        Books books = new Books(server.api());
        Api api = books.api();
        String key = "AWAY-" + relevance;
        String item = books.serviceItem(key, attributes(relevance), statuses(status));
        if (relevance.equals("billing-plan")) {
            books.object(
                    "billing-plan-date", key, "Date", Map.of("item", item, "date", "2026-03-02", "value", "100.00"));
        }
        if (relevance.equals("summarized")) {
            books.postRows(List.of(Map.of(
                    "kind",
                    "time",
                    "object",
                    item,
                    "posted",
                    Map.of("value", "1", "unit", "HUR"),
                    "cost",
                    Map.of("amount", "100.00", "currency", "EUR"),
                    "serviceDate",
                    "2026-03-02",
                    "externalId",
                    key,
                    "characteristics",
                    Map.of("person", "ada", "activity", "AWAY"))));
        }
        String other = books.serviceItem(
                key + "-other", attributes(relevance.equals("on-completion") ? "not-relevant" : "on-completion"));
        String generation = generation(api);
        JsonNode before = api.get("/billing-objects/" + other).expect(200).json();

        api.delete("/plugins/%s/versions/%s".formatted(bundle, version(api, bundle)), Map.of())
                .expect(200, 204);

        JsonNode held = books.run(MARCH_31, item);
        assertThat(held.get("lines").asInt()).isZero();
        assertThat(books.all("/runs/%d/roots".formatted(held.get("id").asLong()))
                        .toString())
                .contains(
                        "\"state\":\"WAITING\"",
                        "PLUGIN_MISSING",
                        "The billing relevance '%s' of %s is not installed".formatted(relevance, item));
        assertThat(api.get("/billing-objects/" + item)
                        .expect(200)
                        .json()
                        .at("/attributes/billingRelevance")
                        .asText())
                .isEqualTo(relevance);
        assertThat(api.get("/billing-objects/" + other).expect(200).json()).isEqualTo(before);

        api.send(
                        "POST",
                        "/plugins",
                        BodyPublishers.ofByteArray(Files.readAllBytes(built(server, bundle))),
                        Map.of("Content-Type", "application/java-archive"))
                .expect(201);

        assertThat(generation(api)).isEqualTo(generation);
        JsonNode run = books.run(MARCH_31, item);
        if (relevance.equals("not-relevant")) {
            assertThat(run.get("lines").asInt()).isZero();
        } else {
            assertThat(run.at("/totals/0/amount").asText()).isEqualTo("100.00");
        }
    }

    private static String[] statuses(String last) {
        return last.equals("COMPLETED") ? new String[] {"RELEASED", "COMPLETED"} : new String[] {last};
    }

    private static String generation(Api api) {
        return api.get("/plugins").expect(200).json().get("generation").asText();
    }

    private static String version(Api api, String bundle) {
        for (JsonNode plugin : api.get("/plugins").expect(200).json().get("items")) {
            if (plugin.get("bundle").asText().equals(bundle)) {
                return plugin.get("version").asText();
            }
        }
        throw new AssertionError(bundle + " is not installed");
    }

    private static Path built(DerbyServer server, String bundle) throws IOException {
        try (Stream<Path> files = Files.walk(server.home().resolve("system/org/billhook/" + bundle))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
