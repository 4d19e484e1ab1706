package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.billhook.harness.CsvWork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rules on fields: saved over HTTP, checked when saved, in use at once, and named in the log. */
@ExtendWith(Servers.class)
class FieldRulesIT {

    private static final Map<String, String> NEW = Map.of("If-None-Match", "*");

    private static Map<String, Object> rule(String fields, String when, String verdict) {
        Map<String, Object> rule = new HashMap<>();
        rule.put("kinds", List.of("sales-order-item"));
        rule.put("fields", List.of(fields));
        rule.put("when", when);
        rule.put("verdict", verdict);
        rule.put("reason", "Agreed with the customer.");
        return rule;
    }

    private static String item(Api api, String order) {
        Books books = new Books(api);
        books.project(order, "Of " + order, order, "EUR");
        books.billingElement(order, "Of " + order, order);
        books.order(order, order, "EUR");
        books.item(order, 10, order, "EUR", "itemized", order);
        return "/billing-objects/sales-order-item/" + order + "-10";
    }

    private static JsonNode field(Api api, String item, String name) {
        JsonNode fields = api.get(item + "/fields").expect(200).json();
        for (JsonNode field : fields.get("items")) {
            if (field.get("name").asText().equals(name)) {
                return field;
            }
        }
        throw new AssertionError("No field %s in %s".formatted(name, fields));
    }

    private static Answer change(Api api, String item, String attribute, String value) {
        return api.patch(
                item,
                Map.of("attributes", Map.of(attribute, value)),
                api.get(item).etag());
    }

    @Test
    @Tag("WE-55")
    @Tag("G-2")
    @Tag("R-31")
    void aRuleOpensWhatTheStandardClosesAndTheLogNamesIt(DerbyServer server) throws Exception {
        Api api = server.api();
        String item = item(api, "RULE1");
        assertThat(change(api, item, "billingRelevance", "on-completion").status())
                .isEqualTo(422);

        Map<String, Object> rule =
                rule("billingRelevance", "customer == 'RULE1' && object.phase == 'RELEASED'", "EDITABLE");
        Answer saved = api.put("/field-rules/open-rule1", rule, NEW).expect(201);
        assertThat(saved.etag()).isEqualTo("\"1\"");

        JsonNode field = field(api, item, "billingRelevance");
        assertThat(field.get("verdict").asText()).isEqualTo("EDITABLE");
        assertThat(field.get("decidedBy").asText()).isEqualTo("open-rule1 org.billhook.fieldcheck.expression");
        change(api, item, "billingRelevance", "on-completion").expect(200);
        JsonNode changes = api.get(item + "/changes?limit=1").expect(200).json().get("items");
        assertThat(changes.get(0).get("field").asText()).isEqualTo("billingRelevance");
        assertThat(changes.get(0).get("check").asText())
                .matches("open-rule1 org\\.billhook\\.fieldcheck\\.expression 0\\.1\\.\\d.*");

        rule.put("active", false);
        api.put("/field-rules/open-rule1", rule, Map.of("If-Match", "\"1\"")).expect(200);
        assertThat(change(api, item, "billingRelevance", "itemized").expect(422).body())
                .contains("FIELD_CLOSED");
    }

