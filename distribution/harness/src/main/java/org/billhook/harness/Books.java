package org.billhook.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/** What people do with a server, in their words: the calls of the API that it takes are here and nowhere else. */
public final class Books {

    private static final Duration LONGEST_JOB = Duration.ofMinutes(60);
    /** A run that waits does so until somebody does something; a job that waits is next. */
    private static final Set<String> RUN_OVER = Set.of("DONE", "FAILED", "CANCELLED", "WAITING");

    private static final Set<String> JOB_OVER = Set.of("DONE", "FAILED", "CANCELLED");

    private final Api api;

    public Books(Api api) {
        this.api = api;
    }

    public Api api() {
        return api;
    }

    /** Creates an object and brings it through the statuses. */
    public void object(String kind, String key, String name, Map<String, String> attributes, String... statuses) {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("name", name);
        draft.put("attributes", attributes);
        Answer stored = api.post(path(kind, key), draft).expect(201);
        String etag = stored.etag();
        for (String status : statuses) {
            etag = api.patch(path(kind, key), Map.of("status", status), etag)
                    .expect(200)
                    .etag();
        }
    }

    private static String path(String kind, String key) {
        return "/billing-objects/%s/%s".formatted(kind, key);
    }

    /** A customer project in execution. */
    public void project(String key, String name, String customer, String currency) {
        object(
                "project",
                key,
                name,
                Map.of("category", "CUSTOMER", "customer", customer, "currency", currency),
                "CONTRACT_PREPARATION",
                "IN_EXECUTION");
    }

    /** A released billing element right under a project. */
    public void billingElement(String key, String name, String project) {
        object("wbs-element", key, name, Map.of("project", "project/" + project, "billingElement", "true"), "RELEASED");
    }

    /** A released element beneath another one. */
    public void element(String key, String name, String project, String parent) {
        object(
                "wbs-element",
                key,
                name,
                Map.of("project", "project/" + project, "parent", "wbs-element/" + parent),
                "RELEASED");
    }

    public void order(String key, String customer, String currency) {
        object("sales-order", key, "Order " + key, Map.of("customer", customer, "currency", currency), "RELEASED");
    }

