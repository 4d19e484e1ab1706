package org.billhook.store.internal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.billhook.store.internal.Fixture.euros;
import static org.billhook.store.internal.Fixture.hours;
import static org.billhook.store.internal.billing.Server.CLERK;
import static org.billhook.store.internal.billing.Server.KEY_DATE;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.Preview;
import org.billhook.core.api.BillingRuns.PriceChange;
import org.billhook.core.api.BillingRuns.Selection;
import org.billhook.core.api.Expenditures.Columns;
import org.billhook.core.api.Expenditures.Decision;
import org.billhook.core.api.Expenditures.Item;
import org.billhook.core.api.Expenditures.Node;
import org.billhook.core.api.Expenditures.Part;
import org.billhook.core.api.Page;
import org.billhook.core.dip.Usage;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Share;
import org.billhook.core.spi.price.Condition;
import org.billhook.engine.port.ObjectRow;
import org.billhook.store.internal.Database;
import org.billhook.store.internal.OnEachDatabase;
import org.joda.money.BigMoney;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;

/** The expenditure view and its decisions, on both databases; an hour costs 97.35. */
class ExpendituresTest {

    private static final Page.Request ALL = Page.Request.first(1000);

    private static Order order(ObjectRow project, Selection selection, String... structure) {
        return new Order(
                KEY_DATE,
                List.of(project.ref()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                selection,
                List.of(),
                Set.of(),
                Usage.BILLING,
                Optional.of(List.of(structure)));
    }

    private static Preview preview(Server server, ObjectRow project, String... structure) {
        return server.runs.preview(order(project, Selection.ALL, structure), CLERK);
    }

    private static List<Node> nodes(Server server, Preview preview, int parent) {
        return server.expenditures
                .nodes(preview.id(), parent == 0 ? Optional.empty() : Optional.of(parent), ALL)
                .items();
    }

    private static Columns all(Server server, Preview preview) {
        return nodes(server, preview, 0).get(0).columns();
    }

    private static Decision node(int node, Part toBill, Part later) {
        return new Decision(
                Optional.of(node),
                Optional.empty(),
                toBill,
                Optional.ofNullable(later),
                Optional.empty(),
                false,
                Optional.empty(),
                "As agreed");
    }

    private static Part amount(String amount) {
        return new Part(Optional.empty(), Optional.empty(), Optional.of(Money.parse("EUR " + amount)));
    }

    private static Part quantity(String hours) {
        return new Part(Optional.empty(), Optional.of(hours(hours)), Optional.empty());
    }

    private static Preview decide(Server server, Preview preview, Decision... decisions) {
        return server.expenditures.decide(preview.id(), List.of(decisions), CLERK);
    }

    private static void assertColumns(Columns columns, String original, String bill, String later, String rejected) {
        assertThat(List.of(
                        columns.original().amount().orElseThrow(),
                        columns.toBill().amount().orElseThrow(),
                        columns.later().amount().orElseThrow(),
                        columns.rejected().amount().orElseThrow()))
                .containsExactly(euros(original), euros(bill), euros(later), euros(rejected));
    }

    private static Money billed(Server server, Preview preview) {
        return server.runs.commit(preview.id(), preview.token(), CLERK).totals().get("EUR");
    }

    @OnEachDatabase
    @Tag("D-20")
    @Tag("D-26")
    @Tag("D-81")
    void whatIsOpenStandsInATreeByTheCharacteristicsAskedFor(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        // persons P0 to P6 in turn, on 20 days from 2 March on
        server.post(project, "10", 14);

        Preview preview = preview(server, project, "person", "period");

        Node item = nodes(server, preview, 0).get(0);
        assertThat(item.characteristic()).isEqualTo("item");
        assertThat(item.sources()).isEqualTo(14);
        assertColumns(item.columns(), "13629.00", "13629.00", "0.00", "0.00");
        List<Node> persons = nodes(server, preview, item.node());
        assertThat(persons).extracting(Node::value).containsExactly("P0", "P1", "P2", "P3", "P4", "P5", "P6");
        assertThat(persons).allSatisfy(person -> {
            assertThat(person.characteristic()).isEqualTo("person");
            assertThat(person.columns().original().quantity()).contains(hours("20"));
            assertColumns(person.columns(), "1947.00", "1947.00", "0.00", "0.00");
        });
        List<Node> months = nodes(server, preview, persons.get(0).node());
        assertThat(months).extracting(Node::value).containsExactly("2026-03");
        List<Item> sources = server.expenditures
                .items(preview.id(), persons.get(0).node(), ALL)
                .items();
        assertThat(sources).hasSize(2);
        assertThat(sources)
                .allSatisfy(source -> assertThat(source.characteristics()).containsEntry("person", "P0"));
        Preview other = preview(server, project, "activity");
        assertThat(nodes(server, other, nodes(server, other, 0).get(0).node()))
                .extracting(Node::value)
                .containsExactly("Development");
    }

    @OnEachDatabase
    @Tag("WE-44")
    @Tag("D-80")
    @Tag("D-82")
    void percentagesAreBilledLaterAndRejected(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        long source = server.post(project, "10", 1).get(0);
        Preview first = preview(server, project, "person");

        Preview decided = decide(server, first, node(1, Part.percent("60"), Part.percent("30")));

        assertColumns(all(server, decided), "973.50", "584.10", "292.05", "97.35");
        assertThatThrownBy(() -> decide(server, first, node(1, Part.percent("70"), Part.percent("40"))))
                .isInstanceOfSatisfying(BillhookException.class, e -> {
                    assertThat(e.findings().get(0).code()).isEqualTo("OVER_100");
                    assertThat(e.findings().get(0).rule()).contains("D-82");
                });
        Preview full = decide(server, decided, node(1, Part.percent("100"), null));
        assertColumns(all(server, full), "973.50", "973.50", "0.00", "0.00");

        assertThat(billed(server, decided)).isEqualTo(euros("584.10"));
        assertThat(server.sources.find(source).orElseThrow().balance().open()).isEqualTo(hours("3"));
        assertThat(server.sources.find(source).orElseThrow().balance().get(Term.WRITTEN_OFF))
                .isEqualTo(hours("1"));
        assertThatThrownBy(() -> decide(server, decided, node(1, Part.percent("100"), null)))
                .isInstanceOfSatisfying(
                        BillhookException.class, e -> assertThat(e.type()).isEqualTo(BillhookException.Type.CONFLICT));
        assertColumns(all(server, preview(server, project, "person")), "292.05", "292.05", "0.00", "0.00");
        assertThat(server.commands.audit()).isEmpty();
    }

    @OnEachDatabase
    @Tag("D-84")
    @Tag("D-85")
    @Tag("D-86")
    void anAmountOfANodeIsSpreadToTheCentAndWhatIsLeftEndsAtTheWhole(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        // 0.333 x 97.35 = 32.41755
        List<Long> sources = server.post(project, "0.333", 3);
        Preview first = preview(server, project, "activity");
        assertColumns(all(server, first), "97.26", "97.26", "0.00", "0.00");

        Preview decided = decide(server, first, node(1, amount("50.00"), amount("27.35")));

        // 50.00 / 3 = 16.66, 27.35 / 3 = 9.11; the oldest take the cents that are left
        assertColumns(all(server, decided), "97.26", "50.00", "27.35", "19.91");
        List<Item> items = server.expenditures.items(decided.id(), 1, ALL).items();
        assertThat(items)
                .extracting(item -> item.columns().toBill().amount().orElseThrow())
                .containsExactly(euros("16.67"), euros("16.67"), euros("16.66"));
        assertThat(items)
                .extracting(item -> item.columns().later().amount().orElseThrow())
                .containsExactly(euros("9.12"), euros("9.12"), euros("9.11"));
        assertThat(billed(server, decided)).isEqualTo(euros("50.00"));
        Preview next = preview(server, project, "activity");
        assertColumns(all(server, next), "27.35", "27.35", "0.00", "0.00");
        assertThat(billed(server, next)).isEqualTo(euros("27.35"));
        assertThat(sources).allSatisfy(id -> assertThat(
                        server.sources.find(id).orElseThrow().balance().open().isZero())
                .isTrue());
        assertThat(server.commands.audit()).isEmpty();
    }

    @OnEachDatabase
    @Tag("D-85")
    void aQuantityOfANodeIsSpreadToTheLastDecimal(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        server.post(project, "1", 3);
        Preview decided =
                decide(server, preview(server, project, "activity"), node(1, quantity("1"), Part.percent("50")));
        List<Item> items = server.expenditures.items(decided.id(), 1, ALL).items();
        assertThat(items)
                .extracting(item ->
                        item.columns().toBill().quantity().orElseThrow().value().toPlainString())
                .containsExactly("0.333333334", "0.333333333", "0.333333333");
        assertThat(all(server, decided).toBill().quantity()).contains(hours("1"));
        assertThat(all(server, decided).later().quantity()).contains(hours("1.5"));
        assertThat(all(server, decided).rejected().quantity()).contains(hours("0.5"));
    }

    @OnEachDatabase
    @Tag("D-80")
    @Tag("D-83a")
    void oneSourceWaitsForItsDayAndAnotherIsNotBilledUnderWarranty(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        List<Long> sources = server.post(project, "2", 3);
        Preview first = preview(server, project);
        Decision wait = new Decision(
                Optional.empty(),
                Optional.of(sources.get(0)),
                Part.percent("0"),
                Optional.of(Part.percent("100")),
                Optional.of(KEY_DATE.plusDays(10)),
                false,
                Optional.empty(),
                "Approval is missing");
        Decision warranty = new Decision(
                Optional.empty(),
                Optional.of(sources.get(1)),
                Part.percent("0"),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of("WARRANTY"),
                "Our mistake");

        Preview decided = decide(server, first, wait, warranty);

        assertColumns(all(server, decided), "584.10", "194.70", "194.70", "194.70");
        assertThat(server.expenditures.items(decided.id(), 1, ALL).items())
                .filteredOn(item -> item.source() == sources.get(1))
                .extracting(item -> item.reason().orElseThrow())
                .containsExactly("[WARRANTY] Our mistake");
        assertThat(billed(server, decided)).isEqualTo(euros("194.70"));
        assertThat(server.sources.find(sources.get(0)).orElseThrow().heldUntil())
                .contains(KEY_DATE.plusDays(10));
        assertThat(server.commands.entries(sources.get(1)))
                .extracting(entry -> entry.reason())
                .contains("[WARRANTY] Our mistake");
        assertThat(server.commands.audit()).isEmpty();
    }

    @OnEachDatabase
    @Tag("D-62")
    void pricesAreChangedForALineForAnItemAndForAll(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        List<Long> sources = server.post(project, "2", 2);
        PriceChange price = new PriceChange(
                Optional.empty(),
                Optional.of(sources.get(0)),
                Condition.PerUnit.price(BigMoney.parse("EUR 100"), "clerk"),
                "Agreed on the phone");
        PriceChange discount = new PriceChange(
                Optional.empty(),
                Optional.empty(),
                new Condition.Percent("discount", new java.math.BigDecimal("-10"), Condition.Percent.Base.NET, "clerk"),
                "Regular customer");

        Preview changed = server.expenditures.reprice(preview(server, project).id(), List.of(price, discount), CLERK);

        // 2 x 100.00 less 10 % = 180.00; 2 x 97.35 less 10 % = 194.70 - 19.47
        assertColumns(all(server, changed), "355.23", "355.23", "0.00", "0.00");
        assertThat(server.runs
                        .previewLines(changed.id(), 1, ALL)
                        .items()
                        .get(0)
                        .derivation()
                        .steps())
                .anySatisfy(step -> assertThat(step.args()).contains("Agreed on the phone"));
        assertThat(billed(server, changed)).isEqualTo(euros("355.23"));
        assertThatThrownBy(() -> server.expenditures.reprice(
                        preview(server, project).id(),
                        List.of(new PriceChange(
                                Optional.empty(),
                                Optional.empty(),
                                Condition.PerUnit.price(BigMoney.parse("EUR -1"), "clerk"),
                                "No")),
                        CLERK))
                .hasMessageContaining("below zero");
    }

    @OnEachDatabase
    @Tag("D-62")
    void aPriceOfTheClerkPricesWhatHasNone(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        long source = server.post(project, "2", 1, "unpriced").get(0);
        Preview first = preview(server, project);
        assertThat(first.requests()).isEmpty();
        assertThat(all(server, first).original().amount()).isEmpty();
        assertThat(all(server, first).later().quantity()).contains(hours("2"));
        Preview priced = server.expenditures.reprice(
                first.id(),
                List.of(new PriceChange(
                        Optional.empty(),
                        Optional.of(source),
                        Condition.PerUnit.price(BigMoney.parse("EUR 50"), "clerk"),
                        "As in the offer")),
                CLERK);
        assertThat(billed(server, priced)).isEqualTo(euros("100.00"));
    }

    @OnEachDatabase
    @Tag("D-70")
    @Tag("D-71")
    void onlyWhatIsSelectedIsBilledAndTheRestStaysOpen(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        long source = server.post(project, "2", 1).get(0);
        Selection nothing = new Selection(Set.of("kilometres"), List.of(), List.of());
        assertThat(server.runs.preview(order(project, nothing), CLERK).requests())
                .isEmpty();
        Selection without = new Selection(Set.of(), List.of(), List.of(project.ref()));
        assertThat(server.runs.preview(order(project, without), CLERK).requests())
                .isEmpty();
        Selection within = new Selection(Set.of("cost-line"), List.of(project.ref()), List.of());
        Preview all = server.runs.preview(order(project, within), CLERK);
        assertThat(billed(server, all)).isEqualTo(euros("194.70"));
        assertThat(server.sources.find(source).orElseThrow().balance().open().isZero())
                .isTrue();
    }

    @OnEachDatabase
    void whatIsBookedOnTheWrongProjectMovesToAnother(Database database) {
        Server server = new Server(database.stores());
        ObjectRow wrong = server.project();
        ObjectRow right = server.project();
        server.post(wrong, "2", 3);
        Preview first = preview(server, wrong, "person");
        int p1 = nodes(server, first, 1).get(1).node();

        Preview after =
                server.expenditures.transfer(first.id(), p1, right.ref(), Optional.empty(), "Wrong project", CLERK);

        assertColumns(all(server, after), "389.40", "389.40", "0.00", "0.00");
        assertColumns(all(server, preview(server, right)), "194.70", "194.70", "0.00", "0.00");
        assertThat(server.commands.audit()).isEmpty();
    }

    @OnEachDatabase
    @Tag("O-46")
    void severalContractItemsShareTheWorkOnOneElement(Database database) {
        Server server = new Server(database.stores());
        ObjectRow first = server.project();
        ObjectRow second = server.project();
        server.post(first, "2", 3);
        Preview all = preview(server, first);

        Preview after = server.expenditures.transfer(
                all.id(),
                1,
                second.ref(),
                Optional.of(new BigDecimal("40")),
                "40 percent are of the second item",
                CLERK);

        // 3 x 194.70: 60 percent of each stay, 40 percent are posted on the other
        assertColumns(all(server, after), "350.46", "350.46", "0.00", "0.00");
        assertColumns(all(server, preview(server, second)), "233.64", "233.64", "0.00", "0.00");
        assertThatThrownBy(() -> server.expenditures.transfer(
                        after.id(), 1, second.ref(), Optional.of(new BigDecimal("100.1")), "Too much", CLERK))
                .hasMessageContaining("100.1 is not above 0 and up to 100");
        assertThat(server.commands.audit()).isEmpty();
    }

    @OnEachDatabase
    void whatMakesNoSenseIsRefusedWithItsField(Database database) {
        Server server = new Server(database.stores());
        ObjectRow project = server.project();
        server.post(project, "2", 2);
        Preview first = preview(server, project);
        Map<Decision, String> wrong = Map.of(
                node(9, Part.percent("100"), null), "decisions[0].node",
                node(1, Part.percent("101"), null), "decisions[0].toBill.percent",
                node(1, quantity("5"), null), "decisions[0].toBill.quantity",
                node(1, amount("389.41"), null), "decisions[0].toBill.amount",
                node(1, new Part(Optional.empty(), Optional.empty(), Optional.empty()), null), "decisions[0].toBill",
                node(
                                1,
                                new Part(
                                        Optional.empty(),
                                        Optional.of(Share.of(Money.parse("EUR 1"))),
                                        Optional.empty()),
                                null),
                        "decisions[0].toBill.quantity");
        wrong.forEach((decision, field) -> assertThatThrownBy(() -> decide(server, first, decision))
                .isInstanceOfSatisfying(
                        BillhookException.class,
                        e -> assertThat(e.findings().get(0).field()).contains(field)));
        Preview plain = server.runs.preview(
                new Order(KEY_DATE, List.of(project.ref()), Optional.empty(), Optional.empty(), List.of()), CLERK);
        assertThatThrownBy(() -> server.expenditures.nodes(plain.id(), Optional.empty(), ALL))
                .hasMessageContaining("without a structure");
    }
}
