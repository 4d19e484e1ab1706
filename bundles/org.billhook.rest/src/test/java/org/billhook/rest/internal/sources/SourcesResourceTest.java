package org.billhook.rest.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.Actor;
import org.billhook.core.api.LedgerCommands;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Sources;
import org.billhook.core.api.StoredSource;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Balance;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Measure;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.rest.internal.AsUser;
import org.billhook.rest.internal.RestServer;
import org.billhook.rest.internal.Stub;
import org.billhook.rest.internal.call.QueryNames;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesResourceTest {

    private static final String ROW =
            """
            {"kind":"cost-line","object":"wbs-element/PC2","posted":{"value":"1.5","unit":"HUR"},
             "serviceDate":"2026-02-28","externalId":"t-1","text":"Design","person":"P7",
             "cost":{"amount":"80.25","currency":"EUR"}}""";

    private final List<SourceDraft> posted = new ArrayList<>();
    private final List<LedgerCommands.Command> done = new ArrayList<>();
    private final List<Sources.Query> asked = new ArrayList<>();
    private Sources.Result result = new Sources.Result(Sources.Outcome.POSTED, Optional.of(17L), List.of());
    private String origin;

    private final Sources sources = Stub.of(Sources.class)
            .on("post", args -> {
                origin = (String) args[0];
                List<SourceDraft> drafts = drafts(args[1]);
                posted.addAll(drafts);
                return drafts.stream().map(draft -> result).toList();
            })
            .on("list", args -> {
                asked.add((Sources.Query) args[0]);
                return new Page<>(List.of(stored()), Optional.of("c2"));
            })
            .on("find", args -> args[0].equals(17L) ? Optional.of(stored()) : Optional.empty())
            .service();
    private final LedgerCommands ledger = Stub.of(LedgerCommands.class)
            .on("apply", args -> {
                assertThat(((Actor) args[1]).name()).isEqualTo("carl");
                List<LedgerCommands.Command> commands = commands(args[0]);
                done.addAll(commands);
                return commands.stream().map(SourcesResourceTest::answer).toList();
            })
            .service();
    private final AsUser user = new AsUser("carl", "billing-clerk", "integrator");
    private final RestServer server = new RestServer(
            List.of(
                    new SourcesResource(sources, ledger, Stub.of(Requests.class).service()),
                    new CommandsResource(ledger)),
            user,
            new QueryNames());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void postingIsReadWithAllThatItSays() {
        HttpResponse<String> answer = server.post("/sources", ROW);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/api/v1/sources/17");
        SourceDraft draft = posted.get(0);
        assertThat(draft.kind()).isEqualTo("cost-line");
        assertThat(draft.object()).isEqualTo(new ObjectRef("wbs-element", "PC2"));
        assertThat(draft.posted()).isEqualTo(Share.of(Quantity.of("1.5", Unit.HOUR)));
        assertThat(draft.serviceDate()).isEqualTo("2026-02-28");
        assertThat(draft.cost()).contains(Money.of(CurrencyUnit.EUR, new BigDecimal("80.25")));
        assertThat(draft.characteristics()).isEqualTo(Map.of("person", "P7"));
        assertThat(draft.billable()).isTrue();
        assertThat(origin).isEqualTo("api");
    }

    @Test
    void postingThatIsThereChangesNothing() {
        result = new Sources.Result(Sources.Outcome.UNCHANGED, Optional.of(17L), List.of());

        assertThat(server.post("/sources?origin=erp", ROW).statusCode()).isEqualTo(200);
        assertThat(origin).isEqualTo("api/erp");
    }

    @Test
    void refusedPostingTellsEveryFinding() {
        result = new Sources.Result(
                Sources.Outcome.REFUSED,
                Optional.empty(),
                List.of(Finding.error("UNKNOWN_OBJECT", "object", "No PC2")));
        HttpResponse<String> answer = server.post("/sources", ROW);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(RestServer.json(answer).at("/findings/0/code").asText()).isEqualTo("UNKNOWN_OBJECT");
    }

    @Test
    void everythingWrongWithAPostingIsToldAtOnce() {
        JsonNode problem = RestServer.json(
                server.post(
                        "/sources",
                        """
                {"kind":"cost-line","object":"PC2","posted":{"value":"1,5","unit":"HUR"},"serviceDate":"28.02.2026",
                 "cost":{"amount":"1.999","currency":"EUR"}}"""));

        assertThat(problem.get("findings").findValuesAsText("field"))
                .containsExactly("object", "posted.value", "serviceDate", "externalId", "cost.amount");
        assertThat(problem.at("/findings/2/message").asText())
                .isEqualTo("serviceDate: '28.02.2026' is not a date like 2026-02-28");
        assertThat(posted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'value':'1','unit':'HUR','amount':'1'}; "
                        + "posted must have either value and unit, or amount and currency",
                "{}; posted must have either value and unit, or amount and currency",
                "{'value':'1e3','unit':'HUR'}; posted.value: '1e3' is not a decimal number like 12.30, with at most"
                        + " 15 digits before the point and 12 after",
                "{'value':'1','unit':'hour'}; "
                        + "posted.unit: Unit 'hour' is not a code of 1 to 8 upper-case letters and digits",
                "{'amount':'1','currency':'EURO'}; posted.currency: 'EURO' is not an ISO 4217 code",
                "{'value':'9999999999999','unit':'HUR'}; "
                        + "posted.value: 9999999999999.000000000 HUR exceeds 999999999999.999",
            })
    void measureIsReadStrictly(String measure, String message) {
        String json = ROW.replace("{\"value\":\"1.5\",\"unit\":\"HUR\"}", measure.replace('\'', '"'));

        assertThat(RestServer.json(server.post("/sources", json))
                        .at("/findings/0/message")
                        .asText())
                .isEqualTo(message);
    }

    @Test
    void rowThatCanNotBeReadLeavesTheOthersAlone() {
        HttpResponse<String> answer =
                server.post("/sources/bulk", "{\"items\":[%s,{\"kind\":\"cost-line\"},%s]}".formatted(ROW, ROW));
        JsonNode json = RestServer.json(answer);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(posted).hasSize(2);
        assertThat(json.get("posted").asInt()).isEqualTo(2);
        assertThat(json.get("refused").asInt()).isEqualTo(1);
        assertThat(json.get("results").findValuesAsText("row")).containsExactly("0", "1", "2");
        assertThat(json.get("results").findValuesAsText("outcome")).containsExactly("POSTED", "REFUSED", "POSTED");
        assertThat(json.at("/results/1/findings")).hasSize(4);
    }

    @Test
    void moreThanAThousandRowsAreRefused() {
        String rows = String.join(",", java.util.Collections.nCopies(1001, "{}"));

        assertThat(server.post("/sources/bulk", "{\"items\":[" + rows + "]}").statusCode())
                .isEqualTo(400);
        assertThat(server.post("/sources/bulk", "{\"items\":[]}").statusCode()).isEqualTo(400);
        assertThat(server.post("/sources/bulk", "{\"items\":[null]}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void sourceShowsEveryTermInItsMeasure() {
        JsonNode source = RestServer.json(server.get("/sources/17"));

        assertThat(source.at("/balance/posted").toString()).isEqualTo("{\"amount\":\"120.50\",\"currency\":\"EUR\"}");
        assertThat(source.at("/balance/held/amount").asText()).isEqualTo("20.50");
        assertThat(source.at("/balance/open/amount").asText()).isEqualTo("100.00");
        assertThat(source.get("serviceDate").asText()).isEqualTo("2026-02-28");
        assertThat(source.has("root")).isFalse();
        assertThat(server.get("/sources/18").statusCode()).isEqualTo(404);
        assertThat(server.get("/sources/x").statusCode()).isEqualTo(404);
    }

    @Test
    void listIsFilteredAndPaged() {
        HttpResponse<String> answer =
                server.get("/sources?object=wbs-element/PC2&from=2026-01-01&onlyOpen=true&limit=1");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(asked.get(0))
                .isEqualTo(new Sources.Query(
                        Optional.of(new ObjectRef("wbs-element", "PC2")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(LocalDate.of(2026, 1, 1)),
                        Optional.empty(),
                        true));
        assertThat(RestServer.json(answer).get("next").asText()).isEqualTo("c2");
        assertThat(server.get("/sources?limit=1001").statusCode()).isEqualTo(400);
        assertThat(server.get("/sources?from=x&onlyOpen=1").body())
                .contains("from: 'x'")
                .contains("onlyOpen: '1'");
    }

    @Test
    void sourcesAreFoundByTheIdTheyWereSentWith() {
        assertThat(server.get("/sources?externalId=t-1").statusCode()).isEqualTo(200);

        assertThat(asked.get(0))
                .isEqualTo(new Sources.Query(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.of("t-1")));
    }

    @Test
    void filterWithATypingErrorIsRefused() {
        HttpResponse<String> answer = server.get("/sources?objekt=wbs-element/PC2");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RestServer.json(answer).at("/findings/0/message").asText())
                .isEqualTo("Query parameter 'objekt' is not known; known are"
                        + " [after, externalId, from, kind, limit, object, onlyOpen, root, to]");
        assertThat(asked).isEmpty();
    }

    @Test
    void commandIsAResourceOfItsOwn() {
        HttpResponse<String> answer = server.post(
                "/sources/17/hold",
                "{\"until\":\"2026-03-31\",\"reason\":\"Waits\",\"portion\":{\"amount\":{\"amount\":\"10.00\",\"currency\":\"EUR\"}}}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(done)
                .containsExactly(new LedgerCommands.Command(
                        ActKind.HOLD,
                        17,
                        Optional.of(
                                new LedgerCommands.Portion(Optional.empty(), Optional.of(Money.parse("EUR 10.00")))),
                        Optional.of(LocalDate.of(2026, 3, 31)),
                        Optional.empty(),
                        "Waits"));
        assertThat(RestServer.json(answer).get("act").asInt()).isEqualTo(5);
    }

    @Test
    void commandNeedsAReasonAndIsRefusedWithFindings() {
        assertThat(server.post("/sources/17/hold", "{}").statusCode()).isEqualTo(400);
        assertThat(server.post("/sources/99/release", "{\"reason\":\"r\"}").statusCode())
                .isEqualTo(422);
        assertThat(server.post("/sources/17/bill", "{\"reason\":\"r\"}").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "transfer; {\"target\":\"wbs-element/PC3\",\"reason\":\"Wrong element\"}",
                "reverse; {\"reason\":\"Booked twice\"}"
            })
    void commandThatPostsASourceTellsWhere(String command, String details) {
        HttpResponse<String> answer = server.post("/sources/17/" + command, details);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/api/v1/sources/18");
        assertThat(RestServer.json(answer).get("created").asInt()).isEqualTo(18);
    }

    @Test
    void commandOnASourceThatIsNotThereIsNotFound() {
        assertThat(server.post("/sources/404/release", "{\"reason\":\"r\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void commandsTogetherAreAnsweredOneByOne() {
        JsonNode json = RestServer.json(
                server.post(
                        "/sources/commands",
                        """
                {"commands":[{"kind":"HOLD","source":17,"reason":"r"},{"kind":"BILL","source":18,"reason":"r"},
                 {"kind":"RELEASE","source":99,"reason":"r"}]}"""));

        assertThat(json.get("done").asInt()).isEqualTo(1);
        assertThat(json.get("results").findValuesAsText("source")).containsExactly("17", "18", "99");
        assertThat(json.get("results").findValuesAsText("done")).containsExactly("true", "false", "false");
        assertThat(json.at("/results/1/findings/0/field").asText()).isEqualTo("kind");
    }

    @Test
    void writingOffTogetherNeedsItsRoleToo() {
        String commands = "{\"commands\":[{\"kind\":\"WRITE_OFF\",\"source\":17,\"reason\":\"r\"}]}";

        user.roles("project-manager");
        HttpResponse<String> refused = server.post("/sources/commands", commands);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("WRITE_OFF needs the role billing-clerk or billing-approver");
        assertThat(done).isEmpty();
        user.roles("billing-approver");
        assertThat(server.post("/sources/commands", commands).statusCode()).isEqualTo(200);
    }

    private static LedgerCommands.Result answer(LedgerCommands.Command command) {
        if (command.source() == 404) {
            Finding unknown = Finding.error("UNKNOWN", "source", "There is no source 404");
            return new LedgerCommands.Result(404, Optional.empty(), Optional.empty(), List.of(unknown));
        }
        boolean posts = command.kind() == ActKind.TRANSFER || command.kind() == ActKind.REVERSE;
        return command.source() == 99
                ? new LedgerCommands.Result(
                        99, Optional.empty(), Optional.empty(), List.of(Finding.error("EXCEEDS_HELD", "Not held")))
                : new LedgerCommands.Result(
                        command.source(), Optional.of(5L), posts ? Optional.of(18L) : Optional.empty(), List.of());
    }

    private static StoredSource stored() {
        Share posted = new Share(new BigDecimal("120.5"), Measure.of(CurrencyUnit.EUR));
        Share held = new Share(new BigDecimal("20.5"), Measure.of(CurrencyUnit.EUR));
        return new StoredSource(
                17,
                "cost-line",
                "api",
                "t-1",
                new ObjectRef("wbs-element", "PC2"),
                Optional.empty(),
                LocalDate.of(2026, 2, 28),
                LocalDate.of(2026, 3, 1),
                Instant.parse("2026-03-01T08:00:00Z"),
                "Hotel",
                true,
                Map.of("person", "P7"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Balance.posted(posted).after(ActKind.HOLD, held));
    }

    @SuppressWarnings("unchecked")
    private static List<SourceDraft> drafts(Object list) {
        return (List<SourceDraft>) list;
    }

    @SuppressWarnings("unchecked")
    private static List<LedgerCommands.Command> commands(Object list) {
        return (List<LedgerCommands.Command>) list;
    }
}
