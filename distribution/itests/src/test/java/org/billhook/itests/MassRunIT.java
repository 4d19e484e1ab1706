package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.billhook.harness.CsvWork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A thousand roots, eleven of them poisoned, each in another way: the others are billed, and the eleven say what is wrong. */
@ExtendWith(Servers.class)
class MassRunIT {

    private static final String KEY = "MASS";
    private static final int ROOTS = 1_000;
    private static final LocalDate KEY_DATE = LocalDate.of(2026, 1, 31);
    private static final String AWAY = "mass-away";

    private static final String OVERFLOW = " StackOverflowError";

    /** What the rule does with a posting of that text, and what the root must then say. */
    private static final Map<String, String> BROKEN = new TreeMap<>(Map.of(
            "throws", "PLUGIN_BROKE",
            "misses a class", "PLUGIN_BROKE",
            "never ends", "PLUGIN_BROKE" + OVERFLOW,
            "reads without end", "PLUGIN_BROKE" + OVERFLOW,
            "claims twice", "CLAIMED_TWICE",
            "forgets", "SOURCE_FORGOTTEN",
            "claims too much", "PLUGIN_BROKE"));

    private static final String POISONED_RULE =
            """
            for (OpenSource source : item.openSources()) {
                switch (source.text()) {
                    case "throws": throw new IllegalStateException("poisoned");
                    case "misses a class": throw new NoClassDefFoundError("org/example/Gone");
                    case "never ends":
                        java.util.List<Object> self = new java.util.ArrayList<>();
                        self.add(self);
                        self.hashCode();
                        break;
                    case "reads without end":
                        propose(item, out);
                        break;
                    case "claims twice": out.propose(DynamicItem.of(source)); break;
                    case "forgets": continue;
                    case "claims too much":
                        Share twice = source.open().plus(source.open());
                        out.propose(DynamicItem.builder().claim(new Claim(source, twice)).build());
                        continue;
                    default: break;
                }
                out.propose(DynamicItem.of(source));
            }""";

    @Test
    @Tag("I-2")
    @Tag("pain-21")
    void poisonedRootsOfAThousandStopNoOther(DerbyServer server) throws Exception {
        Api api = server.api();
        Books books = new Books(api);
        books.price(Map.of("activity", KEY, "person", "ada"), "10.00", "EUR", "2026-01-01");
        books.price(Map.of("activity", KEY, "person", "bob"), "10.00", "USD", "2026-01-01");
        Map<Integer, String> expected = new TreeMap<>();
        load(server, books, expected);
        poison(api, expected);

        JsonNode first = books.await(start(api));

        assertThat(first.get("state").asText()).as("as roots failed").isEqualTo("FAILED");
        assertThat(first.get("roots").asInt()).isEqualTo(ROOTS);
        assertThat(first.get("lines").asInt()).isEqualTo(ROOTS - expected.size());
        assertThat(first.get("totals").get(0).get("amount").asText()).isEqualTo("9890.00");
        assertThat(first.get("findings").findValuesAsText("code"))
                .as("control totals have nothing to say: " + first.get("findings"))
                .containsExactly("ROOTS_FAILED", "ROOTS_WAIT");
        assertThat(first.get("rootsByState").get("FAILED").asInt()).isEqualTo(BROKEN.size());
        Map<String, String> listed = new TreeMap<>();
        for (JsonNode root :
                books.all("/runs/%s/roots".formatted(first.get("id").asText()))) {
            if (root.get("lines").asInt() == 0) {
                JsonNode finding = root.get("findings").get(0);
                String message = finding.get("message").asText();
                assertThat(message).as(root.toString()).isNotBlank();
                String thrown = message.endsWith(OVERFLOW.strip()) ? OVERFLOW : "";
                listed.put(root.get("root").asText(), finding.get("code").asText() + thrown);
            }
        }
        Map<String, String> wanted = new TreeMap<>();
        expected.forEach((root, code) -> wanted.put("wbs-element/" + project(root), code));
        assertThat(listed).isEqualTo(wanted);

        mend(api, books);
        JsonNode second = books.await(start(api));

        assertThat(second.get("lines").asInt()).isEqualTo(expected.size());
        assertThat(second.get("totals").get(0).get("amount").asText()).isEqualTo("110.00");
        assertThat(books.await(start(api)).get("lines").asInt())
                .as("nothing is left")
                .isZero();
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    private static void load(DerbyServer server, Books books, Map<Integer, String> expected) throws Exception {
        Map<Integer, String> texts = new LinkedHashMap<>();
        BROKEN.forEach((text, code) -> {
            int root = 100 * texts.size() + 50;
            texts.put(root, text);
            expected.put(root, code);
        });
        expected.put(700, "NO_PRICE");
        expected.put(750, "NO_PRICE");
        expected.put(800, "STATUS");
        expected.put(850, "PLUGIN_MISSING");
        List<String> rows = new ArrayList<>(List.of(CsvWork.HEADER));
        for (int root = 0; root < ROOTS; root++) {
            String person = root == 700 ? "eve" : root == 750 ? "bob" : "ada";
            rows.add("%s-%d;%s;2026-01-15;%s;%s;1;%s"
                    .formatted(KEY, root, project(root), person, KEY, texts.getOrDefault(root, "work")));
        }
        upload(books.api(), SourcePlugin.named(AWAY, "1.0.0").jar());
        String away = project(850);
        books.project(away, "Of " + away, KEY, "EUR");
        books.billingElement(away, "Of " + away, away);
        books.order(away, KEY, "EUR");
        books.item(away, 10, KEY, "EUR", AWAY, away);
        CsvWork.saveMapping(books.api());
        Path file = Files.write(server.home().resolve("data/mass.csv"), rows);
        JsonNode imported = books.importFiles(CsvWork.MAPPING, Map.of("file", file));
        assertThat(imported.get("refused").asInt()).isZero();
    }

    private static void poison(Api api, Map<Integer, String> expected) {
        upload(
                api,
                SourcePlugin.itemized(PluginJars.next()).propose(POISONED_RULE).jar());
        change(api, 800, Map.of("status", "COMPLETED"));
        change(api, 800, Map.of("status", "IN_PROCESS"));
        api.delete("/plugins/org.example.relevance.mass.away/versions/1.0.0", Map.of())
                .expect(200);
        assertThat(expected).hasSize(11);
    }

    private static void mend(Api api, Books books) {
        upload(api, PluginJars.itemized(PluginJars.next()));
        upload(api, SourcePlugin.named(AWAY, "1.0.1").jar());
        change(api, 800, Map.of("status", "RELEASED"));
        books.price(Map.of("activity", KEY, "person", "eve"), "10.00", "EUR", "2026-01-01");
        books.price(Map.of("activity", KEY, "person", "bob"), "10.00", "EUR", "2026-01-02");
    }

    private static String project(int root) {
        return "%s%04d".formatted(KEY, root);
    }

    private static void change(Api api, int root, Map<String, Object> change) {
        String path = "/billing-objects/sales-order-item/%s-10".formatted(project(root));
        api.patch(path, change, api.get(path).etag()).expect(200);
    }

    private static long start(Api api) {
        return api.post("/runs", Map.of("keyDate", KEY_DATE.toString(), "party", CsvWork.customer(KEY)))
                .expect(202)
                .number("id");
    }

    private static void upload(Api api, byte[] jar) {
        api.send(
                        "POST",
                        "/plugins",
                        BodyPublishers.ofByteArray(jar),
                        Map.of("Content-Type", "application/java-archive"))
                .expect(201);
    }
}
