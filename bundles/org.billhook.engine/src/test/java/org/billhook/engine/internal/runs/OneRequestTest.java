package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.inmemory.Installation.hours;
import static org.billhook.engine.internal.runs.Billing.KEY_DATE;
import static org.billhook.engine.internal.runs.Billing.gbp;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.Preview;
import org.billhook.core.api.BillingRuns.RootResult;
import org.billhook.core.api.BillingRuns.Run;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Requests.Line;
import org.billhook.core.api.Requests.Part;
import org.billhook.core.api.Requests.Rejection;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.Kinds;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.internal.requests.StoredRequests;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.RequestRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Items of an order, each with a project of its own, that are billed with one request (D-74). 97.35 an hour. */
@Tag("D-74")
class OneRequestTest {

    private final Billing billing = new Billing();
    private final Installation here = billing.here;
    private final StoredRequests requests = new StoredRequests(
            here.store, (source, day) -> List.of(), () -> {}, Installation.ALONE, Installation.CLOCK);
    private ObjectRow order;

    @BeforeEach
    void order() {
        here.plugins.with(Spi.OBJECT, "document", new Kinds());
        order = here.document("4711");
        here.billTogether(order, true);
        billing.relevance(Relevances.of((item, out) -> {
            for (OpenSource source : item.openSources()) {
                if (source.text().equals("poison")) {
                    throw new IllegalStateException("poisoned");
                }
                out.propose(DynamicItem.of(source));
            }
        }));
    }

    /** A project of one posting that an item of a document bills. */
    private ObjectRow project(String key, String party, ObjectRow document, String hours) {
        ObjectRow root = here.root(key);
        here.item(root, key + "-10", party, document);
        billing.hours(root, key, hours);
        return root;
    }

    private ObjectRow project(String key, String hours) {
        return project(key, "ACME", order, hours);
    }

    private void poison(ObjectRow root) {
        here.post(hours(root, root.ref().key() + "!", "1").text("poison"));
    }

    /** Items, lines and what stands of each of a request. */
    private static List<String> parts(Requests.Billed billed) {
        return billed.items().stream()
                .map(item -> "%s %s %d-%d %s"
                        .formatted(
                                item.item().key(),
                                item.root().key(),
                                item.firstLine(),
                                item.lastLine(),
                                item.standing()))
                .toList();
    }

    /** Requests, oldest first. */
    private List<Requests.Request> all() {
        List<Requests.Request> all = new ArrayList<>();
        for (RequestRow row : billing.requests()) {
            all.add(0, requests.find(row.id()).orElseThrow());
        }
        return all;
    }

    @Test
    void itemsThatGoToOnePartyAreOneRequest() {
        project("A", "0.333");
        ObjectRow second = project("B", "1");
        billing.hours(second, "b2", "2");
        project("C", "0.001");

        Run run = billing.run();

        assertThat(run.state()).isEqualTo(State.DONE);
        assertThat(run.totals()).containsEntry("GBP", gbp("324.57"));
        assertThat(all()).singleElement().satisfies(request -> {
            assertThat(request.net()).isEqualTo(gbp("324.57"));
            assertThat(request.lines()).isEqualTo(4);
            assertThat(request.item()).isEmpty();
            assertThat(request.root()).isEmpty();
            assertThat(parts(request))
                    .containsExactly("A-10 A 1-1 GBP 32.42", "B-10 B 2-3 GBP 292.05", "C-10 C 4-4 GBP 0.10");
        });
        assertThat(requests.lines(all().get(0).id(), Page.Request.first(10)).items())
                .extracting(Line::position, line -> line.item().key(), Line::net)
                .containsExactly(
                        Assertions.tuple(1, "A-10", gbp("32.42")),
                        Assertions.tuple(2, "B-10", gbp("97.35")),
                        Assertions.tuple(3, "B-10", gbp("194.70")),
                        Assertions.tuple(4, "C-10", gbp("0.10")));
        assertThat(billing.roots(run))
                .extracting(RootResult::requests, RootResult::lines, RootResult::totals)
                .containsExactly(
                        Assertions.tuple(List.of(all().get(0).id()), 1L, List.of(gbp("32.42"))),
                        Assertions.tuple(List.of(all().get(0).id()), 2L, List.of(gbp("292.05"))),
                        Assertions.tuple(List.of(all().get(0).id()), 1L, List.of(gbp("0.10"))));
        assertThat(here.store.ledger().disagreements()).isEmpty();
        assertThat(billing.run().totals()).isEmpty();
    }

