package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.billhook.core.spi.attributes.ItemAttributes;
import org.billhook.core.spi.decision.BillingDecision;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * While an adjustment, a decision or a field check is away nothing is billed or changed without it, over restarts and on an empty
 * cache too, until it is back or retired. On a server of its own, since it takes delivered plugins away.
 */
class ChainAwayIT {

    private static final LocalDate MARCH_31 = LocalDate.of(2026, 3, 31);
    private static final String CAP = "org.billhook.adjustment.cap";
    private static final String STANDARD = "org.billhook.fieldcheck.standard";

    private static DerbyServer server;

    @BeforeAll
    static void start() throws Exception {
        server = DerbyServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** Twelve hours at 100.00 on an item that bills no more than 1000.00. */
    private static String capped(Books books, String key) {
        books.price(Map.of("activity", key), "100.00", "EUR", "2026-01-01");
        String item = books.serviceItem(
                key,
                Map.of("billingRelevance", "itemized", "dipProfile", "STANDARD", "capAmount", "1000.00"),
                "RELEASED");
        JsonNode row = books.postRows(List.of(Map.of(
                        "kind",
                        "time",
                        "object",
                        item,
                        "posted",
                        Map.of("value", "12", "unit", "HUR"),
                        "serviceDate",
                        "2026-03-02",
                        "externalId",
                        key,
                        "characteristics",
                        Map.of("person", "ada", "activity", key))))
                .get(0);
        assertThat(row.get("outcome").asText()).isEqualTo("POSTED");
        return item;
    }

    private static void waits(Books books, String item, String spi, String id) {
        String away = "%s '%s' of bundle ".formatted(spi, id);
        JsonNode run = books.run(MARCH_31, item);
        assertThat(run.get("lines").asInt()).isZero();
        assertThat(books.all("/runs/%d/roots".formatted(run.get("id").asLong())).toString())
                .contains("\"state\":\"WAITING\"", "PLUGIN_AWAY", away, "is away since ");
        assertThat(books.api()
                        .post("/previews", Map.of("keyDate", "2026-03-31", "roots", List.of(item)))
                        .expect(201)
                        .body())
                .contains("PLUGIN_AWAY", away);
        assertThat(books.all("/due-list?keyDate=2026-03-31").toString()).contains("PLUGIN_AWAY", away);
        assertThat(state(books.api(), spi, id)).contains("AWAY");
    }

    private static String net(Books books, String item) {
        return books.run(MARCH_31, item).at("/totals/0/amount").asText("none");
    }

    private static List<String> state(Api api, String spi, String id) {
        JsonNode plugins = api.get("/plugins").expect(200).json().get("items");
        return Stream.of(plugins)
                .flatMap(all -> java.util.stream.StreamSupport.stream(all.spliterator(), false))
                .filter(plugin -> plugin.get("spi").asText().equals(spi)
                        && plugin.get("id").asText().equals(id))
                .map(plugin -> plugin.get("state").asText())
                .toList();
    }

    private static void bundle(String command, String name) throws IOException, InterruptedException {
        for (JsonNode plugin : server.api().get("/plugins").expect(200).json().get("items")) {
            if (plugin.get("bundle").asText().equals(name) && plugin.has("bundleId")) {
                Shell.of(server).run(command + " " + plugin.get("bundleId").asText());
                return;
            }
        }
        throw new AssertionError(name + " is not installed");
    }

    private static Path delivered(String bundle) throws IOException {
        try (Stream<Path> files = Files.walk(server.home().resolve("system/org/billhook/" + bundle))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void upload(byte[] jar) throws IOException {
        server.api()
                .send(
                        "POST",
                        "/plugins",
                        BodyPublishers.ofByteArray(jar),
                        Map.of("Content-Type", "application/java-archive"))
                .expect(201);
    }

    private static void retire(Api api, String spi, String id, int status) {
        api.post("/plugins/retirements", Map.of("spi", spi, "id", id, "reason", "Ended with the contracts of 2025"))
                .expect(status);
    }

    @Test
    void aCapThatIsStoppedHoldsItsItemsAlsoAfterARestart() throws Exception {
        Books books = new Books(server.api());
        String item = capped(books, "STOPPED");
        bundle("bundle:stop", CAP);
        waits(books, item, "BillingAdjustment", "cap");

        server.server().stop();
        server.server().start();
        Books again = new Books(server.api());
        waits(again, item, "BillingAdjustment", "cap");
        bundle("bundle:start", CAP);
        assertThat(net(again, item)).isEqualTo("1000.00");
        assertThat(state(again.api(), "BillingAdjustment", "cap")).containsExactly("ACTIVE");
    }

    @Test
    void aPluginThatIsUninstalledLeavesItsIdAwayUntilItIsRetired() throws Exception {
        Books books = new Books(server.api());
        Api api = books.api();
        String item = capped(books, "GONE");
        retire(api, "BillingAdjustment", "minimum-fee", 409);
        String version = "";
        for (JsonNode plugin : api.get("/plugins").expect(200).json().get("items")) {
            version = plugin.get("id").asText().equals("minimum-fee")
                    ? plugin.get("version").asText()
                    : version;
        }
        JsonNode left = api.delete("/plugins/org.billhook.adjustment.minimum/versions/" + version, Map.of())
                .expect(200)
                .json();
        assertThat(left.at("/items/0/id").asText()).isEqualTo("minimum-fee");
        assertThat(left.at("/items/0/state").asText()).isEqualTo("AWAY");
        waits(books, item, "BillingAdjustment", "minimum-fee");

        api.post("/plugins/retirements", Map.of("spi", "BillingAdjustment", "id", "minimum-fee"))
                .expect(400);
        retire(api, "BillingAdjustment", "minimum-fee", 204);
        assertThat(net(books, item)).isEqualTo("1000.00");
        assertThat(state(api, "BillingAdjustment", "minimum-fee")).isEmpty();
        assertThat(api.get("/changes?limit=5").expect(200).body())
                .contains(
                        "plugin/org.billhook.adjustment.minimum",
                        "BillingAdjustment minimum-fee",
                        "retired: Ended with the contracts of 2025");
        retire(api, "BillingAdjustment", "minimum-fee", 404);
        upload(Files.readAllBytes(delivered("org.billhook.adjustment.minimum")));
        assertThat(state(api, "BillingAdjustment", "minimum-fee")).containsExactly("ACTIVE");
    }

    @Test
    void aFieldCheckThatIsStoppedClosesAllFields() throws Exception {
        Books books = new Books(server.api());
        Api api = books.api();
        String billed = capped(books, "BILLED");
        String item = "/billing-objects/" + capped(books, "CLOSED");
        bundle("bundle:stop", STANDARD);
        Map<String, Map<String, String>> change = Map.of("attributes", Map.of("capAmount", "2000.00"));
        assertThat(api.patch(item, change, api.get(item).etag()).expect(422).body())
                .contains("FIELD_CLOSED", "FieldCheck 'standard' of bundle " + STANDARD, "is away since ");
        assertThat(api.get(item + "/fields").expect(200).json().findValuesAsText("verdict"))
                .isNotEmpty()
                .isSubsetOf("DISPLAY_ONLY", "HIDDEN");
        assertThat(net(books, billed)).as("a field check holds no bill").isEqualTo("1000.00");
        bundle("bundle:start", STANDARD);
        api.patch(item, change, api.get(item).etag()).expect(200);
    }

    @Test
    void aDecisionThatIsLostWithTheCacheHoldsUntilTheShellRetiresIt() throws Exception {
        upload(new SourceBundle(
                        "org.example.holding",
                        "1.0.0",
                        "Rule",
                        """
                        package org.example.holding;
                        import org.billhook.core.spi.decision.*;
                        public final class Rule implements BillingDecision {
                            public void decide(DecisionPage page, DecisionSink out) {}
                        }
                        """,
                        BillingDecision.class,
                        Map.entry(BillingDecision.ID, "example-holding"),
                        0,
                        List.of("org.billhook.core.spi.decision;version=\"[1.0,2)\""))
                .jar());
        server.server().stop();
        try (Stream<Path> files = Files.walk(server.home().resolve("data/cache"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        server.server().start();

        Books books = new Books(server.api());
        String item = capped(books, "LOST");
        waits(books, item, "BillingDecision", "example-holding");
        assertThat(Shell.of(server).run("billhook:plugin-retire BillingDecision example-holding 'Not used any more'"))
                .contains("BillingDecision 'example-holding' is waited for no more");
        assertThat(net(books, item)).isEqualTo("1000.00");
    }

    private static final String REGION =
            """
            package org.example.region;
            import java.util.List;
            import java.util.Map;
            import org.billhook.core.model.Finding;
            import org.billhook.core.spi.attributes.ItemAttributes;
            import org.billhook.core.spi.object.*;
            public final class Region implements ItemAttributes {
                public String family() { return OrderItem.FAMILY; }
                public List<Attribute> attributes() {
                    return List.of(
                            Attribute.of("region", Attribute.Type.TEXT, "Region of the work.").indexed(),
                            Attribute.of("levyPercent", Attribute.Type.DECIMAL, "Levy of the region.").percentage());
                }
                public Map<String, String> defaults(ObjectInContext item) { return Map.of("region", "NORTH"); }
                public List<Finding> validate(ObjectInContext item) {
                    return item.object().attribute("region").filter("NOWHERE"::equals).isPresent()
                            ? List.of(Finding.error("NO_REGION", "region", "There is no region NOWHERE"))
                            : List.of();
                }
            }
            """;

    @Test
    void anAttributeComesAndGoesWithItsBundleAndHoldsItsItemsBetween() throws Exception {
        Books books = new Books(server.api());
        Api api = books.api();
        String before = capped(books, "BEFORE");
        Map<String, Map<String, String>> south = Map.of("attributes", Map.of("region", "SOUTH"));
        assertThat(api.patch("/billing-objects/" + before, south, etag(api, before))
                        .expect(422)
                        .body())
                .contains("UNKNOWN_ATTRIBUTE", "region");
        upload(new SourceBundle(
                        "org.example.region",
                        "1.0.0",
                        "Region",
                        REGION,
                        ItemAttributes.class,
                        Map.entry(ItemAttributes.ID, "example-region"),
                        0,
                        List.of(
                                "org.billhook.core.model;version=\"[1.0,2)\"",
                                "org.billhook.core.spi.attributes;version=\"[1.0,2)\"",
                                "org.billhook.core.spi.object;version=\"[1.0,2)\""))
                .jar());
        String with = capped(books, "WITH");
        for (String path : List.of("/billing-objects/kinds", "/openapi.json")) {
            assertThat(api.get(path).expect(200).body()).as(path).contains("levyPercent", "Levy of the region.");
        }
        assertThat(api.get("/service-orders/WITH/items/10").expect(200).json().at("/attributes/region"))
                .hasToString("\"NORTH\"");
        assertThat(api.get("/billing-objects/%s/fields".formatted(with))
                        .expect(200)
                        .json()
                        .findValuesAsText("name"))
                .contains("region", "levyPercent", "capAmount");
        for (Map<String, String> wrong : List.of(Map.of("levyPercent", "101"), Map.of("region", "NOWHERE"))) {
            assertThat(api.patch("/service-orders/WITH/items/10", Map.of("attributes", wrong), etag(api, with))
                            .expect(422)
                            .body())
                    .contains(wrong.keySet());
        }
        api.patch("/service-orders/WITH/items/10", south, etag(api, with)).expect(200);
        assertThat(books.all("/billing-objects/service-order-item?attribute=region:SOUTH"))
                .extracting(found -> found.get("key").asText())
                .containsExactly("WITH-10");

        bundle("bundle:stop", "org.example.region");
        waits(books, with, "ItemAttributes", "example-region");
        assertThat(net(books, before)).as("has no value of it").isEqualTo("1000.00");
        assertThat(api.get("/service-orders/WITH/items/10").expect(200).json().at("/attributes/region"))
                .hasToString("\"SOUTH\"");
        for (String value : List.of("NORTH", "")) {
            assertThat(api.patch(
                                    "/service-orders/WITH/items/10",
                                    Map.of("attributes", Map.of("region", value)),
                                    etag(api, with))
                            .expect(422)
                            .body())
                    .as("set to '%s'", value)
                    .contains("PLUGIN_AWAY", "region", "org.example.region");
        }

        bundle("bundle:start", "org.example.region");
        assertThat(net(books, with)).isEqualTo("1000.00");
        String other = capped(books, "OTHER");
        api.delete("/plugins/org.example.region/versions/1.0.0", Map.of()).expect(200);
        waits(books, other, "ItemAttributes", "example-region");
        retire(api, "ItemAttributes", "example-region", 204);
        assertThat(net(books, other)).isEqualTo("1000.00");
        for (String path : List.of("/billing-objects/kinds", "/openapi.json")) {
            assertThat(api.get(path).expect(200).body()).as(path).doesNotContain("levyPercent");
        }
        api.patch("/service-orders/OTHER/items/10", Map.of("attributes", Map.of("region", "")), etag(api, other))
                .expect(200);
    }

    private static String etag(Api api, String object) {
        return api.get("/billing-objects/" + object).expect(200).etag();
    }
}