    /** Seven walks through ten numbers inside of each other took seconds, and each further one ten times as long. */
    @Test
    void aConditionThatCouldTakeLongIsRefusedWhenSaved(DerbyServer server) throws Exception {
        Api api = server.api();
        String ten = "[1,2,3,4,5,6,7,8,9,0].all(";
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            deep.append(ten).append('v').append(i).append(", ");
        }
        long start = System.nanoTime();
        for (String when : List.of(
                deep + "true" + ")".repeat(7),
                "customer != '' && customer.split('').all(a, customer.split('').all(b, a != b))",
                "customer" + ".replace('', customer)".repeat(20) + " == ''")) {
            Answer refused = api.put("/field-rules/endless", rule("quantity", when, "DISPLAY_ONLY"), NEW);
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains("BAD_CONDITION");
        }
        assertThat(java.time.Duration.ofNanos(System.nanoTime() - start)).isLessThan(java.time.Duration.ofSeconds(3));
        assertThat(api.get("/field-rules/endless").status()).isEqualTo(404);
    }

    @Test
    @Tag("WE-55")
    @Tag("R-30")
    @Tag("R-35")
    void aRuleClosesHidesAndDemandsAtOnce(DerbyServer server) throws Exception {
        Api api = server.api();
        String item = item(api, "RULE2");
        Map<String, Object> rule = rule("quantity", "customer == 'RULE2'", "DISPLAY_ONLY");
        api.put("/field-rules/quantity-rule2", rule, NEW).expect(201);
        assertThat(change(api, item, "quantity", "5").expect(422).body())
                .contains("FIELD_CLOSED")
                .contains("Agreed with the customer.");

        rule.put("verdict", "MANDATORY");
        api.put("/field-rules/quantity-rule2", rule, Map.of("If-Match", "\"1\""))
                .expect(200);
        assertThat(change(api, item, "customer", "RULE2B").expect(422).body()).contains("FIELD_MANDATORY");

        rule.put("verdict", "HIDDEN");
        api.put("/field-rules/quantity-rule2", rule, Map.of("If-Match", "\"2\""))
                .expect(200);
        assertThat(field(api, item, "quantity").get("verdict").asText()).isEqualTo("HIDDEN");
        assertThat(api.get("/field-rules/quantity-rule2").expect(200).number("version"))
                .isEqualTo(3);
        assertThat(api.put("/field-rules/quantity-rule2", rule, Map.of("If-Match", "\"2\""))
                        .status())
                .as("a stale version")
                .isEqualTo(412);
    }

    @Test
    @Tag("R-26")
    @Tag("R-33")
    void relevanceAndItsEditabilityOfManyItemsAndChangesOfMany(DerbyServer server) throws Exception {
        Api api = server.api();
        item(api, "RULE3");
        item(api, "RULE4");
        Map<String, Object> rule = rule("billingRelevance", "customer == 'RULE4'", "EDITABLE");
        api.put("/field-rules/open-rule4", rule, NEW).expect(201);

        JsonNode fields = api.get("/billing-objects/fields?kind=sales-order-item&field=billingRelevance"
                        + "&attribute=customer:RULE3&attribute=customer:RULE3")
                .expect(200)
                .json()
                .get("items");
        assertThat(fields).hasSize(1);
        assertThat(fields.get(0).get("object").asText()).isEqualTo("sales-order-item/RULE3-10");
        assertThat(fields.get(0).get("fields")).hasSize(1);
        assertThat(fields.get(0).get("fields").get(0).get("value").asText()).isEqualTo("itemized");
        assertThat(fields.get(0).get("fields").get(0).get("verdict").asText()).isEqualTo("DISPLAY_ONLY");

        Map<String, Object> toCompletion = Map.of("billingRelevance", "on-completion");
        JsonNode outcome = api.post(
                        "/billing-objects/changes",
                        Map.of(
                                "changes",
                                List.of(
                                        Map.of(
                                                "object",
                                                "sales-order-item/RULE3-10",
                                                "version",
                                                2,
                                                "attributes",
                                                toCompletion),
                                        Map.of(
                                                "object",
                                                "sales-order-item/RULE4-10",
                                                "version",
                                                2,
                                                "attributes",
                                                toCompletion),
                                        Map.of("object", "RULE4-10", "status", "COMPLETED"))))
                .expect(200)
                .json();
        assertThat(outcome.get("done").asInt()).isEqualTo(1);
        assertThat(outcome.get("refused").asInt()).isEqualTo(2);
        assertThat(outcome.get("results")
                        .get(0)
                        .get("findings")
                        .get(0)
                        .get("code")
                        .asText())
                .isEqualTo("FIELD_CLOSED");
        assertThat(outcome.get("results").get(1).get("version").asInt()).isEqualTo(3);
        assertThat(outcome.get("results").get(2).get("findings").findValuesAsText("field"))
                .containsExactly("object", "version");
    }

    @Test
    void aNewVersionOfTheBundleTakesOverTheRules(DerbyServer server) throws Exception {
        Api api = server.api();
        String item = item(api, "RULE5");
        api.put("/field-rules/unit-rule5", rule("unit", "customer == 'RULE5'", "DISPLAY_ONLY"), NEW)
                .expect(201);

        api.send(
                        "POST",
                        "/plugins",
                        BodyPublishers.ofByteArray(PluginJars.renumbered(bundle(server), "0.1.1")),
                        Map.of("Content-Type", "application/java-archive"))
                .expect(201);

        JsonNode plugins = api.get("/plugins").expect(200).json().get("items");
        assertThat(plugins)
                .filteredOn(plugin -> plugin.get("id").asText().equals("unit-rule5")
                        && plugin.get("state").asText().equals("ACTIVE"))
                .extracting(plugin -> plugin.get("version").asText())
                .containsExactly("0.1.1");
        assertThat(plugins).noneMatch(plugin -> plugin.get("state").asText().equals("BROKEN"));
        assertThat(field(api, item, "unit").get("verdict").asText()).isEqualTo("DISPLAY_ONLY");
        Map<String, Object> open = rule("unit", "false", "DISPLAY_ONLY");
        api.put("/field-rules/unit-rule5", open, Map.of("If-Match", "\"1\"")).expect(200);
        assertThat(field(api, item, "unit").get("verdict").asText()).isEqualTo("EDITABLE");
    }

    private static Path bundle(DerbyServer server) throws IOException {
        try (Stream<Path> files = Files.walk(server.home().resolve("system/org/billhook"))) {
            return files.filter(file ->
                            file.getFileName().toString().matches("org\\.billhook\\.fieldcheck\\.expression.*jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    @Tag("R-33")
    void anImportIsCheckedLikeAnyChange(DerbyServer server, @TempDir Path folder) throws Exception {
        Api api = server.api();
        Books books = new Books(api);
        CsvWork.saveMapping(api);
        Path file = Files.write(
                folder.resolve("work.csv"),
                List.of(CsvWork.HEADER, CsvWork.row("RULE6A", 1, 1), CsvWork.row("RULE6B", 1, 1)));
        Map<String, Object> rule = rule("dipProfile", "customer == 'RULE6B'", "DISPLAY_ONLY");
        api.put("/field-rules/profile-rule6", rule, NEW).expect(201);

        JsonNode imported = books.importFiles(CsvWork.MAPPING, Map.of("file", file));

        assertThat(imported.get("posted").asInt()).isEqualTo(1);
        assertThat(imported.get("refused").asInt()).isEqualTo(1);
        assertThat(books.all("/imports/%s/results?outcome=REFUSED"
                                .formatted(imported.get("id").asText()))
                        .toString())
                .contains("OBJECT_NOT_CREATED", "\"field\":\"dipProfile\"", "Agreed with the customer.");
        api.get("/billing-objects/sales-order-item/RULE6B0001-10").expect(404);
    }

    @Test
    void aRuleOfTheNameOfAnotherCheckIsRefused(DerbyServer server) throws Exception {
        assertThat(server.api()
                        .put("/field-rules/standard", rule("unit", "customer == 'RULE9'", "DISPLAY_ONLY"), NEW)
                        .expect(409)
                        .body())
                .contains("NAME_TAKEN", "org.billhook.fieldcheck.standard");
        server.api().get("/field-rules/standard").expect(404);
    }

    @Test
    @Tag("G-2")
    void aRuleThatDoesNotFitIsRefusedWithItsField(DerbyServer server) throws Exception {
        Api api = server.api();
        refused(api, rule("quantity", "customr == 'X'", "HIDDEN"), "when", "undeclared reference to 'customr'");
        refused(api, rule("quantity", "customer ==", "HIDDEN"), "when", "line 1, column");
        refused(api, rule("quantity", "customer", "HIDDEN"), "when", "true or false");
        refused(api, rule("quantity", "compare(quantity, '8') > 0", "HIDDEN"), "when", "attributes are empty");
        refused(api, rule("quantty", "true", "HIDDEN"), "fields", "has no field 'quantty'");
        refused(api, rule("quantity", "true", "CLOSED"), "verdict", "EDITABLE, MANDATORY, DISPLAY_ONLY, HIDDEN");
        Map<String, Object> other = rule("quantity", "true", "HIDDEN");
        other.put("kinds", List.of("ship"));
        refused(api, other, "kinds", "There is no kind 'ship'");
        assertThat(api.get("/field-rules/wrong").status()).isEqualTo(404);
        assertThat(api.put("/field-rules/Wrong", rule("quantity", "true", "HIDDEN"), NEW)
                        .expect(422)
                        .body())
                .contains("BAD_NAME");
        assertThat(api.put("/field-rules/wrong", rule("quantity", "true", "HIDDEN"), Map.of())
                        .status())
                .isEqualTo(428);
    }

    private static void refused(Api api, Map<String, Object> rule, String field, String words) {
        JsonNode finding = api.put("/field-rules/wrong", rule, NEW)
                .expect(400)
                .json()
                .get("findings")
                .get(0);
        assertThat(finding.get("field").asText()).isEqualTo(field);
        assertThat(finding.get("message").asText()).contains(words);
    }

    @Test
    @Tag("R-34")
    void aRuleSeesTheHeaderAndWhatIsHiddenIsInNoRead(DerbyServer server) throws Exception {
        Api api = server.api();
        String item = item(api, "RULE34");
        change(api, item, "priceList", "secret-list").expect(200);
        Map<String, Object> rule = rule(
                "priceList",
                "header.customerReference == 'CONFIDENTIAL' && object.transactionType == 'sales-order'"
                        + " && named.billingElement.key == 'RULE34'",
                "HIDDEN");
        api.put("/field-rules/hide-rule34", rule, NEW).expect(201);
        assertThat(api.get(item).expect(200).body()).contains("secret-list");

        change(api, "/billing-objects/sales-order/RULE34", "customerReference", "CONFIDENTIAL")
                .expect(200);

        for (String read : List.of(
                item,
                item + "/fields",
                item + "/changes",
                "/sales-orders/RULE34/items/10",
                "/sales-orders/RULE34/items",
                "/billing-objects/wbs-element/RULE34/hierarchy",
                "/billing-objects/wbs-element/RULE34/tree")) {
            assertThat(api.get(read).body()).as(read).doesNotContain("secret-list");
        }
        assertThat(field(api, item, "priceList").get("verdict").asText()).isEqualTo("HIDDEN");
        refused(api, rule("priceList", "named.customer.key == ''", "HIDDEN"), "when", "'customer' names no object");
        rule.put("active", false);
        api.put("/field-rules/hide-rule34", rule, Map.of("If-Match", "\"1\"")).expect(200);
        assertThat(api.get(item).expect(200).body()).contains("secret-list");
    }
}
