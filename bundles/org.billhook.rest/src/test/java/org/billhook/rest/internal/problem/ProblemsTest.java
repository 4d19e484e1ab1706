package org.billhook.rest.internal.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Page;
import org.billhook.core.model.Finding;
import org.billhook.rest.internal.RestServer;
import org.billhook.rest.internal.call.BodyLimitForTest;
import org.billhook.rest.wire.IfMatch;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.Versioned;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTest {

    private static RestServer server;

    @BeforeAll
    static void start() {
        server = new RestServer(List.of(new Tools()), BodyLimitForTest.of(2_000));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "UNREADABLE, 400",
        "UNKNOWN, 404",
        "CONFLICT, 409",
        "STALE, 412",
        "REFUSED, 422",
        "UNAVAILABLE, 503",
    })
    void refusalCarriesEveryFinding(String type, int status) {
        HttpResponse<String> answer = server.get("/tools/refused/" + type);
        JsonNode problem = RestServer.json(answer);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("code").asText()).isEqualTo(type);
        assertThat(problem.get("instance").asText()).isEqualTo("/api/v1/tools/refused/" + type);
        assertThat(problem.get("findings")).hasSize(2);
        assertThat(problem.at("/findings/0/field").asText()).isEqualTo("rate");
        assertThat(problem.at("/findings/0/code").asText()).isEqualTo("NO_RATE");
        assertThat(problem.at("/findings/1/rule").asText()).isEqualTo("J-86");
    }

    @Test
    void faultGivesAnIncidentAndNothingOfTheInside() {
        HttpResponse<String> answer = server.get("/tools/fault");
        JsonNode problem = RestServer.json(answer);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(problem.get("incident").asText()).hasSize(36);
        assertThat(answer.body())
                .doesNotContain("Exception")
                .doesNotContain("billhook.rest")
                .doesNotContain("secret");
    }

    @Test
    void wordsOfTheDatabaseStayInside() {
        HttpResponse<String> answer = server.get("/tools/database");
        JsonNode problem = problem(answer, 503);

        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(problem.at("/findings/0/code").asText()).isEqualTo("DATABASE");
        assertThat(problem.get("incident").asText()).hasSize(36);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("secret");
    }

    @Test
    void refusalThatACallerCausedIsToldInItsOwnWordsWhateverItRestsOn() {
        HttpResponse<String> answer = server.get("/tools/cursor");

        assertThat(problem(answer, 400).at("/findings/0/message").asText()).isEqualTo("No such cursor");
    }

    @Test
    void refusalsOfTheFrameworkAreProblemsToo() {
        assertThat(code(server.get("/nothing"), 404)).isEqualTo("UNKNOWN");
        assertThat(code(server.send(server.call("/tools").DELETE()), 405)).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(code(server.send(server.call("/tools").header("Accept", "image/png")), 406))
                .isEqualTo("NOT_ACCEPTABLE");
        HttpRequest.Builder xml = server.call("/tools")
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofString("<a/>"));
        assertThat(code(server.send(xml), 415)).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void unknownFieldIsRefusedWithItsNameAndTheKnownOnes() {
        JsonNode problem = problem(server.post("/tools", "{\"name\":\"saw\",\"parts\":[{\"lenght\":1}]}"), 400);

        assertThat(problem.at("/findings/0/code").asText()).isEqualTo("UNKNOWN_FIELD");
        assertThat(problem.at("/findings/0/field").asText()).isEqualTo("parts[0].lenght");
        assertThat(problem.at("/findings/0/message").asText())
                .isEqualTo("Field 'parts[0].lenght' is not known; known are length, sharpened");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"parts\":[{\"length\":\"long\"}]}; parts[0].length: 'long' is not a whole number",
                "{\"parts\":[{\"length\":1.5}]}; parts[0].length: '1.5' is not a whole number",
                "{\"parts\":[{\"sharpened\":\"28.2.2026\"}]}; "
                        + "parts[0].sharpened: '28.2.2026' is not a date like 2026-02-28",
                "{\"parts\":7}; parts must be a list",
                "{\"kind\":\"BLUNT\"}; kind: 'BLUNT' is not one of SHARP, SHARPER",
                "{\"name\":12.5}; name: '12.5' is not a text in quotes",
                "[]; body must be an object",
            })
    void wrongValueIsToldWithFieldAndWhatIsAllowed(String body, String message) {
        assertThat(problem(server.post("/tools", body), 400)
                        .at("/findings/0/message")
                        .asText())
                .isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"{\"name\":", "{\"name\":\"a\",\"name\":\"b\"}", "''", "null", "{} x"})
    void whatIsNoJsonIsRefused(String body) {
        HttpResponse<String> answer = server.post("/tools", body == null ? "" : body);

        assertThat(problem(answer, 400).get("code").asText()).isEqualTo("UNREADABLE");
        assertThat(answer.body()).doesNotContain("com.fasterxml").doesNotContain("StreamRead");
    }

    @Test
    void bodyThatIsTooLargeIsRefusedWhetherItsLengthIsToldOrNot() {
        String large = "{\"name\":\"" + "x".repeat(3_000) + "\"}";
        HttpRequest.Builder chunked = server.call("/tools")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(large.getBytes())));

        assertThat(code(server.post("/tools", large), 413)).isEqualTo("CONTENT_TOO_LARGE");
        assertThat(code(server.send(chunked), 413)).isEqualTo("CONTENT_TOO_LARGE");
    }

    @Test
    void versionIsTheEtagAndIsNeededToChange() {
        HttpResponse<String> read = server.get("/tools/7");
        assertThat(read.headers().firstValue("ETag")).hasValue("\"3\"");
        assertThat(server.send(server.call("/tools/7").header("If-None-Match", "\"3\""))
                        .statusCode())
                .isEqualTo(304);

        assertThat(code(change(null), 428)).isEqualTo("IF_MATCH_REQUIRED");
        assertThat(change("*").statusCode()).isEqualTo(200);
        assertThat(code(change("\"2\""), 412)).isEqualTo("STALE");
        assertThat(code(change("W/\"3\""), 412)).isEqualTo("STALE");
        assertThat(change("\"3\"").statusCode()).isEqualTo(200);
    }

    @Test
    void pageNamesTheNextOneInBodyAndLink() {
        HttpResponse<String> answer = server.get("/tools?kind=saw&limit=2&after=x");

        assertThat(RestServer.json(answer).get("next").asText()).isEqualTo("a/b c");
        assertThat(answer.headers().firstValue("Link").orElseThrow())
                .endsWith("/api/v1/tools?kind=saw&limit=2&after=a/b+c>; rel=\"next\"");
    }

    @Test
    void answersAreNeitherGuessedNorKept() {
        HttpResponse<String> answer = server.get("/tools/7");

        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    private static HttpResponse<String> change(String ifMatch) {
        HttpRequest.Builder call = RestServer.withJson(server.call("/tools/7"), "PUT", "{\"name\":\"saw\"}");
        return server.send(ifMatch == null ? call : call.header("If-Match", ifMatch));
    }

    private static String code(HttpResponse<String> answer, int status) {
        return problem(answer, status).get("code").asText();
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return RestServer.json(answer);
    }

    public enum Kind {
        SHARP,
        SHARPER
    }

    public record PartJson(Integer length, LocalDate sharpened) {}

    public record ToolJson(String name, Kind kind, List<PartJson> parts) {}

    public record StoredJson(String name, long version) implements Versioned {}

    @Path("/tools")
    @Produces("application/json")
    @Consumes("application/json")
    public static final class Tools {

        @GET
        public PageJson<String> list() {
            return PageJson.of(new Page<>(List.of("a", "b"), java.util.Optional.of("a/b c")), name -> name);
        }

        @GET
        @Path("7")
        public StoredJson get() {
            return new StoredJson("saw", 3);
        }

        @PUT
        @Path("7")
        public StoredJson change(ToolJson tool, @BeanParam IfMatch ifMatch) {
            return ifMatch.change(() -> 3, version -> {
                if (version != 3) {
                    throw new BillhookException(
                            BillhookException.Type.STALE, Finding.error("STALE", "Changed meanwhile"));
                }
                return new StoredJson(tool.name(), 4);
            });
        }

        @POST
        public ToolJson create(ToolJson tool) {
            return tool;
        }

        @GET
        @Path("fault")
        public String fault() {
            throw new IllegalStateException("secret of org.billhook.rest");
        }

        @GET
        @Path("cursor")
        public String cursor() {
            BillhookException refusal = new BillhookException(
                    BillhookException.Type.UNREADABLE, Finding.error("BAD_CURSOR", "No such cursor"));
            refusal.initCause(new IllegalArgumentException("base64"));
            throw refusal;
        }

        @GET
        @Path("database")
        public String database() {
            BillhookException refusal = new BillhookException(
                    BillhookException.Type.UNAVAILABLE, Finding.error("DATABASE", "PersistenceException: secret"));
            refusal.initCause(new IllegalStateException("secret"));
            throw refusal;
        }

        @GET
        @Path("refused/{type}")
        public String refused(@PathParam("type") String type) {
            throw new BillhookException(
                    BillhookException.Type.valueOf(type),
                    List.of(
                            Finding.error("NO_RATE", "rate", "There is no rate"),
                            Finding.warning("LATE", "It is late").withRule("J-86")));
        }
    }
}
