package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.inmemory.Installation.DAY;
import static org.billhook.engine.inmemory.Installation.hours;
import static org.billhook.engine.internal.runs.Billing.KEY_DATE;
import static org.billhook.engine.internal.runs.Billing.gbp;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.DueList.DueRoot;
import org.billhook.core.api.DueList.Query;
import org.billhook.core.api.DueList.Settled;
import org.billhook.core.api.Page;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Measure;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Frequency;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceType;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.inmemory.TimeKind;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.ObjectRow;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing stays on the due list without a reason, and what is never to be billed is settled there. */
class DueListTest {

    private final Billing billing = new Billing();
    private final StoredDueList dueList = billing.dueList;

    DueListTest() {
        billing.here.plugins.with(Spi.SOURCE, "cost", new TimeKind(true));
        billing.here.plugins.with(Spi.SOURCE, "quantity", new Planned());
        billing.here.plugins.with(Spi.RELEVANCE, "free", new Relevances(BillingTerms.notBilled(), (item, out) -> {}));
        billing.here.plugins.with(
                Spi.RELEVANCE,
                "fixed",
                new Relevances(
                        BillingTerms.sales(Frequency.MULTIPLE, Set.of("quantity"), Phase.COMPLETED),
                        (item, out) -> item.openSources().forEach(open -> out.propose(DynamicItem.of(open)))));
    }

    /** What an item has ordered. */
    private static final class Planned implements SourceType {
        @Override
        public SourceTerms terms() {
            return new SourceTerms(SourceTerms.Nature.PLAN, true);
        }

        @Override
        public void check(List<SourceDraft> page, SourceSink out) {
            for (int i = 0; i < page.size(); i++) {
                out.accept(i, page.get(i));
            }
        }
    }

    private List<DueRoot> list(Query query) {
        return dueList.list(query, Page.Request.first(100)).items();
    }

    private List<DueRoot> list() {
        return list(Query.all(KEY_DATE));
    }

    private static List<String> codes(DueRoot root) {
        return root.reasons().stream().map(Finding::code).toList();
    }

    private long post(String kind, ObjectRow object, String id, String hours) {
        return billing.here.post(SourceDraft.of(kind, object.ref())
                .externalId(id)
                .posted(hours(hours))
                .serviceDate(DAY)
                .text("Work " + id)
                .characteristic("activity", "Development"));
    }

    @Test
    @Tag("R-36")
    void workOnAFreeItemSaysThatNobodyBillsItUntilItIsSettled() {
        ObjectRow root = billing.here.root("W");
        billing.here.item(root, "W-10", "free");
        long source = billing.hours(root, "a", "8");

        assertThat(list()).singleElement().satisfies(due -> {
            assertThat(due.due()).isEqualTo(1);
            assertThat(due.unbilled()).isEqualTo(1);
            assertThat(due.open()).containsExactly(new Share(new BigDecimal("8"), Measure.of(Unit.HOUR)));
            assertThat(codes(due)).containsExactly("NOT_RELEVANT", "NO_ITEM_FOR_KIND");
        });

        Settled settled = dueList.settleUnbilled(KEY_DATE, List.of(root.ref()), "Free of charge", CLERK);

        assertThat(settled).isEqualTo(new Settled(1, List.of(), false));
        assertThat(billing.here.balance(source).get(Term.WRITTEN_OFF)).isEqualTo(hours("8"));
        assertThat(billing.here.store.ledger().entries(source).get(1).reason()).isEqualTo("Free of charge");
        assertThat(list()).isEmpty();
    }

    @Test
    void costBehindABilledItemHasAReasonAndIsSettledAlone() {
        ObjectRow root = billing.project("W");
        long hours = billing.hours(root, "a", "8");
        post("cost", root, "c1", "1");
        post("cost", root, "c2", "2");

        assertThat(list()).singleElement().satisfies(due -> {
            assertThat(due.due()).isEqualTo(3);
            assertThat(due.unbilled()).isEqualTo(2);
            assertThat(due.reasons())
                    .extracting(Finding::message)
                    .containsExactly(
                            "No item of element/W bills 2 sources of kind 'cost': add an item that does, or settle"
                                    + " them as not billable");
        });

        assertThat(dueList.settleUnbilled(KEY_DATE, List.of(root.ref()), "Inside the price", CLERK)
                        .sources())
                .isEqualTo(2);
        assertThat(billing.here.balance(hours).open())
                .as("what an item bills stays")
                .isEqualTo(hours("8"));
        assertThat(list()).singleElement().satisfies(due -> assertThat(due.reasons())
                .isEmpty());
    }

