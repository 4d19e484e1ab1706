package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.billhook.harness.CsvWork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is wrong is refused with one problem that says what and why, and changes nothing. */
@ExtendWith(Servers.class)
@Tag("I-7")
class BadInputIT {

    @Test
    void bodyThatIsNoJsonIsUnreadable(ExamServer server) throws IOException {
        Api api = server.api();
        for (String path : List.of("/runs", "/previews", "/sources", "/sources/bulk", "/prices", "/users")) {
            Answer answer = api.post(path, "{\"keyDate\": ");
            problem(answer, 400);
            assertThat(answer.body()).as(path).doesNotContain("Exception", "org.billhook");
        }
    }

    @Test
    void wrongValuesAreAllNamedAtOnce(ExamServer server) throws IOException {
        Answer answer = server.api().post("/runs", Map.of("keyDate", "31.03.2026", "pricingDate", "yesterday"));

        problem(answer, 400);
        assertThat(fields(answer)).contains("keyDate", "pricingDate");
    }

    @Test
    void whatHasNoValueInsideOfAProfileIsNamed(ExamServer server) throws IOException {
        Map<String, String> inside = Map.of(
                "\"sources\":[{\"kind\":\"time\",\"criteria\":{\"a\":null}}]", "sources[0].criteria.a",
                "\"sources\":[{\"kind\":\"time\",\"criteria\":{\"a\":[null]}}]", "sources[0].criteria.a",
                "\"materials\":[{\"criteria\":{\"a\":null}}]", "materials[0].criteria.a",
                "\"materials\":[{\"conversion\":{}}]", "materials[0].conversion.to",
                "\"materials\":[{\"conversion\":{\"from\":\"MIN\",\"to\":\"HUR\"}}]", "materials[0].conversion.factor");
        inside.forEach((part, field) -> {
            Answer answer = api(server)
                    .put("/dip-profiles/NULLS", "{\"text\":\"x\"," + part + "}", Map.of("If-None-Match", "*"));
            problem(answer, 400);
            assertThat(fields(answer)).as(part).contains(field);
        });
    }

