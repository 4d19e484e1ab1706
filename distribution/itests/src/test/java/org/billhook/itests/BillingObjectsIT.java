package org.billhook.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.harness.Answer;
import org.billhook.harness.Api;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Objects that bill, and what belongs to them, in the built server. */
@ExtendWith(Servers.class)
class BillingObjectsIT {

    private static final LocalDate MARCH_31 = LocalDate.of(2026, 3, 31);

    private static void cost(Books books, String object, String amount) {
        JsonNode row = books.postRows(List.of(Map.of(
                        "kind",
                        "expense",
                        "object",
                        object,
                        "posted",
                        Map.of("amount", amount, "currency", "EUR"),
                        "cost",
                        Map.of("amount", amount, "currency", "EUR"),
                        "serviceDate",
                        "2026-03-02",
                        "externalId",
                        "BO-" + object)))
                .get(0);
        assertThat(row.get("outcome").asText()).as(row.toString()).isEqualTo("POSTED");
    }

    private static void element(Books books, String key, String project, Map<String, String> more) {
        Map<String, String> attributes = new HashMap<>(more);
        attributes.put("project", "project/" + project);
        books.object("wbs-element", key, "Element " + key, attributes, "RELEASED");
    }

    /** An item that heads its own root: one with a cost collector. */
    private static String collector(Books books, String order) {
        books.order(order, "C-" + order, "EUR");
        books.object(
                "sales-order-item",
                order + "-10",
                "Item",
                Map.of(
                        "order", "sales-order/" + order,
                        "itemNumber", "10",
                        "billingRelevance", "itemized",
                        "dipProfile", "STANDARD"),
                "RELEASED");
        return "sales-order-item/" + order + "-10";
    }

    private static List<String> receivers(Books books, String root) {
        List<String> receivers = new ArrayList<>();
        for (JsonNode request : books.all("/requests?root=" + root)) {
            books.all("/requests/%s/lines".formatted(request.get("id").asText()))
                    .forEach(line -> receivers.add(line.get("revenueReceiver").asText()));
        }
        return receivers.stream().distinct().toList();
    }

    private static String net(JsonNode run) {
        return run.at("/totals/0/amount").asText("none");
    }