    @Test
    void aQuantityThatItsItemNeverBillsIsNotDue() {
        ObjectRow root = billing.here.root("W");
        ObjectRow item = billing.here.item(root, "W-10", "itemized");
        post("quantity", item, "q", "5");

        assertThat(list()).isEmpty();

        post("quantity", billing.here.item(root, "W-20", "fixed"), "q2", "3");
        assertThat(list()).singleElement().satisfies(due -> {
            assertThat(due.due()).isEqualTo(1);
            assertThat(due.item()).contains(new ObjectRef("item", "W-20"));
        });
    }

    @Test
    void ofTwoItemsTheOneThatIsNotReadySaysSo() {
        ObjectRow root = billing.project("W");
        billing.hours(root, "a", "8");
        ObjectRow fixed = billing.here.item(root, "W-20", "fixed");
        post("quantity", fixed, "q", "3");

        assertThat(list()).singleElement().satisfies(due -> {
            assertThat(due.item()).contains(new ObjectRef("item", "W-10"));
            assertThat(due.due()).isEqualTo(2);
            assertThat(due.reasons()).singleElement().satisfies(reason -> {
                assertThat(reason.code()).isEqualTo("STATUS");
                assertThat(reason.message()).contains("item/W-20");
            });
        });
    }

    private static Query query(String reason, String atLeast) {
        return new Query(
                KEY_DATE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(reason),
                true,
                Optional.ofNullable(atLeast).map(Money::parse));
    }

    @Test
    void whatIsAtStakeIsWhatARunWouldBillIfNothingStoodAgainstIt() {
        ObjectRow open = billing.here.root("W");
        billing.here.item(open, "W-10", "itemized", Phase.OPEN, Map.of());
        billing.hours(open, "a", "8");
        ObjectRow travel = billing.project("V");
        billing.hours(travel, "b", "1");
        billing.here.post(hours(travel, "c", "2").characteristic("activity", "Travel"));

        List<DueRoot> all = list(query(null, null));
        assertThat(all)
                .extracting(due -> due.atStake().orElseThrow())
                .containsExactly(List.of(gbp("778.80")), List.of(gbp("97.35")));
        assertThat(all).extracting(DueListTest::codes).containsExactly(List.of("STATUS"), List.of("NO_PRICE"));
        assertThat(list(query("NO_PRICE", null))).extracting(DueRoot::root).containsExactly(travel.ref());
        assertThat(list(query(null, "GBP 778.80"))).extracting(DueRoot::root).containsExactly(open.ref());
        assertThat(list(query(null, "GBP 778.81"))).isEmpty();
        assertThat(list(query(null, "EUR 1.00"))).isEmpty();
        assertThat(billing.requests()).isEmpty();
    }

    @Test
    void filtersAreAppliedPageByPage() {
        for (int i = 0; i < 9; i++) {
            ObjectRow root = billing.here.root("P" + i);
            billing.here.item(root, "P" + i + "-10", i % 3 == 2 ? "free" : "itemized");
            billing.hours(root, "t" + i, "1");
        }
        Query free = new Query(
                KEY_DATE,
                Optional.of("ACME"),
                Optional.empty(),
                Optional.of("free"),
                Optional.empty(),
                false,
                Optional.empty());

        List<String> found = new ArrayList<>();
        Page<DueRoot> page = dueList.list(free, Page.Request.first(2));
        page.items().forEach(due -> found.add(due.root().key()));
        page = dueList.list(free, new Page.Request(page.next(), 2));
        page.items().forEach(due -> found.add(due.root().key()));

        assertThat(found).containsExactly("P2", "P5", "P8");
        assertThat(page.next()).isEmpty();
        Query item = new Query(
                KEY_DATE,
                Optional.empty(),
                Optional.of(new ObjectRef("item", "P4-10")),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
        assertThat(list(item)).extracting(due -> due.root().key()).containsExactly("P4");
    }
}