    @Test
    void anOrderWithoutTheSettingIsBilledByItem() {
        here.billTogether(order, false);
        project("A", "1");
        project("B", "1");
        billing.run();
        assertThat(all())
                .extracting(request -> request.item().orElseThrow().key())
                .containsExactly("A-10", "B-10");
    }

    @Test
    void eachPartyAndEachOrderHasItsOwn() {
        ObjectRow other = here.document("4712");
        here.billTogether(other, true);
        project("A", "1");
        project("B", "BETA", order, "1");
        project("C", "ACME", other, "1");
        project("D", "1");
        project("E", "ACME", other, "1");

        billing.run();

        assertThat(all())
                .extracting(Requests.Request::party, OneRequestTest::parts)
                .containsExactlyInAnyOrder(
                        Assertions.tuple("ACME", List.of("A-10 A 1-1 GBP 97.35", "D-10 D 2-2 GBP 97.35")),
                        Assertions.tuple("BETA", List.of("B-10 B 1-1 GBP 97.35")),
                        Assertions.tuple("ACME", List.of("C-10 C 1-1 GBP 97.35", "E-10 E 2-2 GBP 97.35")));
    }

    /** The middle project is billed by an item of each order, so that the roots of both are one transaction. */
    @Test
    void aProjectOfTwoOrdersJoinsThem() {
        ObjectRow other = here.document("4712");
        here.billTogether(other, true);
        project("A", "1");
        here.item(project("B", "2"), "B-20", "ACME", other);
        project("C", "ACME", other, "3");

        billing.run();

        assertThat(all())
                .extracting(OneRequestTest::parts)
                .containsExactly(
                        List.of("A-10 A 1-1 GBP 97.35", "B-10 B 2-2 GBP 194.70"), List.of("C-10 C 1-1 GBP 292.05"));
    }

    @Test
    void theTotalDecidesWhetherItIsACredit() {
        project("A", "1");
        project("B", "-3");
        billing.run();
        assertThat(all()).singleElement().satisfies(request -> {
            assertThat(request.kind()).isEqualTo(RequestKind.CREDIT_MEMO_REQUEST);
            assertThat(request.net()).isEqualTo(gbp("-194.70"));
        });
    }

    @Test
    @Tag("D-74")
    void aRootThatFailsLeavesTheOthersTheirRequest() {
        project("A", "1");
        poison(project("B", "1"));
        project("C", "1");

        Run run = billing.run();

        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(billing.roots(run))
                .extracting(RootResult::state)
                .containsExactly(State.DONE, State.FAILED, State.DONE);
        assertThat(all())
                .singleElement()
                .extracting(OneRequestTest::parts)
                .isEqualTo(List.of("A-10 A 1-1 GBP 97.35", "C-10 C 2-2 GBP 97.35"));
        assertThat(here.store.ledger().disagreements()).isEmpty();
    }

    @Test
    void aPreviewShowsTheRequestThatItsCommitCreates() {
        project("A", "1");
        poison(project("B", "1"));
        project("C", "2");
        Preview preview = billing.runs.preview(Order.all(KEY_DATE), CLERK);

        List<String> parts = List.of("A-10 A 1-1 GBP 97.35", "C-10 C 2-2 GBP 194.70");
        assertThat(preview.requests()).singleElement().satisfies(draft -> {
            assertThat(draft.net()).isEqualTo(gbp("292.05"));
            assertThat(draft.lines()).isEqualTo(2);
            assertThat(parts(draft)).isEqualTo(parts);
        });
        assertThat(preview.roots()).extracting(RootResult::lines).containsExactly(1L, 0L, 1L);
        assertThat(billing.runs
                        .previewLines(preview.id(), 1, Page.Request.first(10))
                        .items())
                .extracting(line -> line.position() + " " + line.item().key())
                .containsExactly("1 A-10", "2 C-10");

        billing.runs.commit(preview.id(), preview.token(), CLERK);

        assertThat(all()).singleElement().extracting(OneRequestTest::parts).isEqualTo(parts);
        assertThat(here.store.ledger().disagreements()).isEmpty();
    }

