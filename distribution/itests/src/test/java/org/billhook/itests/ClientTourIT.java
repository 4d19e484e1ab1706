package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.billhook.client.ApiClient;
import org.billhook.client.ApiException;
import org.billhook.client.api.BillingApi;
import org.billhook.client.api.PricesApi;
import org.billhook.client.api.ProjectsApi;
import org.billhook.client.api.RequestsApi;
import org.billhook.client.api.SalesOrdersApi;
import org.billhook.client.api.SourcesApi;
import org.billhook.client.api.TokensApi;
import org.billhook.client.model.BillingOrder;
import org.billhook.client.model.Commit;
import org.billhook.client.model.ElementChange;
import org.billhook.client.model.Measured;
import org.billhook.client.model.Money;
import org.billhook.client.model.NewElement;
import org.billhook.client.model.NewPrice;
import org.billhook.client.model.NewPrices;
import org.billhook.client.model.NewProject;
import org.billhook.client.model.NewSalesOrder;
import org.billhook.client.model.NewSalesOrderItem;
import org.billhook.client.model.NewToken;
import org.billhook.client.model.Preview;
import org.billhook.client.model.Rejection;
import org.billhook.client.model.Request;
import org.billhook.client.model.Run;
import org.billhook.client.model.SalesOrderItemChange;
import org.billhook.client.model.SourceBulk;
import org.billhook.client.model.SourceBulkResult;
import org.billhook.client.model.SourceCommandDetails;
import org.billhook.client.model.SourceDraft;
import org.billhook.client.model.Token;
import org.billhook.harness.Api;
import org.billhook.rest.wire.AddedAttributes;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tour of {@code docs/api.md} with the Java client that the build generates, logged in with an API token. */
@ExtendWith(Servers.class)
class ClientTourIT {

    private static final LocalDate FEBRUARY_28 = LocalDate.of(2026, 2, 28);
    private static final String ELEMENT = "wbs-element/CT.1";

    @Test
    void aBillIsMadeAndTakenBackByTheClient(DerbyServer server) throws IOException, ApiException {
        LoginIT.user(server, "clara", "project-manager", "billing-clerk", "billing-approver", "integrator");
        ApiClient client = client(server, basic("clara"));
        Token token = new TokensApi(client)
                .createToken(
                        new NewToken()
                                .label("Tour")
                                .scopes(List.of("project-manager", "billing-clerk", "billing-approver", "integrator"))
                                .lastDay(LocalDate.now(ZoneOffset.UTC).plusDays(1)),
                        null);
        client = client(server, "Bearer " + token.getToken());

        master(client);
        post(client);
        Preview preview = preview(client);
        Run run = new BillingApi(client).commitPreview(preview.getId(), new Commit().token(preview.getToken()), null);
        bill(client, run);
    }

