package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.awaitility.Awaitility;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From the quotation of a service to its bill, in the built server, over the resources that a caller uses. */
@ExtendWith(Servers.class)
class ServiceOrderIT {

    private static void status(Api api, String path, String... statuses) {
        for (String status : statuses) {
            api.patch(path, Map.of("status", status), api.get(path).expect(200).etag())
                    .expect(200);
        }
    }

    private static Map<String, Object> item(String number, String more, Object value) {
        return Map.of(
                "itemNumber",
                number,
                "description",
                "Overhaul " + number,
                "category",
                "SVQ",
                "quantity",
                Map.of("value", "2", "unit", "C62"),
                "netPrice",
                Map.of("amount", "600.00", "currency", "EUR"),
                "planningPlant",
                "1010",
                "workCenter",
                "MECH",
                more,
                value);
    }

    @Test
    @Tag("R-1")
    @Tag("R-2")
    @Tag("R-3")
    @Tag("R-5")
    @Tag("R-12")
    @Tag("WE-53")
    void anAcceptedQuotationBecomesAnOrderThatIsExecutedAndBilled(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        Api api = books.api();
        books.object(
                "item-category",
                "SVQ",
                "Execution",
                Map.of("leadingType", "BUS2000192", "billingRelevance", "itemized", "dipProfile", "SV-TM"));
        api.post(
                        "/service-quotations",
                        Map.of(
                                "id",
                                "SQ1",
                                "name",
                                "Pump 7",
                                "customer",
                                "ACME",
                                "payer",
                                "ACME-PAY",
                                "currency",
                                "EUR"))
                .expect(201);
        api.post("/service-quotations/SQ1/items", item("10", "billingRelevance", "on-completion"))
                .expect(201);
        api.post("/service-quotations/SQ1/items", item("20", "product", "SPARE"))
                .expect(201);
        assertThat(api.get("/due-list?keyDate=2026-03-31").body())
                .as("a quotation is never billed")
                .doesNotContain("SQ1");
        status(api, "/service-quotations/SQ1/items/10", "RELEASED", "ACCEPTED");
        status(api, "/service-quotations/SQ1/items/20", "RELEASED", "REJECTED");
        status(api, "/service-quotations/SQ1", "RELEASED", "ACCEPTED");

        Answer order =
                api.post("/service-quotations/SQ1/orders", Map.of("id", "SO1")).expect(201);

        assertThat(order.json().get("payer").asText()).isEqualTo("ACME-PAY");
        JsonNode copied = api.get("/service-orders/SO1/items/10").expect(200).json();
        assertThat(copied.get("billingRelevance").asText()).isEqualTo("on-completion");
        assertThat(copied.get("dipProfile").asText()).isEqualTo("SV-TM");
        assertThat(copied.get("customer").asText()).isEqualTo("ACME-PAY");
        assertThat(copied.at("/netValue/amount").asText()).isEqualTo("1200.00");
        assertThat(copied.get("executionStatus").asText()).isEqualTo("PLANNING");
        assertThat(api.get("/service-orders/SO1/items/20").status()).isEqualTo(404);
        assertThat(api.patch(
                                "/service-quotations/SQ1/items/10",
                                Map.of("status", "IN_PROCESS"),
                                api.get("/service-quotations/SQ1/items/10").etag())
                        .expect(422)
                        .body())
                .contains("stays ACCEPTED: service-order-item/SO1-10 came of it");

        books.object("maintenance-order", "SO1", "Pump 7", Map.of("item", "service-order-item/SO1-10"), "RELEASED");
        JsonNode execution =
                api.get("/billing-objects/maintenance-order/SO1").expect(200).json();
        assertThat(execution.at("/attributes/workCenter").asText()).isEqualTo("MECH");
        status(api, "/service-orders/SO1/items/10", "RELEASED", "COMPLETED");
        assertThat(books.run(LocalDate.of(2026, 3, 31), "service-order-item/SO1-10")
                        .get("lines")
                        .asInt())
                .as("the maintenance order is not technically completed")
                .isZero();
        status(api, "/billing-objects/maintenance-order/SO1", "TECHNICALLY_COMPLETED");

        JsonNode run = books.run(LocalDate.of(2026, 3, 31), "service-order-item/SO1-10");

        assertThat(run.at("/totals/0/amount").asText()).isEqualTo("1200.00");
        JsonNode request = books.all("/requests?root=service-order-item/SO1-10").get(0);
        assertThat(request.get("kind").asText()).isEqualTo("BILLING_DOCUMENT_REQUEST");
        assertThat(request.get("party").asText()).isEqualTo("ACME-PAY");
    }

    @Test
    @Tag("R-20")
    void aCategoryComesFromAFileAndFollowsIt(DerbyServer server) throws IOException {
        Api api = server.api();
        Path file = server.home().resolve("etc/org.billhook.object-FILED.cfg");
        Files.writeString(
                file,
                """
                object = item-category/FILED
                name = Kept in a file
                attribute.leadingType = BUS2000192
                attribute.billingRelevance = summarized
                """);
        awaitRelevance(api, "summarized");
        Files.writeString(file, Files.readString(file).replace("summarized", "itemized"));
        awaitRelevance(api, "itemized");
        // edited again as soon as the server has taken it in: what the administrator wrote last counts, and stays in
        // the file
        Files.writeString(file, Files.readString(file).replace("itemized", "on-completion"));
        awaitRelevance(api, "on-completion");
        Files.writeString(file, Files.readString(file).replace("on-completion", "summarized"));
        awaitRelevance(api, "summarized");
        assertThat(api.get("/billing-objects/item-category/FILED/changes")
                        .expect(200)
                        .body())
                .contains("\"actor\":\"configuration\"");
        Files.delete(file);
    }

    private static void awaitRelevance(Api api, String relevance) {
        Awaitility.await("category has relevance " + relevance)
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        api.get("/billing-objects/item-category/FILED").body().contains(relevance));
    }

    @Test
    @Tag("R-2")
    void aCategoryOfAnotherLeadingTypeIsRefused(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        Api api = books.api();
        books.object("item-category", "SALES", "Sales", Map.of("billingRelevance", "on-completion"));
        api.post("/service-orders", Map.of("id", "SO2", "name", "Pump 8", "customer", "ACME", "currency", "EUR"))
                .expect(201);
        Answer refused = api.post(
                        "/service-orders/SO2/items",
                        Map.of("itemNumber", "10", "name", "Overhaul", "category", "SALES"))
                .expect(422);
        assertThat(refused.body())
                .contains("LEADING_TYPE", "item-category/SALES has leading type ''", "needs 'BUS2000192'", "R-2");
        assertThat(api.post("/service-orders/SO2/items", Map.of("itemNumber", "10", "name", "Overhaul"))
                        .expect(422)
                        .body())
                .contains("category");
    }
}