    @Test
    void aSettingThatChangedSinceThePreviewIsToldAndNothingIsBilled() {
        project("A", "1");
        project("B", "1");
        Preview preview = billing.runs.preview(Order.all(KEY_DATE), CLERK);
        here.billTogether(order, false);

        assertThat(refusal(preview)).extracting(Finding::code).containsOnly("PREVIEW_DIFFERS");
        assertThat(billing.requests()).isEmpty();
    }

    @Test
    void whatChangedInTheSecondItemSinceThePreviewIsTold() {
        project("A", "1");
        ObjectRow second = project("B", "1");
        Preview preview = billing.runs.preview(Order.all(KEY_DATE), CLERK);
        billing.hours(second, "late", "1");

        assertThat(refusal(preview))
                .extracting(Finding::message)
                .containsExactly("Line 3 of item/B-10 was nothing, now GBP 97.35 for 1 HUR Work late");
    }

    private List<Finding> refusal(Preview preview) {
        return Assertions.catchThrowableOfType(
                        BillhookException.class, () -> billing.runs.commit(preview.id(), preview.token(), CLERK))
                .findings();
    }

    @Test
    @Tag("D-92")
    void aPartOfOneItemIsRejectedAndBilledAgainAlone() {
        project("A", "1");
        project("B", "1");
        billing.run();
        Requests.Request request = all().get(0);
        Part half = new Part(2, Optional.empty(), Optional.of(new BigDecimal("50")), Optional.empty());

        Requests.Request rejected = requests.reject(
                request.id(), request.version(), new Rejection("LATER", "Not yet", List.of(half)), CLERK);

        assertThat(rejected.standing()).isEqualTo(gbp("146.02"));
        assertThat(parts(rejected)).containsExactly("A-10 A 1-1 GBP 97.35", "B-10 B 2-2 GBP 48.67");
        billing.run();
        assertThat(parts(all().get(1))).containsExactly("B-10 B 1-1 GBP 48.68");
        assertThat(billing.net()).isEqualTo(gbp("243.38"));
        assertThat(here.store.ledger().disagreements()).isEmpty();
    }

    @Test
    @Tag("D-90")
    void cancellingItOpensAllItsItems() {
        project("A", "1");
        project("B", "1");
        billing.run();
        Requests.Request request = all().get(0);

        Requests.Request cancelled =
                requests.reject(request.id(), request.version(), Rejection.whole("CANCELLED", "Wrong customer"), CLERK);

        assertThat(cancelled.standing()).isEqualTo(gbp("0.00"));
        assertThat(parts(cancelled)).containsExactly("A-10 A 1-1 GBP 0.00", "B-10 B 2-2 GBP 0.00");
        billing.run();
        assertThat(parts(all().get(1))).containsExactly("A-10 A 1-1 GBP 97.35", "B-10 B 2-2 GBP 97.35");
        assertThat(here.store.ledger().disagreements()).isEmpty();
    }

    @Test
    void ofRootsThatAreNamedOnlyTheseAreBilledTogether() {
        project("A", "1");
        project("B", "1");
        project("C", "1");
        billing.run(new Order(
                KEY_DATE,
                List.of(new ObjectRef("element", "A"), new ObjectRef("element", "C")),
                Optional.empty(),
                Optional.empty(),
                List.of()));
        assertThat(parts(all().get(0))).containsExactly("A-10 A 1-1 GBP 97.35", "C-10 C 2-2 GBP 97.35");
        assertThat(billing.requests()).hasSize(1);
    }

    @Test
    void itemsOfADocumentWhoseKindIsAwayWait() {
        project("A", "1");
        here.plugins.remove(Spi.OBJECT, "document");
        Run run = billing.run();
        assertThat(billing.requests()).isEmpty();
        assertThat(billing.codes(run)).contains("PLUGIN_MISSING");
    }
}