    private static Api api(ExamServer server) {
        try {
            return server.api();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void unknownThingsAreNotFound(ExamServer server) throws IOException {
        Api api = server.api();
        for (String path : List.of(
                "/runs/999999",
                "/requests/999999",
                "/requests/999999/lines/1/why",
                "/sources/999999",
                "/sources/999999/why-not?keyDate=2026-01-01",
                "/jobs/999999",
                "/imports/999999",
                "/previews/999999",
                "/billing-objects/project/NOT-THERE",
                "/nowhere")) {
            problem(api.get(path), 404);
        }
        assertThat(api.get("/runs/one").status()).isIn(400, 404);
    }

    @Test
    void changeNeedsTheVersionItWasMadeOn(ExamServer server) throws IOException {
        Api api = server.api();
        new Books(api).project("ETAG", "Before", "C", "EUR");
        String path = "/billing-objects/project/ETAG";
        String read = api.get(path).etag();
        api.patch(path, Map.of("name", "Between"), read).expect(200);

        problem(api.patch(path, Map.of("name", "After"), read), 412);
        problem(api.patch(path, Map.of("name", "After"), "\"nonsense\""), 412);
        problem(api.json("PATCH", path, Map.of("name", "After"), Map.of()), 428);

        assertThat(api.get(path).text("name")).isEqualTo("Between");
    }

    @Test
    void whatTheFrameOfACallHasWrongIsAProblemToo(ExamServer server) throws IOException {
        Api anybody = Api.anonymous(server.address());
        for (Api api : List.of(anybody, server.api())) {
            problem(
                    api.send(
                            "GET",
                            "/ready",
                            BodyPublishers.noBody(),
                            Map.of("Content-Type", "application/json;charset=none")),
                    415);
            problem(
                    api.send(
                            "POST",
                            "/projects",
                            BodyPublishers.ofString("{}"),
                            Map.of("Content-Type", "application/json;charset=none")),
                    415);
        }
        for (String target : List.of("/api/v1/ready?a=%ZZ", "/api/v1/ready?%", "/%ZZ", "/api/v1/%2e%2e/x", "/a\\b")) {
            String answer = raw(server, "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .as(target)
                    .startsWith("HTTP/1.1 400")
                    .contains("Content-Type: application/problem+json")
                    .contains("X-Content-Type-Options: nosniff")
                    .contains("Content-Security-Policy: default-src 'none'")
                    .contains("X-Request-Id: ");
        }
        assertThat(raw(
                        server,
                        "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("application/problem+json");
    }

    private static String raw(ExamServer server, String request) throws IOException {
        java.net.URI address = java.net.URI.create(server.address());
        try (java.net.Socket socket = new java.net.Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Test
    void cursorsThatNoListGaveOutAreRefused(ExamServer server) throws IOException {
        Api api = server.api();
        for (String list : List.of(
                "/due-list?keyDate=2026-03-31",
                "/sources?limit=1",
                "/requests?limit=1",
                "/runs?limit=1",
                "/jobs?limit=1",
                "/prices?limit=1",
                "/billing-objects/project?limit=1",
                "/changes?limit=1",
                "/events?limit=1",
                "/imports?limit=1",
                "/projects?limit=1")) {
            // '%', 'one', '+999999999-01-01' and a number, a zero
            for (String cursor : List.of("MQ", "%25", "b25l", "Kzk5OTk5OTk5OS0wMS0wMQAx", "AA", "x".repeat(200))) {
                Answer answer = api.get(list + "&after=" + cursor);
                assertThat(answer.status())
                        .as(answer.call() + " " + answer.body())
                        .isIn(200, 400);
            }
        }
        problem(api.get("/due-list?keyDate=2026-03-31&after=MQ"), 400);
    }

    @Test
    void farDaysAreRefused(ExamServer server) throws IOException {
        Api api = server.api();
        for (String day : List.of("+10000-01-01", "-4000-01-01", "1899-12-31", "+999999999-12-31")) {
            problem(api.get("/due-list?keyDate=" + day.replace("+", "%2B")), 400);
            problem(api.post("/runs", Map.of("keyDate", day)), 400);
        }
        api.get("/due-list?keyDate=9999-12-31").expect(200);
    }

    @Test
    void unknownKindsAreNotFound(ExamServer server) throws IOException {
        Api api = server.api();
        problem(api.post("/billing-objects/no-such-kind/A", Map.of("name", "A")), 404);
        problem(api.get("/billing-objects/no-such-kind/A"), 404);
        problem(api.get("/billing-objects/no-such-kind"), 404);
    }

    @Test
    void whatCantBeFetchedCantBeCreated(ExamServer server) throws IOException {
        Api api = server.api();
        for (String id : List.of("..", ".", "a;b", "%2e%2e", "x%0d%0aX: y", "a\\b", "a/b", "a\nb", "", " ")) {
            problem(api.post("/projects", Map.of("id", id, "name", "x")), 400);
        }
        for (String mark : List.of(
                "!", "\"", "#", "$", "&", "'", "(", ")", "*", "+", ",", "-", ".", ":", "<", "=", ">", "?", "@", "[",
                "]", "^", "_", "`", "{", "|", "}", "~", " ", "ä", "€", "...")) {
            String id = "F" + mark + "1";
            Answer created = api.post("/projects", Map.of("id", id, "name", "x"));
            if (created.status() == 201) {
                String escaped = java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8)
                        .replace("+", "%20");
                assertThat(api.get("/projects/" + escaped).expect(200).text("id"))
                        .isEqualTo(id);
            } else {
                problem(created, 400);
            }
        }
    }

    @Test
    void unknownQueryParametersAreRefusedByEveryBundle(ExamServer server) throws IOException {
        Api api = server.api();
        for (String path : List.of(
                "/projects?_method=POST",
                "/sales-orders?statsu=OPEN",
                "/field-rules?x=1",
                "/mappings?x=1",
                "/runs?x=1",
                "/ready?x=1",
                "/sources?x=1",
                "/internal-orders?x=1")) {
            Answer answer = api.get(path);
            problem(answer, 400);
            assertThat(answer.body()).as(path).contains("UNKNOWN_PARAMETER");
        }
        api.get("/projects?limit=1&status=OPEN").expect(200);
    }

    @Test
    void everyRowIsTakenOrRefusedByItself(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        Work work = Work.project(books, "ROWS");
        List<JsonNode> results = books.postRows(List.of(
                row("R-1", work.element(), "1.5", "2026-01-02"),
                row("R-1", work.element(), "2.5", "2026-01-02"), // same id, other content
                row("R-2", "NO-SUCH-ELEMENT", "1", "2026-01-02"),
                row("R-3", work.element(), "-2", "2026-01-02"), // negative is allowed, with a warning
                row("R-4", work.element(), "99999999999999999999", "2026-01-02"),
                row("R-5", work.element(), "0", "2026-01-02"),
                row("R-6", work.element(), "1", "2026-02-30"),
                row("R-7", work.element(), "1.23456", "2026-01-02"),
                row("", work.element(), "1", "2026-01-02"),
                row("R-9", work.element(), "1", "2026-01-02")));

        assertThat(results.stream().map(result -> result.get("outcome").asText()))
                .containsExactly(
                        "POSTED", "REFUSED", "REFUSED", "POSTED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "REFUSED",
                        "POSTED");
        for (JsonNode refused : results) {
            if (refused.get("outcome").asText().equals("REFUSED")) {
                assertThat(refused.at("/findings/0/message").asText())
                        .as(refused.toString())
                        .isNotBlank();
            }
        }
        assertThat(books.all("/sources?root=" + work.root())).hasSize(3);
        List<JsonNode> repeat = books.postRows(List.of(row("R-1", work.element(), "1.5", "2026-01-02")));
        assertThat(repeat.get(0).get("outcome").asText()).isEqualTo("UNCHANGED");
    }

    @Test
    void moreThanAThousandRowsAreRefusedAsAWhole(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        Work work = Work.project(books, "MANY");
        List<Map<String, Object>> rows = java.util.stream.IntStream.range(0, 1_001)
                .mapToObj(i -> row("M-" + i, work.element(), "1", "2026-01-02"))
                .toList();

        problem(books.api().post("/sources/bulk", Map.of("items", rows)), 400);

        assertThat(books.all("/sources?root=" + work.root())).isEmpty();
    }

    @Test
    void brokenFilesAreRefusedOrSayWhichRow(DerbyServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        CsvWork.saveMapping(api);
        byte[] latin = (CsvWork.HEADER + "\nL-1;CSVBAD;2026-01-02;ada;CSVBAD;1;Gr\u00fc\u00dfe\n")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        String unknownColumns = "a;b;c\n1;2;3\n";
        String quote = CsvWork.HEADER
                + "\nQ-1;CSVBAD;2026-01-02;ada;CSVBAD;1;\"never closed\nQ-2;CSVBAD;2026-01-02;ada;CSVBAD;1;x\n";

        problem(upload(api, unknownColumns.getBytes(java.nio.charset.StandardCharsets.UTF_8)), 422);
        problem(upload(api, new byte[0]), 422);
        for (byte[] file : List.of(latin, quote.getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            Answer answer = upload(api, file);
            if (answer.status() == 202) {
                JsonNode job = books.awaitJob(answer.number("job"));
                JsonNode done =
                        api.get("/imports/" + answer.text("id")).expect(200).json();
                assertThat(done.get("posted").asInt()).as(done.toString()).isZero();
                assertThat(job.get("state").asText().equals("FAILED")
                                || done.get("refused").asInt() > 0)
                        .as("%s %s", job, done)
                        .isTrue();
            } else {
                problem(answer, 422);
            }
        }
        problem(
                api.send(
                        "POST",
                        "/imports",
                        BodyPublishers.ofString("no form"),
                        Map.of("Content-Type", "multipart/form-data; boundary=x")),
                400);
    }

    @Test
    void rowsOfAFileSayWhatIsWrongWithThem(DerbyServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        CsvWork.saveMapping(api);
        String file = CsvWork.HEADER
                + "\nC-1;CSVROW;2026-01-02;ada;CSVROW;1;fine"
                + "\nC-2;CSVROW;02.01.2026;ada;CSVROW;1;wrong date"
                + "\nC-3;CSVROW;2026-01-02;ada;CSVROW;one;wrong number"
                + "\nC-4;CSVROW;2026-01-02;;CSVROW;1;nobody"
                + "\nC-5;CSVROW;2026-01-02;ada"
                + "\nC-1;CSVROW;2026-01-02;ada;CSVROW;2;same id, other hours\n";
        Answer started = upload(api, file.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .expect(202);
        books.awaitJob(started.number("job"));

        List<JsonNode> results = books.all("/imports/%s/results".formatted(started.text("id")));

        assertThat(results.stream().map(result -> result.get("outcome").asText()))
                .containsExactly("POSTED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "REFUSED");
        assertThat(results.stream().skip(1).map(result -> result.at("/findings/0/message")
                        .asText()))
                .allSatisfy(message -> assertThat(message).isNotBlank());
        assertThat(books.all("/sources?object=wbs-element/CSVROW")).hasSize(1);
    }

    @Test
    void ruleThatThrowsLeavesItsItemUndecidedAndNamesTheBundle(DerbyServer server) throws IOException {
        refusedProposal(server, "bad-throwing", "throw new IllegalArgumentException(\"secret detail\");");
    }

    @Test
    void ruleThatMissesAClassLeavesItsItemUndecided(DerbyServer server) throws IOException {
        refusedProposal(server, "bad-linkage", "throw new NoClassDefFoundError(\"org/example/Gone\");");
    }

    @Test
    void sourceThatIsNeitherClaimedNorLeftOpenIsAnErrorOfTheProposal(DerbyServer server) throws IOException {
        refusedProposal(server, "bad-silent", "");
    }

    @Test
    @Tag("I-2")
    void sourceClaimedTwiceIsAnErrorOfTheProposal(DerbyServer server) throws IOException {
        refusedProposal(
                server,
                "bad-twice",
                "for (OpenSource s : item.openSources()) { out.propose(DynamicItem.of(s)); out.propose(DynamicItem.of(s)); }");
    }

    private static void refusedProposal(RunningServer server, String relevance, String propose) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        api.send(
                        "POST",
                        "/plugins",
                        BodyPublishers.ofByteArray(SourcePlugin.named(relevance, "1.0.0")
                                .propose(propose)
                                .jar()),
                        Map.of("Content-Type", "application/java-archive"))
                .expect(201);
        String key = relevance.toUpperCase(java.util.Locale.ROOT);
        Work bad = Work.project(books, key, relevance);
        Work good = Work.project(books, key + "-GOOD");
        books.price(Map.of("activity", key), "10.00", "EUR", "2026-01-01");
        books.post(bad.hours(3, key));
        books.post(good.hours(2, key));

        JsonNode run = books.run(java.time.LocalDate.of(2026, 1, 31), bad.root(), good.root());

        assertThat(run.get("lines").asInt()).as("the good one is billed").isEqualTo(2);
        JsonNode root = books.all("/runs/%s/roots".formatted(run.get("id").asText())).stream()
                .filter(each -> each.get("root").asText().equals(bad.root()))
                .findFirst()
                .orElseThrow();
        assertThat(root.get("state").asText()).isEqualTo("FAILED");
        assertThat(root.get("findings").toString())
                .contains("org.example.relevance." + relevance.replace('-', '.'))
                .doesNotContain("secret detail\\n\\tat");
        assertThat(books.all("/requests?root=" + bad.root())).isEmpty();
        for (JsonNode source : books.all("/sources?root=" + bad.root())) {
            assertThat(source.at("/balance/open/value").asText()).isEqualTo("1");
        }
    }

    private static Answer upload(Api api, byte[] file) {
        org.billhook.harness.Multipart form = new org.billhook.harness.Multipart()
                .field("mapping", CsvWork.MAPPING)
                .file("file", "bad.csv", BodyPublishers.ofByteArray(file));
        return api.send("POST", "/imports", form.body(), Map.of("Content-Type", form.contentType()));
    }

    private static Map<String, Object> row(String id, String element, String hours, String day) {
        Map<String, Object> row = new HashMap<>();
        row.put("kind", "time");
        row.put("object", "wbs-element/" + element);
        row.put("posted", Map.of("value", hours, "unit", "HUR"));
        row.put("serviceDate", day);
        row.put("externalId", id);
        row.put("person", "ada");
        row.put("activity", "ANY");
        return row;
    }

    private static void problem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.call() + " " + answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type").orElse("")).as(answer.call()).startsWith("application/problem+json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.text("title")).isNotBlank();
        assertThat(answer.text("code")).isNotBlank();
        assertThat(answer.text("detail")).isNotBlank();
    }

    private static List<String> fields(Answer answer) {
        return java.util.stream.StreamSupport.stream(
                        answer.json().get("findings").spliterator(), false)
                .map(finding -> finding.path("field").asText())
                .toList();
    }
}
