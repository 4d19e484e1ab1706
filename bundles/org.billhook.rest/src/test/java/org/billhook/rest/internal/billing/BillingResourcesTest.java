package org.billhook.rest.internal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns;
import org.billhook.core.api.DueList;
import org.billhook.core.api.Expenditures;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Stake;
import org.billhook.core.derivation.Derivation;
import org.billhook.core.derivation.Step;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.rest.internal.AsUser;
import org.billhook.rest.internal.RestServer;
import org.billhook.rest.internal.Stub;
import org.billhook.rest.internal.requests.RequestsResource;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BillingResourcesTest {

    private static final ObjectRef ROOT = new ObjectRef("wbs-element", "PC2");
    private static final ObjectRef ITEM = new ObjectRef("sales-order-item", "42-10");
    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

    private final List<BillingRuns.Order> orders = new ArrayList<>();
    private final List<Object> asked = new ArrayList<>();
    private final AsUser user = new AsUser("carl", "billing-clerk");

    private final BillingRuns runs = Stub.of(BillingRuns.class)
            .on("start", args -> {
                orders.add((BillingRuns.Order) args[0]);
                return run(BillingRuns.State.PLANNED);
            })
            .on("preview", args -> {
                orders.add((BillingRuns.Order) args[0]);
                return preview();
            })
            .on("findPreview", args -> args[0].equals(3L) ? Optional.of(preview()) : Optional.empty())
            .on("find", args -> Optional.of(committed()))
            .on("commit", args -> {
                if (!args[0].equals(3L)) {
                    throw BillhookException.unknown("preview", args[0]);
                }
                if (args[1].equals("alone")) {
                    throw new BillhookException(
                            BillhookException.Type.FORBIDDEN,
                            Finding.error("NEEDS_RELEASE", "To be released by a billing-approver other than carl"));
                }
                if (!args[1].equals("token")) {
                    throw new BillhookException(
                            BillhookException.Type.CONFLICT,
                            Finding.error("CHANGED", "Source 17 was billed meanwhile"));
                }
                return run(BillingRuns.State.DONE);
            })
            .on("roots", args -> {
                asked.add(args[1]);
                return new Page<>(List.of(result()), Optional.empty());
            })
            .on("previewLines", args -> new Page<>(List.of(line()), Optional.empty()))
            .service();
    private final DueList due = Stub.of(DueList.class)
            .on("list", args -> {
                asked.add(args[0]);
                return new Page<>(
                        List.of(new DueList.DueRoot(
                                ROOT,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                7,
                                2,
                                Optional.of(LocalDate.of(2026, 1, 5)),
                                List.of(Share.of(Quantity.of("12", Unit.HOUR))),
                                Optional.of(List.of(Money.parse("EUR 840.00"))),
                                List.of(Finding.error("NO_ITEM", "No item bills it")))),
                        Optional.empty());
            })
            .on("settleUnbilled", args -> {
                asked.add(args[2]);
                return new DueList.Settled(2, List.of(), false);
            })
            .service();
    private final Requests requests = Stub.of(Requests.class)
            .on("find", args -> args[0].equals(8L) ? Optional.of(request()) : Optional.empty())
            .on(
                    "why",
                    args -> new Requests.Why(
                            request(),
                            line(),
                            List.of(new Requests.Decider(
                                    "relevance", "itemized", "org.billhook.relevance.itemized", "1.0", "h")),
                            List.of(new Requests.LineClaim(
                                    17,
                                    "t-1",
                                    LocalDate.of(2026, 2, 28),
                                    ActKind.BILL,
                                    Share.of(Quantity.of("1.5", Unit.HOUR)),
                                    Money.parse("EUR 180.00")))))
            .on("reject", args -> {
                asked.add(List.of(args[0], args[1], args[2]));
                return request();
            })
            .service();
    private final Expenditures expenditures = Stub.of(Expenditures.class)
            .on("decide", args -> {
                asked.add(args[1]);
                return preview();
            })
            .on("reprice", args -> {
                asked.add(args[1]);
                return preview();
            })
            .service();
    private final RestServer server = new RestServer(
            List.of(
                    new RunsResource(runs),
                    new PreviewsResource(runs, expenditures),
                    new DueListResource(due),
                    new RequestsResource(requests)),
            user);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void runIsAcceptedAndItsJobNamed() {
        HttpResponse<String> answer =
                server.post("/runs", "{\"keyDate\":\"2026-02-28\",\"roots\":[\"wbs-element/PC2\"]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/api/v1/jobs/5");
        assertThat(orders)
                .containsExactly(new BillingRuns.Order(
                        LocalDate.of(2026, 2, 28), List.of(ROOT), Optional.empty(), Optional.empty(), List.of()));
        JsonNode run = RestServer.json(answer);
        assertThat(run.get("rootsByState").toString()).isEqualTo("{\"DONE\":2,\"FAILED\":1}");
        assertThat(run.get("totals").toString()).isEqualTo("[{\"amount\":\"180.00\",\"currency\":\"EUR\"}]");
    }

    @Test
    void orderIsReadStrictly() {
        JsonNode problem = RestServer.json(
                server.post("/runs", "{\"roots\":[\"PC2\"],\"decisions\":[{\"kind\":\"HOLD\",\"reason\":\"r\"}]}"));

        assertThat(problem.get("findings").findValuesAsText("field"))
                .containsExactly("keyDate", "roots[0]", "decisions[0].source");
        assertThat(orders).isEmpty();
    }

    @Test
    void emptySelectionIsRefusedWithItsField() {
        for (String path : List.of("/runs", "/previews")) {
            HttpResponse<String> answer = server.post(path, "{\"keyDate\":\"2026-02-28\",\"roots\":[]}");
            assertThat(answer.statusCode()).as(path).isEqualTo(422);
            assertThat(RestServer.json(answer).at("/findings/0/field").asText()).isEqualTo("roots");
            assertThat(RestServer.json(answer).at("/findings/0/code").asText()).isEqualTo("NOTHING_SELECTED");

            JsonNode within = RestServer.json(server.post(
                    path, "{\"keyDate\":\"2026-02-28\",\"selection\":{\"kinds\":[],\"within\":[],\"without\":[]}}"));
            assertThat(within.get("status").asInt()).isEqualTo(422);
            assertThat(within.get("findings").findValuesAsText("field"))
                    .containsExactly("selection.kinds", "selection.within");
        }
        assertThat(orders).isEmpty();
    }

    @Test
    void otherListsOfAnOrderMayBeEmpty() {
        HttpResponse<String> answer = server.post(
                "/runs",
                "{\"keyDate\":\"2026-02-28\",\"decisions\":[],\"priceChanges\":[],\"selection\":{\"without\":[]}}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(orders).containsExactly(BillingRuns.Order.all(LocalDate.of(2026, 2, 28)));
    }

    @Test
    @Tag("D-90")
    void emptyListOfPartsDoesNotRejectTheWholeRequest() {
        HttpResponse<String> answer = reject("{\"code\":\"VN\",\"note\":\"Doubt\",\"parts\":[]}", "\"2\"");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(RestServer.json(answer).at("/findings/0/field").asText()).isEqualTo("parts");
        assertThat(asked).isEmpty();
    }

    @Test
    void whatGivesSomethingUpIsRefusedWithWhoMayReleaseIt() {
        String order = "{\"keyDate\":\"2026-02-28\","
                + "\"decisions\":[{\"kind\":\"WRITE_OFF\",\"source\":17,\"reason\":\"r\"}]}";
        HttpResponse<String> preview = server.post("/previews", order);
        assertThat(preview.statusCode()).isEqualTo(201);
        assertThat(RestServer.json(preview).at("/givesUp/amounts/0/amount").asText())
                .isEqualTo("12.00");
        assertThat(RestServer.json(preview).at("/authors/0").asText()).isEqualTo("carl");

        HttpResponse<String> refused = server.post("/previews/3/commit", "{\"token\":\"alone\"}");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(RestServer.json(refused).at("/findings/0/code").asText()).isEqualTo("NEEDS_RELEASE");
        assertThat(refused.body()).contains("billing-approver other than carl");
    }

    @Test
    void commitBillsWhatTheTokenStandsForOrTellsTheDifference() {
        HttpResponse<String> done = server.post("/previews/3/commit", "{\"token\":\"token\"}");
        HttpResponse<String> changed = server.post("/previews/3/commit", "{\"token\":\"old\"}");

        assertThat(done.statusCode()).isEqualTo(201);
        assertThat(done.headers().firstValue("Location").orElseThrow()).endsWith("/api/v1/runs/4");
        assertThat(changed.statusCode()).isEqualTo(409);
        assertThat(changed.body()).contains("Source 17 was billed meanwhile");
        assertThat(server.post("/previews/9/commit", "{\"token\":\"token\"}").statusCode())
                .isEqualTo(404);
        assertThat(server.post("/previews/3/commit", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void committedPreviewHasNoJob() {
        assertThat(RestServer.json(server.get("/runs/4")).has("job")).isFalse();
    }

    @Test
    void rootsAreFilteredByState() {
        assertThat(server.get("/runs/4/roots?state=FAILED").statusCode()).isEqualTo(200);
        assertThat(asked).containsExactly(Optional.of(BillingRuns.State.FAILED));
        assertThat(server.get("/runs/4/roots?state=BAD").body()).contains("'BAD' is not one of [PLANNED, RUNNING");
    }

    @Test
    void dueListNeedsAKeyDateAndGivesReasons() {
        assertThat(server.get("/due-list").statusCode()).isEqualTo(400);
        JsonNode root =
                RestServer.json(server.get("/due-list?keyDate=2026-02-28")).at("/items/0");

        assertThat(root.get("due").asInt()).isEqualTo(7);
        assertThat(root.get("unbilled").asInt()).isEqualTo(2);
        assertThat(root.get("open").toString()).isEqualTo("[{\"value\":\"12\",\"unit\":\"HUR\"}]");
        assertThat(root.at("/atStake/0/amount").asText()).isEqualTo("840.00");
        assertThat(root.at("/reasons/0/code").asText()).isEqualTo("NO_ITEM");
        assertThat(root.has("item")).isFalse();
        assertThat(asked).containsExactly(DueList.Query.all(LocalDate.of(2026, 2, 28)));
    }

    @Test
    void dueListIsFiltered() {
        assertThat(server.get("/due-list?keyDate=2026-02-28&party=ACME&item=sales-order-item/42-10&relevance=itemized"
                                + "&reason=STATUS&atStake=true&atLeast=100.00&currency=EUR")
                        .statusCode())
                .isEqualTo(200);
        assertThat(asked)
                .containsExactly(new DueList.Query(
                        LocalDate.of(2026, 2, 28),
                        Optional.of("ACME"),
                        Optional.of(ITEM),
                        Optional.of("itemized"),
                        Optional.of("STATUS"),
                        true,
                        Optional.of(Money.parse("EUR 100.00"))));
        assertThat(server.get("/due-list?keyDate=2026-02-28&atLeast=100.00").statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatNobodyBillsIsSettledWithAReason() {
        String roots = "{\"keyDate\":\"2026-02-28\",\"roots\":[\"wbs-element/PC2\"],\"reason\":\"Goodwill\"}";
        assertThat(RestServer.json(server.post("/due-list/not-billable", roots)).toString())
                .isEqualTo("{\"sources\":2,\"refused\":[],\"more\":false}");
        assertThat(asked).containsExactly("Goodwill");
        assertThat(server.post("/due-list/not-billable", "{\"keyDate\":\"2026-02-28\",\"roots\":[]}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void lineShowsItsDerivation() {
        JsonNode line =
                RestServer.json(server.get("/previews/3/requests/1/lines")).at("/items/0");

        assertThat(line.get("quantity").toString()).isEqualTo("{\"value\":\"1.5\",\"unit\":\"HUR\"}");
        assertThat(line.at("/derivation/0/code").asText()).isEqualTo("s");
        assertThat(line.at("/derivation/0/args/1").asText()).isEqualTo("1.5 HUR");
    }

    @Test
    void whyNamesSourcesAndWhoDecided() {
        JsonNode why = RestServer.json(server.get("/requests/8/lines/1/why"));

        assertThat(why.at("/claims/0/value/amount").asText()).isEqualTo("180.00");
        assertThat(why.at("/deciders/0/bundle").asText()).isEqualTo("org.billhook.relevance.itemized");
        assertThat(why.at("/request/number").asText()).isEqualTo("DMR-000042");
    }

    @Test
    @Tag("D-90")
    void rejectionNeedsVersionCodeAndNote() {
        String whole = "{\"code\":\"CANCELLED\",\"note\":\"Wrong buyer\"}";
        assertThat(reject(whole, null).statusCode()).isEqualTo(428);
        assertThat(reject("{\"note\":\"Wrong buyer\"}", "\"2\"").statusCode()).isEqualTo(400);
        assertThat(reject(whole, "\"2\"").statusCode()).isEqualTo(200);
        assertThat(asked).containsExactly(List.of(8L, 2L, Requests.Rejection.whole("CANCELLED", "Wrong buyer")));
    }

    @Test
    @Tag("D-121")
    void partsOfARequestAreReadWithWhatIsWrongOfEach() {
        HttpResponse<String> wrong = reject(
                "{\"code\":\"LATER\",\"note\":\"Doubt\",\"parts\":[{\"percent\":\"40\"},"
                        + "{\"position\":1,\"percent\":\"much\"}]}",
                "\"2\"");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("parts[0].position").contains("parts[1].percent");
        assertThat(reject(
                                "{\"code\":\"LATER\",\"note\":\"Doubt\",\"parts\":[{\"position\":1,\"percent\":\"40\"}]}",
                                "\"2\"")
                        .statusCode())
                .isEqualTo(200);
        Requests.Part part =
                new Requests.Part(1, Optional.empty(), Optional.of(new java.math.BigDecimal("40")), Optional.empty());
        assertThat(asked).containsExactly(List.of(8L, 2L, new Requests.Rejection("LATER", "Doubt", List.of(part))));
    }

    private HttpResponse<String> post(String path, String json) {
        return server.send(RestServer.withJson(server.call(path), "POST", json));
    }

    @Test
    @Tag("D-84")
    void decisionsOnNodesAreReadWithWhatIsWrongOfEach() {
        HttpResponse<String> wrong = post(
                "/previews/3/decisions",
                "{\"decisions\":[{\"node\":2,\"reason\":\"x\"},{\"node\":3,\"toBill\":{\"percent\":\"half\"},\"reason\":\"x\"}]}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("decisions[0].toBill").contains("decisions[1].toBill.percent");
        assertThat(post(
                                "/previews/3/decisions",
                                "{\"decisions\":[{\"node\":2,\"toBill\":{\"percent\":\"60\"},\"reason\":\"As agreed\"}]}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(asked)
                .containsExactly(List.of(new Expenditures.Decision(
                        Optional.of(2),
                        Optional.empty(),
                        Expenditures.Part.percent("60"),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        "As agreed")));
    }

    @Test
    @Tag("D-62")
    void aChangeOfPriceIsOneOfThree() {
        assertThat(post("/previews/3/price-changes", "{\"changes\":[{\"percent\":\"-10\"}]}")
                        .body())
                .contains("changes[0].reason");
        assertThat(post("/previews/3/price-changes", "{\"changes\":[{\"reason\":\"x\"}]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/previews/3/price-changes", "{\"changes\":[{\"percent\":\"-10\",\"reason\":\"x\"}]}")
                        .statusCode())
                .isEqualTo(201);
    }

    private HttpResponse<String> reject(String json, String ifMatch) {
        HttpRequest.Builder call = RestServer.withJson(server.call("/requests/8/reject"), "POST", json);
        return server.send(ifMatch == null ? call : call.header("If-Match", ifMatch));
    }

    private BillingRuns.Preview preview() {
        BillingRuns.Order order = new BillingRuns.Order(
                LocalDate.of(2026, 2, 28), List.of(), Optional.empty(), Optional.empty(), List.of());
        return new BillingRuns.Preview(
                3,
                "token",
                order,
                "carl",
                AT,
                AT.plusSeconds(3600),
                List.of(result()),
                List.of(new Requests.Draft(
                        1,
                        RequestKind.DEBIT_MEMO_REQUEST,
                        Optional.of("L2"),
                        List.of(item()),
                        "ACME",
                        Money.parse("EUR 180.00"),
                        1)),
                Stake.of(Optional.of(Money.parse("EUR 12.00")), Optional.empty()),
                Set.of("carl"));
    }

    private static Requests.BilledItem item() {
        return new Requests.BilledItem(ITEM, ROOT, 1, 1, Money.parse("EUR 180.00"), Money.parse("EUR 0.00"));
    }

    private static BillingRuns.RootResult result() {
        return new BillingRuns.RootResult(
                ROOT, BillingRuns.State.DONE, List.of(8L), 1, List.of(Money.parse("EUR 180.00")), List.of());
    }

    private static BillingRuns.Run run(BillingRuns.State state) {
        return new BillingRuns.Run(
                4,
                5,
                BillingRuns.Order.all(LocalDate.of(2026, 2, 28)),
                state,
                "carl",
                AT,
                Optional.empty(),
                "g1",
                Map.of(),
                3,
                Map.of(BillingRuns.State.FAILED, 1L, BillingRuns.State.DONE, 2L, BillingRuns.State.PLANNED, 0L),
                1,
                Map.of("EUR", Money.parse("EUR 180.00")),
                List.of());
    }

    private static BillingRuns.Run committed() {
        BillingRuns.Run run = run(BillingRuns.State.DONE);
        return new BillingRuns.Run(
                run.id(),
                0,
                run.order(),
                run.state(),
                run.actor(),
                run.createdAt(),
                run.endedAt(),
                run.generation(),
                run.plugins(),
                run.roots(),
                run.rootsByState(),
                run.lines(),
                run.totals(),
                run.findings());
    }

    private static Requests.Line line() {
        return new Requests.Line(
                1,
                ITEM,
                Optional.of(Share.of(Quantity.of("1.5", Unit.HOUR))),
                "Design",
                Optional.of(LocalDate.of(2026, 2, 28)),
                Optional.empty(),
                Map.of("person", "P7"),
                Money.parse("EUR 180.00"),
                ROOT,
                new Derivation(List.of(Step.of(Step.SOURCE, "17", "1.5 HUR"))),
                Optional.empty());
    }

    private static Requests.Request request() {
        return new Requests.Request(
                8,
                "DMR-000042",
                RequestKind.DEBIT_MEMO_REQUEST,
                Optional.of("L2"),
                true,
                Requests.State.OPEN,
                List.of(item()),
                "ACME",
                Money.parse("EUR 180.00"),
                Money.parse("EUR 0.00"),
                Optional.empty(),
                LocalDate.of(2026, 2, 28),
                4,
                1,
                AT,
                "carl",
                2);
    }
}
