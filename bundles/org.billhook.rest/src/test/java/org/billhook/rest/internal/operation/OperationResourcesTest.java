package org.billhook.rest.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.Actor;
import org.billhook.core.api.Events;
import org.billhook.core.api.Jobs;
import org.billhook.core.api.Page;
import org.billhook.core.api.Plugins;
import org.billhook.core.api.Prices;
import org.billhook.core.api.Requests;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.rest.internal.AsUser;
import org.billhook.rest.internal.RestServer;
import org.billhook.rest.internal.Stub;
import org.billhook.rest.internal.plugins.PluginsResource;
import org.billhook.rest.internal.prices.PricesResource;
import org.billhook.rest.internal.records.AuditsResource;
import org.billhook.rest.internal.records.RecordsResource;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationResourcesTest {

    private final List<Object> asked = new ArrayList<>();
    private List<Finding> broken = List.of();
    private Jobs.State over = Jobs.State.RUNNING;

    private final Plugins plugins = Stub.of(Plugins.class)
            .on("install", args -> {
                asked.add(text((InputStream) args[0]));
                return new Plugins.Swap(
                        "org.example.rule", "1.1.0", List.of("1.0.0"), List.of(version(Plugins.State.ACTIVE)));
            })
            .on("uninstall", args -> {
                asked.add(args[0] + " " + args[1] + " " + args[2]);
                return ((Optional<?>) args[2]).isPresent() ? List.of() : List.of(version(Plugins.State.AWAY));
            })
            .on("retire", args -> {
                asked.add(args[0] + " " + args[1] + " " + args[2] + " " + ((Actor) args[3]).name());
                return null;
            })
            .on("list", args -> List.of(version(Plugins.State.BROKEN)))
            .on("generation", args -> "g7")
            .service();
    private final Events events = Stub.of(Events.class)
            .on("events", args -> {
                asked.add(List.of(args[0], args[1]));
                return new Page<>(
                        List.of(new Events.Event(
                                8,
                                "request.created",
                                "request/8",
                                "{\"net\":\"1.00\"}",
                                Instant.parse("2026-03-01T08:00:00Z"),
                                "ab")),
                        Optional.of("8"));
            })
            .on("changes", args -> {
                asked.add(args.length == 1 ? "all" : args[0]);
                return new Page<>(List.of(), Optional.empty());
            })
            .on("changesOf", args -> {
                asked.add("of " + args[0]);
                return new Page<>(List.of(), Optional.empty());
            })
            .service();
    private final Jobs jobs = Stub.of(Jobs.class)
            .on("submit", args -> {
                asked.add(args[0]);
                return job(Jobs.State.WAITING);
            })
            .on("find", args -> args[0].equals(7L) ? Optional.of(job(over)) : Optional.empty())
            .service();
    private static final PriceEntry PRICE = price(17, "EUR 1000.00");
    private static final PriceEntry OTHER = price(18, "EUR 120.125");
    private boolean anyIsNew = true;

    private final Prices prices = Stub.of(Prices.class)
            .on("add", args -> {
                asked.addAll((List<?>) args[0]);
                return List.of(new Prices.Added(PRICE, false), new Prices.Added(OTHER, anyIsNew));
            })
            .on("find", args -> args[0].equals(17L) ? Optional.of(Prices.Listed.standing(PRICE)) : Optional.empty())
            .on("cancel", args -> {
                asked.addAll(List.of(args[1], args[2]));
                boolean replaced = ((Optional<?>) args[1]).isPresent();
                Optional<Long> by = replaced ? Optional.of(OTHER.number()) : Optional.empty();
                Prices.Listed cancelled =
                        new Prices.Listed(PRICE, Optional.of(new Prices.Cancellation((String) args[2], by)));
                return replaced ? List.of(cancelled, Prices.Listed.standing(OTHER)) : List.of(cancelled);
            })
            .service();
    private final Requests requests = Stub.of(Requests.class)
            .on("pricedBy", args -> new Page<>(List.of(), Optional.empty()))
            .service();
    private final AsUser user = new AsUser("root");
    private final RestServer server = new RestServer(
            List.of(
                    new PluginsResource(plugins),
                    new RecordsResource(events),
                    new AuditsResource(jobs),
                    new PricesResource(prices, requests)),
            user);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void jarIsTakenAsBody() {
        HttpResponse<String> answer = server.send(server.call("/plugins")
                .header("Content-Type", "application/java-archive")
                .POST(HttpRequest.BodyPublishers.ofString("jar bytes")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .endsWith("/api/v1/plugins/org.example.rule/versions/1.1.0");
        assertThat(asked).containsExactly("jar bytes");
        assertThat(RestServer.json(answer).at("/oldVersions/0").asText()).isEqualTo("1.0.0");
    }

    @Test
    void jarIsTakenAsPartOfAForm() {
        HttpResponse<String> answer = form("file", "jar bytes");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(asked).containsExactly("jar bytes");
        assertThat(form("other", "jar bytes").statusCode()).isEqualTo(400);
    }

    @Test
    void versionIsTakenAwayAndTheAnswerNamesTheIdsThatItLeavesAway() {
        HttpResponse<String> answer = server.send(
                server.call("/plugins/org.example.rule/versions/1.0.0").DELETE());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(asked).containsExactly("org.example.rule 1.0.0 Optional.empty");
        JsonNode away = RestServer.json(answer).at("/items/0");
        assertThat(away.get("state").asText()).isEqualTo("AWAY");
        assertThat(away.has("bundleId")).as("id of a bundle that is not there").isFalse();
    }

    @Test
    void versionIsTakenAwayAndItsIdsRetiredAtOnce() {
        HttpResponse<String> answer = server.send(server.call("/plugins/org.example.rule/versions/1.0.0?retire=No+more")
                .DELETE());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(asked).containsExactly("org.example.rule 1.0.0 Optional[No more]");
    }

    @Test
    void anIdIsRetiredForAReason() {
        HttpResponse<String> answer =
                retirement("{\"spi\": \"BillingAdjustment\", \"id\": \"cap\", \"reason\": \"No more\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(asked).containsExactly("BillingAdjustment cap No more root");

        HttpResponse<String> empty = retirement("{\"id\": \"cap\"}");
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(RestServer.json(empty).findValuesAsText("field")).containsExactly("spi", "reason");
    }

    private HttpResponse<String> retirement(String json) {
        return server.send(server.call("/plugins/retirements")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    @Test
    void pluginsShowWhyTheyAreBroken() {
        JsonNode list = RestServer.json(server.get("/plugins"));

        assertThat(list.get("generation").asText()).isEqualTo("g7");
        assertThat(list.at("/items/0/findings/0/code").asText()).isEqualTo("NO_START");
    }

    @Test
    void eventsComeAfterANumberWithTheirDataAsObject() {
        HttpResponse<String> answer = server.get("/events?after=7&limit=1");

        assertThat(RestServer.json(answer).at("/items/0/data/net").asText()).isEqualTo("1.00");
        assertThat(answer.headers().firstValue("Link").orElseThrow()).contains("after=8");
        assertThat(asked).containsExactly(List.of(7L, 1));
        assertThat(server.get("/events?after=x").statusCode()).isEqualTo(400);
    }

    @Test
    void changesOfPluginsAreForWhoeverExchangesThemAndAllForTheAuditor() {
        user.roles("plugin-administrator");
        assertThat(server.get("/changes").statusCode()).isEqualTo(200);
        assertThat(server.get("/changes?kind=plugin").statusCode()).isEqualTo(200);
        assertThat(server.get("/changes?kind=project").statusCode()).isEqualTo(403);
        user.roles("auditor");
        assertThat(server.get("/changes").statusCode()).isEqualTo(200);
        assertThat(server.get("/changes?kind=project").statusCode()).isEqualTo(200);

        assertThat(asked).containsExactly("plugin", "plugin", "all", "project");
    }

    @Test
    void changesOfOneSubjectAreForTheAuditor() {
        user.roles("auditor");
        assertThat(server.get("/changes?subject=price/17").statusCode()).isEqualTo(200);
        assertThat(server.get("/changes?subject=price/17&kind=price").statusCode())
                .isEqualTo(422);
        user.roles("plugin-administrator");
        assertThat(server.get("/changes?subject=price/17").statusCode()).isEqualTo(403);

        assertThat(asked).containsExactly("of price/17");
    }

    @Test
    void auditIsAJobThatTellsWhatDoesNotAddUp() {
        HttpResponse<String> started = server.send(server.call("/audits").POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        assertThat(started.headers().firstValue("Location").orElseThrow()).endsWith("/api/v1/audits/7");
        assertThat(asked).containsExactly("audit");
        assertThat(RestServer.json(server.get("/audits/7")).has("ok"))
                .as("not over yet")
                .isFalse();
        over = Jobs.State.DONE;
        assertThat(RestServer.json(server.get("/audits/7")).get("ok").asBoolean())
                .isTrue();
        over = Jobs.State.FAILED;
        broken = List.of(Finding.error("LEDGER_DISAGREES", "Source 17"));
        JsonNode audit = RestServer.json(server.get("/audits/7"));
        assertThat(audit.get("ok").asBoolean()).isFalse();
        assertThat(audit.at("/findings/0/message").asText()).isEqualTo("Source 17");
        assertThat(server.get("/audits/8").statusCode()).isEqualTo(404);
    }

    private Jobs.Job job(Jobs.State state) {
        return new Jobs.Job(
                7,
                "audit",
                "ledger",
                state,
                0,
                Optional.empty(),
                "root",
                Instant.parse("2026-03-01T08:00:00Z"),
                Optional.empty(),
                broken);
    }

    @Test
    void pricesAreAddedWithAllTheirDecimals() {
        HttpResponse<String> answer = server.post(
                "/prices",
                """
                {"entries":[{"list":"2026","key":{"activity":"Design"},"unit":"HUR",
                 "price":{"amount":"120.125","currency":"EUR"},"validFrom":"2026-01-01"}]}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .as("the one that is new")
                .endsWith("/api/v1/prices/18");
        assertThat(asked)
                .containsExactly(new PriceEntry(
                        "2026",
                        0,
                        Map.of("activity", "Design"),
                        Unit.HOUR,
                        BigMoney.parse("EUR 120.125"),
                        LocalDate.of(2026, 1, 1),
                        Optional.empty()));
        assertThat(RestServer.json(answer).at("/items/1/price/amount").asText()).isEqualTo("120.125");
    }

    @Test
    void priceThatIsThereIsNotCreated() {
        anyIsNew = false;
        HttpResponse<String> answer = server.post(
                "/prices",
                """
                {"entries":[{"list":"standard","unit":"HUR","price":{"amount":"1000","currency":"EUR"},
                 "validFrom":"2026-01-01"}]}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/api/v1/prices/17");
    }

    @Test
    void aWrongPriceIsCancelledAndReplaced() {
        HttpResponse<String> answer = server.post(
                "/prices/17/cancel",
                """
                {"reason":"Typed wrong","replacement":{"price":{"amount":"100.00","currency":"EUR"}}}""");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/api/v1/prices/18");
        assertThat(asked)
                .containsExactly(
                        Optional.of(new Prices.Replacement(BigMoney.parse("EUR 100.00"), Optional.empty())),
                        "Typed wrong");
        assertThat(RestServer.json(answer).at("/cancelled/cancelled/replacedBy").asLong())
                .isEqualTo(18);
        assertThat(RestServer.json(answer).at("/billed/items").isEmpty()).isTrue();
    }

    @Test
    void aWrongPriceIsCancelledWithNothingInItsPlace() {
        HttpResponse<String> answer = server.post("/prices/17/cancel", "{\"reason\":\"Typed wrong\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(RestServer.json(answer).has("replacement")).isFalse();
    }

    @Test
    void aCancellationTellsWhatIsWrongWithIt() {
        HttpResponse<String> answer =
                server.post("/prices/17/cancel", "{\"replacement\":{\"validTo\":\"2026-13-01\"}}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("reason is missing", "ONE_OF");
        assertThat(server.get("/prices/99/billed").statusCode()).isEqualTo(404);
    }

    @Test
    void priceThatEndsBeforeItStartsIsRefusedByName() {
        JsonNode problem = RestServer.json(
                server.post(
                        "/prices",
                        """
                {"entries":[{"list":"2026","unit":"HUR","price":{"amount":"1","currency":"EUR"},
                 "validFrom":"2026-01-02","validTo":"2026-01-01"}]}"""));

        assertThat(problem.at("/findings/0/field").asText()).isEqualTo("entries[0].validTo");
    }

    private static PriceEntry price(long number, String amount) {
        return new PriceEntry(
                "standard",
                number,
                Map.of(),
                Unit.HOUR,
                BigMoney.parse(amount),
                LocalDate.of(2026, 1, 1),
                Optional.empty());
    }

    private HttpResponse<String> form(String part, String content) {
        String body = "--b\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\"a.jar\"\r\n"
                + "Content-Type: application/java-archive\r\n\r\n" + content + "\r\n--b--\r\n";
        return server.send(server.call("/plugins")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static Plugins.Version version(Plugins.State state) {
        List<Finding> findings =
                state == Plugins.State.BROKEN ? List.of(Finding.error("NO_START", "It did not start")) : List.of();
        return new Plugins.Version(
                "BillingRelevance", "itemized", "org.example.rule", "1.1.0", "a1", 90, state, 0, findings);
    }

    private static String text(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