    /** A released item that bills a billing element. */
    public void item(String order, int number, String customer, String currency, String relevance, String element) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("order", "sales-order/" + order);
        attributes.put("itemNumber", String.valueOf(number));
        attributes.put("customer", customer);
        attributes.put("currency", currency);
        attributes.put("billingRelevance", relevance);
        attributes.put("billingElement", "wbs-element/" + element);
        attributes.put("dipProfile", "STANDARD");
        object("sales-order-item", order + "-" + number, "Item " + number, attributes, "RELEASED");
    }

    /**
     * An execution order item of a service order of its own, brought through the statuses.
     *
     * @param attributes those of the item beside order, number, party and currency; with its category, if not any will do
     * @return reference of the item
     */
    public String serviceItem(String order, Map<String, String> attributes, String... statuses) {
        api.post(
                        path("item-category", "EXECUTION"),
                        Map.of("name", "Execution order item", "attributes", Map.of("leadingType", "BUS2000192")))
                .expect(201, 409);
        object("service-order", order, "Order " + order, Map.of("customer", "C-" + order, "currency", "EUR"));
        Map<String, String> all = new HashMap<>(Map.of("category", "item-category/EXECUTION"));
        all.putAll(attributes);
        all.put("order", "service-order/" + order);
        all.put("itemNumber", "10");
        object("service-order-item", order + "-10", "Overhaul", all, statuses);
        return "service-order-item/" + order + "-10";
    }

    /** One price per hour in the standard list. */
    public void price(Map<String, String> key, String amount, String currency, String validFrom) {
        api.post(
                        "/prices",
                        Map.of(
                                "entries",
                                List.of(Map.of(
                                        "list",
                                        "standard",
                                        "key",
                                        key,
                                        "unit",
                                        "HUR",
                                        "price",
                                        Map.of("amount", amount, "currency", currency),
                                        "validFrom",
                                        validFrom))))
                .expect(200, 201);
    }

    /** Working time on an element. */
    public record Time(
            String externalId,
            String element,
            LocalDate day,
            String person,
            String activity,
            BigDecimal hours,
            String text) {

        Map<String, Object> json() {
            return Map.of(
                    "kind",
                    "time",
                    "object",
                    "wbs-element/" + element,
                    "posted",
                    Map.of("value", hours.toPlainString(), "unit", "HUR"),
                    "serviceDate",
                    day.toString(),
                    "externalId",
                    externalId,
                    "text",
                    text,
                    "characteristics",
                    Map.of("person", person, "activity", activity));
        }
    }

    /** Posts time, a thousand at a time; all of it must be taken. */
    public void post(List<Time> times) {
        for (int from = 0; from < times.size(); from += 1_000) {
            List<Map<String, Object>> page = times.subList(from, Math.min(times.size(), from + 1_000)).stream()
                    .map(Time::json)
                    .toList();
            for (JsonNode result : postRows(page)) {
                if (!result.get("outcome").asText().equals("POSTED")) {
                    throw new Answer.UnexpectedAnswer("A row was not posted: " + result);
                }
            }
        }
    }

    /** Posts rows of any kind and gives the result of each. */
    public List<JsonNode> postRows(List<? extends Map<String, ?>> rows) {
        Answer answer = api.post("/sources/bulk", Map.of("items", rows)).expect(200);
        return list(answer.json().get("results"));
    }

    /**
     * Uploads files for an import.
     *
     * @param files by the name of their part: {@code file} for the main one
     * @return answer with the ids of import and job
     */
    public Answer startImport(String mapping, Map<String, Path> files) {
        Multipart form = new Multipart().field("mapping", mapping);
        files.forEach((name, file) -> form.file(name, file));
        return api.send("POST", "/imports", form.body(), Map.of("Content-Type", form.contentType()));
    }

    /** Imports files and gives the import when it is over. */
    public JsonNode importFiles(String mapping, Map<String, Path> files) {
        Answer started = startImport(mapping, files).expect(202);
        awaitJob(started.number("job"));
        return api.get("/imports/" + started.text("id")).expect(200).json();
    }

    /** Bills what is due, and waits until the run is over. */
    public JsonNode run(LocalDate keyDate, String... roots) {
        return await(start(keyDate, roots));
    }

    /** Starts a run. */
    public long start(LocalDate keyDate, String... roots) {
        return api.post("/runs", Map.of("keyDate", keyDate.toString(), "roots", List.of(roots)))
                .expect(202)
                .number("id");
    }

    /** Waits until a run is over. */
    public JsonNode await(long run) {
        return Awaitility.await("run " + run)
                .atMost(LONGEST_JOB)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> api.get("/runs/" + run).expect(200).json(),
                        json -> RUN_OVER.contains(json.get("state").asText()));
    }

    /** Audits the ledger and the events, and gives the audit when it is over. */
    public JsonNode audit() {
        long id = api.post("/audits", Map.of()).expect(202).number("id");
        awaitJob(id);
        return api.get("/audits/" + id).expect(200).json();
    }

    /** Waits until a job is over. */
    public JsonNode awaitJob(long job) {
        return Awaitility.await("job " + job)
                .atMost(LONGEST_JOB)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> api.get("/jobs/" + job).expect(200).json(),
                        json -> JOB_OVER.contains(json.get("state").asText()));
    }

    /** All entries of a list, page by page. */
    public List<JsonNode> all(String path) {
        List<JsonNode> all = new ArrayList<>();
        String next = null;
        do {
            String page = next == null
                    ? ""
                    : "&after=" + java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8);
            JsonNode json = api.get(path + (path.contains("?") ? "&" : "?") + "limit=1000" + page)
                    .expect(200)
                    .json();
            all.addAll(list(json.get("items")));
            next = json.hasNonNull("next") ? json.get("next").asText() : null;
        } while (next != null);
        return all;
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }
}
