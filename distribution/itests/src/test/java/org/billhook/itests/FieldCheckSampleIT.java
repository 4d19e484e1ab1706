package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.billhook.core.spi.fieldcheck.FieldCheck;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The field check of the handbook, as it stands there, in the built server. */
@ExtendWith(Servers.class)
class FieldCheckSampleIT {

    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    @Tag("R-30")
    @Tag("R-32")
    @Tag("R-34")
    void theCheckOfTheHandbookClosesAndDemandsFromTheMomentItIsThere(DerbyServer server) throws Exception {
        Books books = new Books(server.api());
        Api api = books.api();
        String item = "/billing-objects/"
                + books.serviceItem(
                        "SAMPLE",
                        Map.of(
                                "billingRelevance", "on-completion",
                                "quantity", "1",
                                "unit", "C62",
                                "netPrice", "10.00"),
                        "RELEASED");
        change(api, item, "netPrice", "11.00", 200);

        api.send(
                        "POST",
                        "/plugins",
                        BodyPublishers.ofByteArray(sample()),
                        Map.of("Content-Type", "application/java-archive"))
                .expect(201);

        assertThat(change(api, item, "netPrice", "12.00", 422))
                .contains("FIELD_CLOSED", "The customer has agreed to this price");
        assertThat(change(api, item, "quantity", "", 422)).contains("FIELD_MANDATORY");
        JsonNode fields = api.get(item + "/fields").expect(200).json();
        assertThat(fields.toString()).contains("agreed-price com.example.billing.agreedprice");
        JsonNode left = api.delete("/plugins/com.example.billing.agreedprice/versions/1.0.0", Map.of())
                .expect(200)
                .json();
        assertThat(left.at("/items/0/state").asText()).isEqualTo("AWAY");
        assertThat(change(api, item, "netPrice", "12.00", 422))
                .contains("FIELD_CLOSED", "FieldCheck 'agreed-price' of bundle com.example.billing.agreedprice");
        api.post(
                        "/plugins/retirements",
                        Map.of("spi", "FieldCheck", "id", "agreed-price", "reason", "The page has been read"))
                .expect(204);
        change(api, item, "netPrice", "12.00", 200);
    }

    private static String change(Api api, String item, String name, String value, int status) {
        return api.patch(
                        item,
                        Map.of("attributes", Map.of(name, value)),
                        api.get(item).etag())
                .expect(status)
                .body();
    }

    private static byte[] sample() throws Exception {
        Matcher code = JAVA.matcher(Files.readString(TestFiles.page("field-check.md")));
        assertThat(code.find()).as("the page has a class").isTrue();
        String source = code.group(1);
        assertThat(source).contains("service.ranking:Integer=100", "@BillingFieldcheckId(\"agreed-price\")");
        return new SourceBundle(
                        "com.example.billing.agreedprice",
                        "1.0.0",
                        "AgreedPrice",
                        source,
                        FieldCheck.class,
                        Map.entry(FieldCheck.ID, "agreed-price"),
                        100,
                        List.of(
                                "org.billhook.core.model;version=\"[1.0,2)\"",
                                "org.billhook.core.spi.fieldcheck;version=\"[1.0,2)\"",
                                "org.billhook.core.spi.object;version=\"[1.0,2)\""))
                .jar();
    }
}