    private static void master(ApiClient client) throws ApiException {
        ProjectsApi projects = new ProjectsApi(client);
        projects.createProject(
                new NewProject()
                        .id("CT")
                        .name("New mill")
                        .category("CUSTOMER")
                        .customer("C-CT")
                        .currency("EUR"),
                "ct-1");
        projects.createProjectElement(
                "CT", new NewElement().id("CT.0").name("As billed").billingElement(true), null);
        projects.createProjectElement(
                "CT", new NewElement().id("CT.1").name("Drawings").parent("CT.0"), null);
        for (String element : List.of("CT.0", "CT.1")) {
            projects.changeProjectElement("CT", element, "*", new ElementChange().status("RELEASED"));
        }
        assertThatThrownBy(() -> projects.changeProjectElement("CT", "CT.1", "\"1\"", new ElementChange().name("Late")))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.getCode()).isEqualTo(412));
        SalesOrdersApi orders = new SalesOrdersApi(client);
        orders.createSalesOrder(
                new NewSalesOrder().id("CT-47").name("Order").customer("C-CT").currency("EUR"), null);
        orders.createSalesOrderItem(
                "CT-47",
                new NewSalesOrderItem()
                        .itemNumber("10")
                        .name("Engineering")
                        .billingRelevance("itemized")
                        .dipProfile("STANDARD")
                        .billingElement("wbs-element/CT.0"),
                null);
        orders.changeSalesOrderItem("CT-47", "10", "\"1\"", new SalesOrderItemChange().status("RELEASED"));
        new PricesApi(client)
                .addPrices(
                        new NewPrices()
                                .entries(List.of(new NewPrice()
                                        ._list("standard")
                                        .key(Map.of("activity", "CT-DESIGN"))
                                        .unit("HUR")
                                        .price(new Money().amount("120.00").currency("EUR"))
                                        .validFrom(LocalDate.of(2026, 1, 1)))),
                        null);
    }

    private static void post(ApiClient client) throws ApiException {
        SourcesApi sources = new SourcesApi(client);
        SourceBulkResult posted = sources.postSources(
                new SourceBulk()
                        .items(List.of(
                                draft("ct-1", "7.5", ELEMENT),
                                draft("ct-2", "2", ELEMENT),
                                draft("ct-3", "1", "wbs-element/CT.9"))),
                null);
        assertThat(posted.getPosted()).isEqualTo(2);
        assertThat(posted.getRefused()).isEqualTo(1);
        assertThat(posted.getResults().get(2).getFindings()).isNotEmpty();
        sources.holdSource(
                posted.getResults().get(1).getId(),
                new SourceCommandDetails().until(LocalDate.of(2026, 3, 15)).reason("Shown on March 14"),
                null);
        assertThat(sources.getSource(posted.getResults().get(1).getId())
                        .getBalance()
                        .getHeld()
                        .getValue())
                .isEqualTo("2");
    }

    private static SourceDraft draft(String id, String hours, String object) {
        return new SourceDraft()
                .kind("time")
                ._object(object)
                .posted(new Measured().value(hours).unit("HUR"))
                .serviceDate(LocalDate.of(2026, 2, 2))
                .externalId(id)
                .person("berg")
                .activity("CT-DESIGN");
    }

    private static Preview preview(ApiClient client) throws ApiException {
        Preview preview = new BillingApi(client)
                .createPreview(new BillingOrder().keyDate(FEBRUARY_28).roots(List.of("wbs-element/CT.0")), null);
        assertThat(preview.getRequests().get(0).getNet().getAmount()).isEqualTo("900.00");
        return preview;
    }

    private static void bill(ApiClient client, Run run) throws ApiException {
        assertThat(run.getState()).isEqualTo(Run.StateEnum.DONE);
        assertThat(run.getTotals().get(0).getAmount()).isEqualTo("900.00");
        RequestsApi requests = new RequestsApi(client);
        Request request = requests.listRequests(null, null, "wbs-element/CT.0", null, null, null, null, null, 10, null)
                .getItems()
                .get(0);
        assertThat(request.getState()).isEqualTo(Request.StateEnum.OPEN);
        assertThat(requests.getRequestLineWhy(request.getId(), 1)
                        .getLine()
                        .getDerivation()
                        .toString())
                .contains("price: 120 a unit gives 900.00");
        Request rejected = requests.rejectRequest(
                request.getId(), "*", new Rejection().code("CANCELLED").note("Wrong price"), null);
        assertThat(rejected.getState()).isEqualTo(Request.StateEnum.REJECTED);
    }

    /** The same in TypeScript, where the build can run it: Node.js comes as a library for Java, for Linux. */
    @Test
    void theClientInTypeScriptMakesThemToo(DerbyServer server) throws Exception {
        Path sources = TestFiles.client().resolve("src/typescript");
        Path tour = TestFiles.client().resolve("target/typescript/js/src/typescript/tour.js");
        Assumptions.assumeTrue(Files.exists(tour), "the build of the client in TypeScript needs Linux on amd64");
        LoginIT.user(server, "tessa", "project-manager", "billing-clerk", "billing-approver", "integrator");
        Token token = new TokensApi(client(server, basic("tessa")))
                .createToken(
                        new NewToken()
                                .label("Tour")
                                .scopes(List.of("project-manager", "billing-clerk", "billing-approver", "integrator"))
                                .lastDay(LocalDate.now(ZoneOffset.UTC).plusDays(1)),
                        null);
        Process node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        sources.resolve("RunNode.java").toString(),
                        tour.toString(),
                        server.address(),
                        token.getToken())
                .redirectErrorStream(true)
                .start();
        String told = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(node.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(told).contains("The tour is done").doesNotContain("Failed");
    }

    /** The client is made of what the server says of itself, not of something like it. */
    @Test
    void clientIsMadeOfTheDocumentOfTheServer(DerbyServer server) throws IOException {
        JsonNode served =
                Api.anonymous(server.address()).get("/openapi.json").expect(200).json();
        try (InputStream in = ApiClient.class.getResourceAsStream("/openapi.json")) {
            JsonNode built = new ObjectMapper().readTree(in);

            assertThat(built.get("paths")).isEqualTo(served.get("paths"));
            served.at("/components/schemas").forEach(ClientTourIT::withoutAdded);
            assertThat(built.get("components")).isEqualTo(served.get("components"));
        }
    }

    /** Attributes that bundles add to kinds come and go; for a client they are a map. */
    private static void withoutAdded(JsonNode schema) {
        schema.path("properties").forEach(field -> {
            if (field.has(AddedAttributes.KIND)) {
                assertThat(((ObjectNode) field).remove("properties")).isNotEmpty();
            }
        });
    }

    private static ApiClient client(DerbyServer server, String authorization) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(server.address() + "/api/v1");
        client.setRequestInterceptor(request -> request.header("Authorization", authorization));
        return client;
    }

    private static String basic(String user) {
        String pair = user + ":a-second-one-for-tests";
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