    @Test
    @Tag("WE-47")
    @Tag("O-1")
    @Tag("O-12")
    @Tag("O-15")
    @Tag("O-40")
    @Tag("O-41")
    @Tag("O-42")
    @Tag("O-50")
    void aBillingElementBillsAllBeneathItAndGetsTheRevenue(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        books.project("BW", "Mill", "C-BW", "EUR");
        books.billingElement("BW", "Mill", "BW");
        element(books, "BW.1", "BW", Map.of("parent", "wbs-element/BW"));
        element(books, "BX", "BW", Map.of());
        books.object("internal-order", "BW-I", "Set-up", Map.of("element", "wbs-element/BW.1"), "RELEASED");
        books.object("network", "BW-N", "Build", Map.of("element", "wbs-element/BW.1"), "RELEASED");
        books.object(
                "network-activity",
                "BW-N-0010",
                "Weld",
                Map.of("network", "network/BW-N", "activityNumber", "0010"),
                "RELEASED");
        books.object("internal-order", "BX-I", "Elsewhere", Map.of("element", "wbs-element/BX"), "RELEASED");
        books.order("BW", "C-BW", "EUR");
        books.item("BW", 10, "C-BW", "EUR", "itemized", "BW");
        cost(books, "wbs-element/BW.1", "100.00");
        cost(books, "internal-order/BW-I", "50.00");
        cost(books, "network-activity/BW-N-0010", "25.00");
        cost(books, "internal-order/BX-I", "40.00");

        JsonNode tree = server.api()
                .get("/billing-objects/wbs-element/BW/tree")
                .expect(200)
                .json();
        assertThat(tree.at("/total/0/open/amount").asText()).isEqualTo("175.00");
        assertThat(tree.at("/total/0/cost/0/amount").asText()).isEqualTo("175.00");
        assertThat(tree.get("amounts")).isEmpty();
        assertThat(tree.at("/children").findValuesAsText("ref"))
                .contains("network-activity/BW-N-0010", "internal-order/BW-I", "sales-order-item/BW-10")
                .doesNotContain("internal-order/BX-I");
        List<JsonNode> list = books.all("/billing-objects/wbs-element/BW/hierarchy");
        assertThat(list).hasSize(6);
        assertThat(list.stream().filter(row -> row.at("/object/ref").asText().equals("network-activity/BW-N-0010")))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get("level").asInt()).isEqualTo(3);
                    assertThat(row.at("/amounts/0/open/amount").asText()).isEqualTo("25.00");
                });

        JsonNode run = books.run(MARCH_31, "wbs-element/BW");

        assertThat(net(run)).isEqualTo("175.00");
        assertThat(receivers(books, "wbs-element/BW")).containsExactly("wbs-element/BW");
        revenueIsShownAtItsReceiver(books);
        Answer moved = server.api()
                .patch(
                        "/billing-objects/internal-order/BW-I",
                        Map.of("attributes", Map.of("element", "wbs-element/BX")),
                        server.api().get("/billing-objects/internal-order/BW-I").etag());
        assertThat(moved.status()).isEqualTo(409);
        assertThat(moved.body()).contains("BILLED_BENEATH");
    }

    /** By request, by month, in the tree, and the request is found by receiver, item and order. */
    private static void revenueIsShownAtItsReceiver(Books books) {
        Api api = books.api();
        JsonNode request = books.all("/requests?receiver=wbs-element/BW").get(0);
        assertThat(books.all("/requests?item=sales-order-item/BW-10")).containsExactly(request);
        assertThat(books.all("/requests?order=sales-order/BW")).containsExactly(request);
        assertThat(books.all("/requests?receiver=wbs-element/BW.1")).isEmpty();
        assertThat(books.all("/billing-objects/wbs-element/BW/revenue"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get("period").asText()).isEqualTo("2026-03");
                    assertThat(row.get("number").asText())
                            .isEqualTo(request.get("number").asText());
                    assertThat(row.get("item").asText()).isEqualTo("sales-order-item/BW-10");
                    assertThat(row.at("/net/amount").asText()).isEqualTo("175.00");
                });
        assertThat(books.all("/billing-objects/sales-order-item/BW-10/revenue"))
                .as("of a customer project, revenue is on the element")
                .isEmpty();
        assertThat(api.get("/billing-objects/wbs-element/BW/revenue/periods")
                        .expect(200)
                        .body())
                .isEqualTo(
                        "{\"items\":[{\"period\":\"2026-03\",\"net\":{\"amount\":\"175.00\",\"currency\":\"EUR\"},\"requests\":1}]}");
        JsonNode tree =
                api.get("/billing-objects/wbs-element/BW/tree").expect(200).json();
        assertThat(tree.at("/revenue/0/net/amount").asText()).isEqualTo("175.00");
        assertThat(tree.at("/totalRevenue/0/period").asText()).isEqualTo("2026-03");
        api.get("/billing-objects/wbs-element/NONE/revenue").expect(404);
    }

    @Test
    @Tag("WE-47")
    @Tag("O-2")
    @Tag("O-3")
    @Tag("O-10")
    @Tag("O-11")
    @Tag("O-13")
    @Tag("O-14")
    @Tag("O-20")
    @Tag("O-21")
    @Tag("O-23")
    @Tag("O-24")
    void anItemWithACostCollectorBillsTheOrdersOfEveryKindAssignedToIt(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        String item = collector(books, "CC");
        books.object("internal-order", "CC-I", "Rig", Map.of("item", item), "RELEASED");
        books.object("production-order", "CC-P", "Make", Map.of("item", item), "RELEASED");
        books.object("production-order", "CC-P1", "Make part", Map.of("superiorOrder", "production-order/CC-P"));
        for (String key : List.of("CC-M1", "CC-M2")) {
            books.object(
                    "maintenance-order",
                    key,
                    "Repair",
                    Map.of("settlementRule", item + " 60; cost-center/4000 40"),
                    "RELEASED");
        }
        cost(books, item, "1.00");
        cost(books, "internal-order/CC-I", "20.00");
        cost(books, "production-order/CC-P1", "300.00");
        cost(books, "maintenance-order/CC-M1", "4000.00");
        cost(books, "maintenance-order/CC-M2", "50000.00");

        JsonNode run = books.run(MARCH_31, item);

        assertThat(net(run)).isEqualTo("54321.00");
        assertThat(receivers(books, item)).containsExactly(item);
        assertThat(books.all("/billing-objects/%s/hierarchy".formatted(item))).hasSize(6);
    }

    @Test
    @Tag("O-46")
    void contractItemsShareTheWorkOnAnElementByTheirPercentages(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        String first = collector(books, "SH1");
        String second = collector(books, "SH2");
        books.project("SH", "Shared", "C-SH", "EUR");
        books.billingElement("SH.1", "Shared work", "SH");
        books.element("SH.1.1", "Beneath", "SH", "SH.1");
        String path = "/projects/SH/elements/SH.1";
        Api api = server.api();
        assertThat(api.patch(
                                path,
                                Map.of("apportionment", "sales-order-item/SH1-10 60; sales-order-item/SH9-10 40"),
                                etag(api, path))
                        .expect(422)
                        .body())
                .contains("apportionment", "There is no sales-order-item/SH9-10");
        assertThat(api.patch(path, Map.of("apportionment", first + " 60; " + second + " 40.01"), etag(api, path))
                        .expect(422)
                        .body())
                .contains("apportionment", "100.01 percent together, 100 at most");
        JsonNode shared = api.patch(path, Map.of("apportionment", first + " 60; " + second + " 40"), etag(api, path))
                .expect(200)
                .json();
        assertThat(shared.get("apportionment").asText()).isEqualTo(first + " 60; " + second + " 40");

        cost(books, "wbs-element/SH.1.1", "100.01");

        assertThat(net(books.run(MARCH_31, first))).isEqualTo("60.01");
        assertThat(net(books.run(MARCH_31, second))).isEqualTo("40.00");
        String request = books.all("/requests?root=" + first).get(0).get("id").asText();
        JsonNode line = books.all("/requests/%s/lines".formatted(request)).get(0);
        assertThat(line.at("/characteristics/wbs-element").asText()).isEqualTo("SH.1.1");
        assertThat(line.get("revenueReceiver").asText()).isEqualTo(first);

        // the second gets nothing any more, and what is not given away is billed by the item of the element
        books.order("SH3", "C-SH", "EUR");
        books.item("SH3", 10, "C-SH", "EUR", "itemized", "SH.1");
        api.patch(path, Map.of("apportionment", first + " 30"), etag(api, path)).expect(200);
        cost(books, "wbs-element/SH.1", "10.00");
        assertThat(net(books.run(MARCH_31, first))).isEqualTo("3.00");
        assertThat(net(books.run(MARCH_31, "wbs-element/SH.1"))).isEqualTo("7.00");
        assertThat(books.audit().get("ok").asBoolean()).isTrue();
    }

    private static String etag(Api api, String path) throws IOException {
        return api.get(path).expect(200).etag();
    }

    @Test
    @Tag("O-22")
    void aRuleThatSettlesToTwoItemsIsRefused(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        collector(books, "TWO");
        Answer refused = server.api()
                .post(
                        "/billing-objects/maintenance-order/TWO-M",
                        Map.of(
                                "name",
                                "Repair",
                                "attributes",
                                Map.of("settlementRule", "sales-order-item/TWO-10 50; sales-order-item/TWO-20 50")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("SEVERAL_ITEMS", "O-22", "settlementRule");
    }

    @Test
    @Tag("WE-48")
    @Tag("O-30")
    @Tag("O-31")
    @Tag("O-32")
    @Tag("O-33")
    @Tag("O-34")
    void onlyAnOrderOfTypeSv01IsBilledWithoutASalesDocument(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        Api api = server.api();
        books.object("maintenance-order-type", "PM01", "Maintenance", Map.of());
        Map<String, String> alone =
                Map.of("orderType", "maintenance-order-type/SV01", "customer", "C-SV", "currency", "EUR");
        books.object("maintenance-order", "SV-1", "Service", alone, "RELEASED");
        books.object("maintenance-order", "SV-2", "Service", alone, "RELEASED");
        books.object(
                "maintenance-order", "PM-1", "Repair", Map.of("orderType", "maintenance-order-type/PM01"), "RELEASED");
        cost(books, "maintenance-order/SV-1", "75.00");
        cost(books, "maintenance-order/SV-2", "30.00");
        cost(books, "maintenance-order/PM-1", "10.00");

        JsonNode run = books.run(MARCH_31, "maintenance-order/SV-1");

        assertThat(net(run)).isEqualTo("75.00");
        assertThat(receivers(books, "maintenance-order/SV-1")).containsExactly("maintenance-order/SV-1");
        long source = books.all("/sources?object=maintenance-order/PM-1")
                .get(0)
                .get("id")
                .asLong();
        assertThat(api.get("/sources/%d/why-not?keyDate=2026-03-31".formatted(source))
                        .expect(200)
                        .body())
                .contains("NO_ROOT", "can't be billed without a sales document");

        String item = collector(books, "SVITEM");
        String order = "/billing-objects/maintenance-order/SV-2";
        api.patch(
                        order,
                        Map.of("attributes", Map.of("settlementRule", item + " 100")),
                        api.get(order).etag())
                .expect(200);
        assertThat(net(books.run(MARCH_31, item))).isEqualTo("30.00");
        assertThat(receivers(books, item)).containsExactly(item);
    }

    @Test
    @Tag("WE-46")
    @Tag("O-43")
    @Tag("O-44")
    void ofTwoItemsOnOneElementTheFirstBillsWithTheAmountAtStakeTold(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        books.project("FF", "Found", "C-FF", "EUR");
        books.billingElement("FF", "Found", "FF");
        element(books, "FF.1", "FF", Map.of("parent", "wbs-element/FF"));
        books.order("FF", "C-FF", "EUR");
        books.item("FF", 20, "C-FF", "EUR", "itemized", "FF");
        books.item("FF", 10, "C-FF", "EUR", "itemized", "FF");
        assertThat(server.api()
                        .get("/billing-objects/sales-order-item/FF-10")
                        .expect(200)
                        .json()
                        .get("warnings")
                        .toString())
                .contains("SHARED_ELEMENT", "O-43", "sales-order-item/FF-20");
        cost(books, "wbs-element/FF", "800.00");
        cost(books, "wbs-element/FF.1", "200.00");

        JsonNode run = books.run(MARCH_31, "wbs-element/FF");

        JsonNode request = books.all("/requests?root=wbs-element/FF").get(0);
        assertThat(books.all("/requests?root=wbs-element/FF")).hasSize(1);
        assertThat(request.get("item").asText()).isEqualTo("sales-order-item/FF-10");
        assertThat(request.at("/net/amount").asText()).isEqualTo("1000.00");
        assertThat(books.all("/runs/%s/roots".formatted(run.get("id").asText())).toString())
                .contains("SEVERAL_ITEMS", "go to the first, sales-order-item/FF-10, with EUR 1000.00");
    }

    @Test
    @Tag("O-43")
    @Tag("O-49")
    void whereASecondItemIsRefusedNobodyBillsWhatTwoClaim(DerbyServer server) throws Exception {
        Books books = new Books(server.api());
        Api api = server.api();
        books.project("RF", "Refused", "C-RF", "EUR");
        books.billingElement("RF", "Refused", "RF");
        books.order("RF", "C-RF", "EUR");
        books.item("RF", 10, "C-RF", "EUR", "itemized", "RF");
        books.item("RF", 20, "C-RF", "EUR", "itemized", "RF");
        cost(books, "wbs-element/RF", "800.00");
        Path settings = server.home().resolve("etc/org.billhook.object.salesorderitem.cfg");
        Map<String, Object> third = Map.of(
                "name",
                "Third",
                "attributes",
                Map.of(
                        "order", "sales-order/RF",
                        "itemNumber", "30",
                        "billingRelevance", "itemized",
                        "billingElement", "wbs-element/RF"));
        Files.writeString(settings, "severalItems = REFUSE\n");
        try {
            Awaitility.await("a second item is refused")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> api.post(
                                    "/previews", Map.of("keyDate", "2026-03-31", "roots", List.of("wbs-element/RF")))
                            .body()
                            .contains("nobody bills what is posted on it"));
            assertThat(api.post("/billing-objects/sales-order-item/RF-30", third)
                            .expect(422)
                            .body())
                    .contains("SHARED_ELEMENT", "one item only may bill it");
            assertThat(net(books.run(MARCH_31, "wbs-element/RF"))).isEqualTo("none");
        } finally {
            Files.delete(settings);
        }
        Awaitility.await("the first item bills again")
                .atMost(Duration.ofSeconds(60))
                .until(() -> net(books.run(MARCH_31, "wbs-element/RF")), "800.00"::equals);
    }

    @Test
    @Tag("O-45")
    void anElementThatAnotherItemBillsHeadsItsOwnHierarchy(ExamServer server) throws IOException {
        Books books = new Books(server.api());
        books.project("NE", "Nested", "C-NE", "EUR");
        books.billingElement("NE", "Nested", "NE");
        Map<String, String> nested = Map.of("parent", "wbs-element/NE", "billingElement", "true");
        element(books, "NE.1", "NE", nested);
        element(books, "NE.2", "NE", nested);
        books.order("NE", "C-NE", "EUR");
        books.item("NE", 10, "C-NE", "EUR", "itemized", "NE");
        books.item("NE", 20, "C-NE", "EUR", "itemized", "NE.1");
        cost(books, "wbs-element/NE.1", "7.00");
        cost(books, "wbs-element/NE.2", "30.00");
        assertThat(net(books.run(MARCH_31, "wbs-element/NE"))).isEqualTo("30.00");
        assertThat(net(books.run(MARCH_31, "wbs-element/NE.1"))).isEqualTo("7.00");
    }

    @Test
    @Tag("O-13")
    void aKindThatNobodyKnewBillsLikeTheOthers(DerbyServer server) throws Exception {
        Books books = new Books(server.api());
        String item = collector(books, "SHIP");
        server.api()
                .send(
                        "POST",
                        "/plugins",
                        BodyPublishers.ofByteArray(ship()),
                        Map.of("Content-Type", "application/java-archive"))
                .expect(201);
        books.object("vessel", "HOPE", "MS Hope", Map.of("imo", "9074729", "item", item), "AT_SEA");
        cost(books, "vessel/HOPE", "990.00");

        assertThat(net(books.run(MARCH_31, item))).isEqualTo("990.00");

        JsonNode line = books.all("/requests/%s/lines"
                        .formatted(books.all("/requests?root=" + item)
                                .get(0)
                                .get("id")
                                .asText()))
                .get(0);
        assertThat(line.at("/characteristics/vessel").asText()).isEqualTo("9074729");
        assertThat(books.all("/billing-objects/%s/hierarchy".formatted(item)).toString())
                .contains("vessel/HOPE");
        server.api()
                .delete("/plugins/org.example.ship/versions/1.0.0", Map.of())
                .expect(200);
        assertThat(server.api()
                        .get("/billing-objects/vessel/HOPE")
                        .expect(200)
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("AT_SEA");
        assertThat(server.api()
                        .patch("/billing-objects/vessel/HOPE", Map.of("status", "LAID_UP"), "\"2\"")
                        .status())
                .isEqualTo(503);
    }

    /** A bundle of an integrator: ships that work is done on. */
    private static byte[] ship() {
        String source =
                """
                package org.example.ship;
                import java.util.*;
                import org.billhook.core.model.*;
                import org.billhook.core.spi.object.*;
                public final class Ship implements BillingObjectType {
                    public List<Attribute> attributes() {
                        return List.of(
                            Attribute.of("imo", Attribute.Type.TEXT, "IMO number.").mandatory().fixed().indexed(),
                            Attribute.of("item", Attribute.Type.REFERENCE, "Order item that bills it.").indexed());
                    }
                    public LifeCycle lifeCycle() {
                        return LifeCycle.from("IN_PORT", Phase.OPEN, "AT_SEA")
                            .then("AT_SEA", Phase.RELEASED, "LAID_UP").then("LAID_UP", Phase.CLOSED).build();
                    }
                    public Placement place(ObjectInContext object) {
                        return object.object().attribute("item").map(ObjectRef::parse)
                            .map(Placement::under).orElseGet(Placement::top);
                    }
                    public Map<String, String> characteristics(ObjectSnapshot object) {
                        return Map.of("vessel", object.required("imo"));
                    }
                }
                """;
        return new SourceBundle(
                        "org.example.ship",
                        "1.0.0",
                        "Ship",
                        source,
                        BillingObjectType.class,
                        Map.entry(BillingObjectType.KIND, "vessel"),
                        0,
                        List.of(
                                "org.billhook.core.model;version=\"[1.0,2)\"",
                                "org.billhook.core.spi.object;version=\"[1.0,2)\""))
                .jar();
    }

    @Test
    @Tag("D-75")
    @Tag("G-19")
    void whatIsNotReleasedOrBlockedBillsNothingAndSaysTheWayOut(ExamServer server) throws IOException {
        Api api = server.api();
        Books books = new Books(api);
        books.project("UR", "Unreleased", "C-UR", "EUR");
        books.object("wbs-element", "UR", "Element", Map.of("project", "project/UR", "billingElement", "true"));
        books.order("UR", "C-UR", "EUR");
        books.item("UR", 10, "C-UR", "EUR", "itemized", "UR");
        books.object("internal-order", "UR-I", "Set-up", Map.of("element", "wbs-element/UR"), "RELEASED");
        cost(books, "wbs-element/UR", "100.00");
        cost(books, "internal-order/UR-I", "50.00");
        for (String ref : List.of("sales-order/UR", "internal-order/UR-I")) {
            change(api, ref, Map.of("attributes", Map.of("billingBlock", "03 prices incomplete")));
        }

        assertThat(net(books.run(MARCH_31, "wbs-element/UR"))).isEqualTo("none");
        assertThat(api.get("/due-list?keyDate=2026-03-31&limit=1000")
                        .expect(200)
                        .body())
                .contains(
                        "wbs-element/UR has status 'OPEN', and a billing element bills nothing before it is 'RELEASED'",
                        "sales-order/UR is blocked for billing: 03 prices incomplete");
        change(api, "wbs-element/UR", Map.of("status", "RELEASED"));
        assertThat(net(books.run(MARCH_31, "wbs-element/UR"))).isEqualTo("none");
        change(api, "sales-order/UR", Map.of("attributes", Map.of("billingBlock", "")));
        assertThat(net(books.run(MARCH_31, "wbs-element/UR"))).isEqualTo("100.00");
        String waiting = books.all("/sources?object=internal-order/UR-I")
                .get(0)
                .get("id")
                .asText();
        assertThat(api.get("/sources/%s/why-not?keyDate=2026-03-31".formatted(waiting))
                        .expect(200)
                        .body())
                .contains("BILLING_BLOCK", "internal-order/UR-I is blocked for billing: 03 prices incomplete");
        change(api, "internal-order/UR-I", Map.of("attributes", Map.of("billingBlock", "")));
        assertThat(net(books.run(MARCH_31, "wbs-element/UR"))).isEqualTo("50.00");
    }

    private static void change(Api api, String ref, Map<String, ?> change) {
        String path = "/billing-objects/" + ref;
        api.patch(path, change, api.get(path).etag()).expect(200);
    }

    @Test
    void stepsAreDoneTogetherOrNotAtAll(DerbyServer server) throws IOException {
        together(server.api(), "TD");
    }

    @Test
    void stepsAreDoneTogetherOrNotAtAllOnPostgres(PostgresServer server) throws IOException {
        together(server.api(), "TP");
    }

    private static Map<String, Object> creating(String object, Map<String, String> attributes, String status) {
        return Map.of(
                "create", Map.of("object", object, "name", "Of steps", "attributes", attributes, "status", status));
    }

    private static void together(Api api, String key) throws IOException {
        List<Map<String, Object>> good = List.of(
                creating(
                        "project/" + key,
                        Map.of("category", "CUSTOMER", "customer", "A", "currency", "EUR"),
                        "IN_PLANNING"),
                creating(
                        "wbs-element/" + key,
                        Map.of("project", "project/" + key, "billingElement", "true"),
                        "RELEASED"),
                creating("sales-order/" + key, Map.of("customer", "A", "currency", "EUR"), "OPEN"),
                creating(
                        "sales-order-item/" + key + "-10",
                        Map.of(
                                "order", "sales-order/" + key,
                                "itemNumber", "10",
                                "billingRelevance", "itemized",
                                "dipProfile", "STANDARD",
                                "billingElement", "wbs-element/" + key),
                        "OPEN"));
        List<Map<String, Object>> bad = new ArrayList<>(good);
        bad.add(creating("sales-order-item/" + key + "-20", Map.of("order", "sales-order/" + key), "OPEN"));
        assertThat(api.post("/billing-objects/steps", Map.of("steps", bad))
                        .expect(422)
                        .body())
                .contains("steps[4].itemNumber", "steps[4].billingRelevance");
        api.get("/billing-objects/project/" + key).expect(404);
        for (Object wrong : List.of(
                Map.of("steps", List.of()),
                Map.of("steps", List.of(Map.of())),
                Map.of(
                        "steps",
                        List.of(Map.of(
                                "delete", Map.of("object", "project/X"), "change", Map.of("object", "project/X")))),
                Map.of("steps", List.of(Map.of("delete", Map.of("object", "nothing")))))) {
            api.post("/billing-objects/steps", wrong).expect(400);
        }

        JsonNode done = api.post("/billing-objects/steps", Map.of("steps", good))
                .expect(200)
                .json()
                .get("results");
        assertThat(done).hasSize(4);
        String element = "/billing-objects/wbs-element/" + key;
        Answer hangs = api.delete(element, Map.of("If-Match", "*")).expect(409);
        assertThat(hangs.body()).contains("OBJECT_IN_USE", "sales-order-item/" + key + "-10");
        api.delete(element, Map.of()).expect(428);
        api.delete(element, Map.of("If-Match", "\"99\"")).expect(412);

        List<Map<String, Object>> away = new ArrayList<>();
        for (int i = good.size() - 1; i >= 0; i--) {
            JsonNode one = done.get(i);
            away.add(Map.of(
                    "delete",
                    Map.of(
                            "object",
                            one.get("object").asText(),
                            "version",
                            one.get("version").asLong())));
        }
        assertThat(api.post("/billing-objects/steps", Map.of("steps", away))
                        .expect(200)
                        .json()
                        .get("results"))
                .allSatisfy(one -> assertThat(one.has("version")).isFalse());
        api.get(element).expect(404);
        assertThat(api.get(element + "/changes").expect(200).body()).contains("\"before\":\"Of steps\"");
        api.post("/billing-objects/steps", Map.of("steps", good)).expect(200);
        JsonNode newest = api.get("/billing-objects/sales-order?sort=-changedAt&limit=1")
                .expect(200)
                .json()
                .at("/items/0");
        assertThat(newest.get("key").asText()).isEqualTo(key);
        String since = newest.get("changedAt").asText();
        assertThat(new Books(api).all("/billing-objects/sales-order?sort=changedAt&changedSince=" + since))
                .extracting(found -> found.get("key").asText())
                .containsExactly(key);
        for (String wrong : List.of("changedSince=yesterday", "changedSince=2026-03-31", "sort=colour")) {
            api.get("/billing-objects/sales-order?" + wrong).expect(400);
        }
        assertThat(new Books(api).audit().get("ok").asBoolean()).isTrue();
    }
}
