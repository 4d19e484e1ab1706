package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server tells about its own API. */
@ExtendWith(Servers.class)
class ApiDocumentIT {

    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"([^\":]+)\"");
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    private static final Pattern NUMBERED = Pattern.compile(".*_[0-9]+");

    /** Clients are generated with these names: one that changes or goes breaks them. New ones are added to the file at once. */
    @Test
    void namesOfOperationsStayAsTheyAre(ExamServer server) throws IOException {
        List<String> names = operationIds(server);

        assertThat(names).doesNotHaveDuplicates().noneMatch(name -> NUMBERED.matcher(name)
                .matches());
        try (InputStream known = ApiDocumentIT.class.getResourceAsStream("/operations.txt")) {
            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(new String(known.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        }
    }

    private static List<String> operationIds(ExamServer server) {
        List<String> names = new ArrayList<>();
        document(server)
                .get("paths")
                .forEach(path -> path.forEach(
                        operation -> names.add(operation.path("operationId").asText())));
        return names;
    }

    /** What the recommended rules of spectral and redocly ask for, which are run by hand: docs/build.md. */
    @Test
    void documentKeepsTheRulesOfLinters(ExamServer server) {
        JsonNode api = document(server);

        assertThat(api.at("/info/contact/name").asText()).isNotEmpty();
        assertThat(api.at("/info/license/url").asText()).isNotEmpty();
        List<String> tags = new ArrayList<>();
        api.get("tags").forEach(tag -> {
            assertThat(tag.path("description").asText()).as(tag.toString()).isNotEmpty();
            tags.add(tag.get("name").asText());
        });
        String text = api.toString();
        api.get("components")
                .fields()
                .forEachRemaining(kind -> kind.getValue().fieldNames().forEachRemaining(name -> {
                    if (!kind.getKey().equals("securitySchemes")) {
                        assertThat(text)
                                .as("used: " + kind.getKey() + " " + name)
                                .contains("\"#/components/" + kind.getKey() + "/" + name + "\"");
                    }
                }));
        api.get("paths").fields().forEachRemaining(path -> path.getValue().forEach(operation -> {
            String name = operation.get("operationId").asText();
            assertThat(operation.path("description").asText()).as(name).isNotEmpty();
            operation.get("tags").forEach(tag -> assertThat(tags).as(name).contains(tag.asText()));
            operation.get("responses").fields().forEachRemaining(answer -> {
                JsonNode described = answer.getValue().has("$ref")
                        ? api.at(answer.getValue().get("$ref").asText().substring(1))
                        : answer.getValue();
                assertThat(described.path("description").asText())
                        .as(name + " " + answer.getKey())
                        .isNotEmpty();
                assertThat(described.at("/headers/X-Request-Id").isMissingNode())
                        .as(name + " " + answer.getKey())
                        .isFalse();
            });
        }));
    }

    @Test
    void passwordAndCodeAreAskedForTogether(ExamServer server) {
        JsonNode api = document(server);

        assertThat(api.at("/components/securitySchemes/code/name").asText()).isEqualTo("X-Billhook-OTP");
        assertThat(api.get("security").toString())
                .contains("{\"basic\":[]}", "{\"token\":[]}", "{\"basic\":[],\"code\":[]}");
        assertThat(api.at("/components/responses/401/description").asText()).contains("SECOND_FACTOR_REQUIRED");
    }

    /** Every other POST answers 201 or 202, and tells where what it created, or the job, is. */
    private static final Map<String, String> CREATE_NOTHING = Map.ofEntries(
            Map.entry("cancelJob", "changes the job"),
            Map.entry("cancelRun", "changes the run"),
            Map.entry("changeBillingObjects", "changes many objects, with a result for each"),
            Map.entry("changeBillingObjectsTogether", "creates, changes and deletes objects of several kinds"),
            Map.entry("changeOwnPassword", "changes the user"),
            Map.entry("checkChainHead", "changes nothing"),
            Map.entry("checkMapping", "posts nothing"),
            Map.entry("commandSources", "many commands; each result has the id of what it created"),
            Map.entry("confirmOwnSecondFactor", "changes the second factor"),
            Map.entry("declineProposal", "changes the proposal"),
            Map.entry("disableUser", "changes the user"),
            Map.entry("endPrice", "changes the entry"),
            Map.entry("holdSource", "changes what stands on the source"),
            Map.entry("postSources", "many sources; each result has the id of what it created"),
            Map.entry("rejectRequest", "changes the request"),
            Map.entry("releaseProposal", "changes the proposal"),
            Map.entry("releaseSource", "changes what stands on the source"),
            Map.entry(
                    "reverseSource", "changes what stands on the source, and tells where the posting is that does it"),
            Map.entry("retirePlugin", "changes the state of the id, which has no address"),
            Map.entry("revalueSource", "changes what stands on the source"),
            Map.entry("setUserPassword", "changes the user"),
            Map.entry("settleUnbilled", "changes what stands on many sources"),
            Map.entry("transferSource", "changes what stands on the source, and tells where that of the target is"),
            Map.entry("undoWriteOffSource", "changes what stands on the source"),
            Map.entry("writeOffSource", "changes what stands on the source"));

    @Test
    void whatCreatesTellsWhere(ExamServer server) {
        List<String> createNothing = new ArrayList<>();
        document(server).get("paths").forEach(path -> {
            if (path.has("post")) {
                String name = path.at("/post/operationId").asText();
                JsonNode answers = path.at("/post/responses");
                if (!answers.has("201") && !answers.has("202")) {
                    createNothing.add(name);
                }
                for (String status : List.of("201", "202")) {
                    assertThat(answers.has(status))
                            .as(name + " " + status + " has a Location")
                            .isEqualTo(answers.path(status).at("/headers").has("Location"));
                }
            }
        });

        assertThat(createNothing).containsExactlyInAnyOrderElementsOf(CREATE_NOTHING.keySet());
    }

    /** Schemas that are not named as their kind. */
    private static final Map<String, String> SCHEMAS = Map.of(
            "service-order", "ServiceDocument",
            "service-quotation", "ServiceDocument",
            "service-order-item", "ServiceItem",
            "service-quotation-item", "ServiceItem");

    /** Attributes that stand within another field: the unit of a quantity, the currency of a value. */
    private static final Set<String> WITHIN_OTHERS = Set.of("unit", "currency");

    @Test
    void pathsOfAKindHaveAllItsAttributes(ExamServer server) throws IOException {
        JsonNode schemas = document(server).at("/components/schemas");
        List<String> missing = new ArrayList<>();
        server.api()
                .get("/billing-objects/kinds")
                .expect(200)
                .json()
                .get("items")
                .forEach(kind -> {
                    String id = kind.get("id").asText();
                    String schema = SCHEMAS.getOrDefault(
                            id,
                            Arrays.stream(id.split("-"))
                                    .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                                    .collect(Collectors.joining()));
                    JsonNode fields = schemas.path(schema).path("properties");
                    kind.get("attributes").forEach(attribute -> {
                        String name = attribute.get("name").asText();
                        boolean isThere = attribute.has("bundle")
                                ? fields.at("/attributes/properties").has(name)
                                : fields.has(name) || WITHIN_OTHERS.contains(name);
                        if (!isThere) {
                            missing.add(schema + "." + name);
                        }
                    });
                });
        assertThat(missing).isEmpty();
    }

    @Test
    void listsHaveOneShape(ExamServer server) {
        List<String> others = new ArrayList<>();
        document(server).get("paths").fields().forEachRemaining(path -> path.getValue()
                .forEach(operation -> operation.at("/responses").forEach(answer -> {
                    if ("array"
                            .equals(answer.at("/content/application~1json/schema/type")
                                    .asText())) {
                        others.add(operation.get("operationId").asText());
                    }
                })));

        assertThat(others).as("lists that are no {items, next}").isEmpty();
    }

    @Test
    void everyAnswerNamesItsCall(ExamServer server) throws IOException {
        Api api = server.api();
        Answer own = api.send("GET", "/users/me", BodyPublishers.noBody(), Map.of("X-Request-Id", "batch-7.row_3"));
        Answer odd = api.send("GET", "/users/me", BodyPublishers.noBody(), Map.of("X-Request-Id", "a b"));

        assertThat(own.expect(200).header("X-Request-Id")).contains("batch-7.row_3");
        assertThat(odd.header("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
        assertThat(api.get("/nothing").expect(404).header("X-Request-Id")).isPresent();
        assertThat(Api.anonymous(server.address()).get("/users").expect(401).header("X-Request-Id"))
                .isPresent();
    }

    @Test
    void longAnswersAreCompressedForWhoAsks(ExamServer server) throws IOException, InterruptedException {
        HttpRequest.Builder call = HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/openapi.json"));
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<byte[]> small =
                client.send(call.copy().header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
        HttpResponse<byte[]> whole = client.send(call.build(), BodyHandlers.ofByteArray());

        assertThat(small.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(small.headers().allValues("Vary")).contains("Accept-Encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes())
                .isEqualTo(whole.body());
        assertThat(whole.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(server.api()
                        .send("GET", "/users/me", BodyPublishers.noBody(), Map.of("Accept-Encoding", "gzip"))
                        .header("Content-Encoding"))
                .as("a short one")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /sources, 'GET, HEAD, OPTIONS, POST'",
        "PUT, /sources/1, 'GET, HEAD, OPTIONS'",
        "GET, /users/me/password, 'OPTIONS, POST'",
        "DELETE, /projects/P/elements/E, 'GET, HEAD, OPTIONS, PATCH'",
    })
    void refusedMethodIsNotAmongTheAllowed(String method, String path, String allowed, ExamServer server)
            throws IOException {
        Answer refused = server.api()
                .send(method, path, BodyPublishers.noBody(), Map.of())
                .expect(405);

        assertThat(refused.header("Allow")).contains(allowed);
        assertThat(refused.text("detail")).isEqualTo("This path knows only " + allowed);
    }

    @Test
    void everyOperationIsDescribed(ExamServer server) {
        JsonNode paths = document(server).get("paths");
        List<String> poor = new ArrayList<>();
        paths.fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
            JsonNode described = operation.getValue();
            if (!described.hasNonNull("summary") || !saysWhatComesBack(described.get("responses"))) {
                poor.add(operation.getKey() + " " + path.getKey());
            }
        }));

        assertThat(poor).as("operations without summary or answer").isEmpty();
        assertThat(paths.size()).isPositive();
    }

    /** What a client programmer can't guess: meaning, unit, ends, what is usual. No field and no parameter goes without. */
    @Test
    void everyFieldAndParameterIsDescribed(ExamServer server) {
        JsonNode api = document(server);
        Map<String, String> described = new TreeMap<>();
        api.at("/components/schemas")
                .fields()
                .forEachRemaining(schema -> fields(schema.getKey(), schema.getValue(), described));
        api.at("/components/parameters")
                .forEach(parameter ->
                        described.put("parameter " + parameter.get("name").asText(), words(parameter)));
        api.get("paths")
                .forEach(path -> path.forEach(operation -> {
                    String name = operation.get("operationId").asText();
                    operation.path("parameters").forEach(parameter -> {
                        if (!parameter.has("$ref")) {
                            described.put(
                                    name + " " + parameter.get("in").asText() + " "
                                            + parameter.get("name").asText(),
                                    words(parameter));
                        }
                    });
                    operation.findValues("schema").forEach(schema -> fields(name, schema, described));
                }));

        assertThat(described).hasSizeGreaterThan(1000);
        assertThat(described.entrySet().stream()
                        .filter(entry -> says(entry.getKey(), entry.getValue()).isEmpty())
                        .map(Map.Entry::getKey))
                .as(
                        "fields and parameters that nothing but their name tells of: describe them where they are declared, or, if the"
                                + " name means the same everywhere, in words.properties of org.billhook.rest.whiteboard")
                .isEmpty();
    }

    private static void fields(String of, JsonNode schema, Map<String, String> described) {
        schema.path("properties").fields().forEachRemaining(field -> {
            described.put(of + " " + field.getKey(), words(field.getValue()));
            fields(of + "." + field.getKey(), field.getValue(), described);
        });
        for (String part : List.of("items", "additionalProperties")) {
            if (schema.path(part).isObject()) {
                fields(of + "." + part, schema.get(part), described);
            }
        }
        schema.path("allOf").forEach(part -> fields(of, part, described));
    }

    private static String words(JsonNode described) {
        return described.path("description").asText();
    }

    /** What the words say beyond the name. */
    private static String says(String name, String words) {
        String last = name.substring(name.lastIndexOf(" ") + 1);
        String plain = words.toLowerCase(Locale.ROOT).replaceAll("^(the|a|an|its) |[^a-z]", "");
        return plain.equals(last.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")) ? "" : plain;
    }

    private static JsonNode document(ExamServer server) {
        return Api.anonymous(server.address()).get("/openapi.json").expect(200).json();
    }

    private static boolean saysWhatComesBack(JsonNode responses) {
        List<String> statuses = new ArrayList<>();
        responses.fieldNames().forEachRemaining(statuses::add);
        return statuses.stream().anyMatch(status -> status.startsWith("2")) && statuses.contains("default");
    }

    @Test
    void pageLoadsNothingFromElsewhereAndAllOfItIsThere(ExamServer server) {
        Api api = Api.anonymous(server.address());
        Answer page = api.get("/api/docs/index.html").expect(200);
        List<String> loaded = new ArrayList<>();
        Matcher matcher = LOADED.matcher(page.body());
        while (matcher.find()) {
            loaded.add(matcher.group(1));
        }

        assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("default-src 'self'");
        assertThat(page.body()).doesNotContain("http://", "https://", "//cdn");
        assertThat(loaded).contains("swagger-ui.css", "swagger-ui-bundle.js", "initializer.js");
        for (String asset : loaded) {
            assertThat(api.get("/api/docs/" + asset).expect(200).body())
                    .as(asset)
                    .isNotEmpty();
        }
        assertThat(api.get("/api/docs/initializer.js").body()).contains("../v1/openapi.json");
    }

    @Test
    void browserShowsThePage(ExamServer server, @TempDir Path profile) throws Exception {
        Optional<Path> browser = browser();
        Assumptions.assumeTrue(browser.isPresent(), "no browser on this machine");
        Process process = new ProcessBuilder(
                        browser.get().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile,
                        "--window-size=1200,30000", // operations are drawn once they are in sight
                        "--virtual-time-budget=15000",
                        "--dump-dom",
                        server.address() + "/api/docs/index.html")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shown)
                .contains("A bill in eight calls", "data-path=\"/due-list\"", "data-path=\"/users/me\"")
                .doesNotContain("Failed to load API definition");
    }

    private static Optional<Path> browser() {
        return BROWSERS.stream()
                .map(name -> Path.of("/usr/bin", name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
