package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.inmemory.Installation.DAY;
import static org.billhook.engine.inmemory.Installation.hours;
import static org.billhook.engine.internal.runs.Billing.gbp;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.PricingDay;
import org.billhook.core.api.BillingRuns.RootResult;
import org.billhook.core.api.BillingRuns.Run;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Requests;
import org.billhook.core.derivation.Derivation;
import org.billhook.core.derivation.Step;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.engine.inmemory.ActivityPrices;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.ObjectRow;
import org.joda.money.BigMoney;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BillingRunTest {

    private final Billing billing = new Billing();

    @Test
    @Tag("I-1")
    void aRunBillsWhatIsOpenUpToTheKeyDate() {
        ObjectRow project = billing.project("W");
        long first = billing.hours(project, "a", "8");
        long second = billing.hours(billing.here.under(project, "W.1"), "b", "0.333");
        long later = billing.here.post(hours(project, "c", "1").serviceDate(Billing.KEY_DATE.plusDays(1)));
        Run run = billing.run();

        assertThat(run.state()).isEqualTo(State.DONE);
        assertThat(run.lines()).isEqualTo(2);
        // 8 x 97.35 = 778.80; 0.333 x 97.35 = 32.41755
        assertThat(run.totals()).isEqualTo(Map.of("GBP", gbp("811.22")));
        assertThat(run.findings()).isEmpty();
        assertThat(billing.requests()).singleElement().satisfies(request -> {
            assertThat(request.number()).isEqualTo("DMR-000001");
            assertThat(request.kind()).isEqualTo(RequestKind.DEBIT_MEMO_REQUEST);
            assertThat(request.net()).isEqualTo(gbp("811.22"));
            assertThat(request.run()).isEqualTo(run.id());
        });
        assertThat(billing.here.balance(first).get(Term.BILLED)).isEqualTo(hours("8"));
        assertThat(billing.here.balance(second).open().isZero()).isTrue();
        assertThat(billing.here.balance(later).open()).isEqualTo(hours("1"));
        assertThat(billing.here.plugins.leases()).isZero();
    }

    @Test
    void aLineExplainsItself() {
        ObjectRow project = billing.project("W");
        long source = billing.hours(project, "a", "0.333");
        billing.run();
        LineRow line = billing.lines(1).get(0);
        assertThat(Derivation.parse(line.derivation()).steps())
                .containsExactly(
                        Step.of("d", "relevance", decider("relevance")),
                        Step.of("d", "price", decider("price")),
                        Step.of("s", Long.toString(source), "0.333 HUR"),
                        Step.of("q", "0.333", "HUR"),
                        Step.of("c", "price", "97.35", "q", "32.41755", "32.42", "price-list/standard#1"));
        assertThat(line.characteristics())
                .containsEntry("object", "W")
                .containsEntry("activity", "Development")
                .containsEntry("project", "P1")
                .doesNotContainKey("customer");
    }

    @Test
    @Tag("D-34")
    void anOverheadIsComputedOnTheCostThatThePriceSourceBrings() {
        billing.relevance(Relevances.of((item, out) -> item.openSources()
                .forEach(source -> out.propose(DynamicItem.builder()
                        .claim(Claim.all(source))
                        .overhead(Optional.of(new DynamicItem.Overhead(BigDecimal.TEN, false, "sheet/MGK")))
                        .build()))));
        billing.here.plugins.with(
                Spi.PRICE,
                "list",
                (page, out) -> out.conditions(
                        0,
                        List.of(
                                new Condition.Fixed("cost", gbp("40.00"), true, "standard cost"),
                                Condition.PerUnit.price(BigMoney.parse("GBP 97.35"), "contract"))));
        // posted with another cost, which must not be added to that of the price source
        billing.here.post(Installation.hours(billing.project("W"), "a", "2").cost(gbp("50.00")));

        billing.run();

        // 2 h x 97.35 = 194.70, and 10 % of 40.00
        assertThat(billing.net()).isEqualTo(gbp("198.70"));
    }

    private String decider(String role) {
        List<org.billhook.core.api.Requests.Decider> all =
                billing.here.store.call(s -> s.runs().find(1).orElseThrow()).deciders();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).role().equals(role)) {
                return Integer.toString(i);
            }
        }
        throw new AssertionError("no " + role);
    }

    @Test
    @Tag("I-2")
    void runningManyTimesBillsOnce() {
        billing.hours(billing.project("W"), "a", "8");
        billing.run();
        Run second = billing.run();
        assertThat(second.roots()).isZero();
        assertThat(billing.run().lines()).isZero();
        assertThat(billing.requests()).hasSize(1);
    }

    @Test
    void severalPagesAreOneRequest() {
        ObjectRow project = billing.project("W");
        List<SourceDraft> drafts = new ArrayList<>();
        for (int i = 0; i < 35; i++) {
            drafts.add(hours(project, "t" + i, "1")
                    .serviceDate(DAY.minusDays(i % 7))
                    .build());
        }
        billing.here.post(drafts);
        Run run = billing.run();
        assertThat(run.lines()).isEqualTo(35);
        assertThat(billing.net()).isEqualTo(gbp("3407.25"));
        assertThat(billing.lines(1)).extracting(LineRow::position).endsWith(33, 34, 35);
        assertThat(billing.lines(1)).extracting(LineRow::serviceFrom).isSorted();
        assertThat(billing.here.store.ledger().disagreements()).isEmpty();
    }

    @Test
    void anyArrivalOrderGivesTheSameTotal() {
        List<String> totals = new ArrayList<>();
        for (int seed = 0; seed < 5; seed++) {
            Billing fresh = new Billing();
            ObjectRow project = fresh.project("W");
            List<String> quantities = new ArrayList<>(List.of("0.333", "0.5", "1.25", "7.999", "-0.1", "2"));
            Collections.shuffle(quantities, new Random(seed));
            for (int i = 0; i < quantities.size(); i++) {
                fresh.hours(project, "t" + i, quantities.get(i));
                if (i % 2 == seed % 2) {
                    fresh.run();
                }
            }
            fresh.run();
            totals.add(fresh.net().toString());
        }
        // 32.42 + 48.68 + 121.69 + 778.70 - 9.74 + 194.70
        assertThat(totals).containsOnly("GBP 1166.45");
    }

    @Test
    @Tag("pain-21")
    void aPoisonedRootNeverStopsTheOthers() {
        for (int i = 0; i < 300; i++) {
            ObjectRow project = billing.project("P" + i);
            billing.here.post(hours(project, "t" + i, "1").text(i % 100 == 0 ? "poison" : "work"));
        }
        billing.relevance(Relevances.of((item, out) -> item.openSources().forEach(source -> {
            if (source.text().equals("poison")) {
                throw new IllegalStateException("can't bear this");
            }
            out.propose(org.billhook.core.spi.relevance.DynamicItem.of(source));
        })));
        billing.workers = 2;
        Run run = billing.run();
        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.endedAt()).isPresent();
        assertThat(run.rootsByState()).isEqualTo(Map.of(State.DONE, 297L, State.FAILED, 3L));
        assertThat(run.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("ROOTS_FAILED");
            assertThat(finding.isError()).as("the job of the run failed too").isTrue();
            assertThat(finding.message()).startsWith("3 roots failed");
        });
        assertThat(billing.roots(run).stream().filter(root -> root.state() == State.FAILED))
                .hasSize(3)
                .allSatisfy(root -> assertThat(root.findings()).singleElement().satisfies(finding -> assertThat(
                                finding.message())
                        .contains("test.itemized")
                        .contains("can't bear this")));
        assertThat(billing.net()).isEqualTo(gbp("28912.95"));

        billing.relevance(Relevances.itemized());
        Run again = billing.runs.resume(run.id(), org.billhook.engine.inmemory.Installation.CLERK);
        assertThat(billing.runs.find(again.id()).orElseThrow().rootsByState()).isEqualTo(Map.of(State.DONE, 300L));
        assertThat(billing.runs.find(again.id()).orElseThrow().state()).isEqualTo(State.DONE);
        assertThat(billing.runs.find(again.id()).orElseThrow().findings()).isEmpty();
        assertThat(billing.net()).isEqualTo(gbp("29205.00"));
    }

    @Test
    @Tag("R-17")
    void aOneTimeItemIsBilledOnceUntilItsRequestIsRejected() {
        billing.relevance(Relevances.once());
        ObjectRow root = billing.here.root("W");
        ObjectRow item = billing.here.item(root, "4711-10", "itemized");
        billing.hours(root, "a", "8");
        Run tooEarly = billing.run();
        assertThat(billing.roots(tooEarly).get(0).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("STATUS");
            assertThat(finding.message())
                    .contains("item/4711-10 has status 'RELEASED'")
                    .contains("needs 'COMPLETED' or 'CLOSED'");
        });
        billing.here.change(item, Phase.COMPLETED);
        assertThat(billing.run().lines()).isEqualTo(1);
        assertThat(billing.requests().get(0).kind()).isEqualTo(RequestKind.BILLING_DOCUMENT_REQUEST);
        Run second = billing.run();
        assertThat(second.lines()).isZero();
    }

    @Test
    @Tag("R-40")
    void theOrderThatExecutesAnItemMustHaveItsPhaseToo() {
        ObjectRow root = billing.here.root("W");
        ObjectRow item = billing.here.item(root, "4711-10", "itemized");
        ObjectRow order = billing.here.order(item, "ORDER", Phase.OPEN);
        billing.hours(root, "a", "8");
        assertThat(billing.codes(billing.run())).containsExactly("STATUS");
        billing.here.change(order, Phase.RELEASED);
        assertThat(billing.run().lines()).isEqualTo(1);
    }

    @Test
    @Tag("WE-46")
    @Tag("O-43")
    @Tag("O-44")
    void ofSeveralItemsTheFirstFoundBillsWithAWarning() {
        ObjectRow root = billing.here.root("W");
        billing.here.item(root, "100-20", "itemized");
        billing.here.item(root, "100-9", "itemized");
        billing.hours(root, "a", "8");
        billing.hours(root, "b", "2");
        Run run = billing.run();
        assertThat(billing.requests()).hasSize(1);
        assertThat(billing.netByItem()).containsOnlyKeys("100-9");
        assertThat(billing.codes(run)).containsExactly("SEVERAL_ITEMS");
        assertThat(billing.roots(run).get(0).findings())
                .extracting(Finding::message)
                .containsExactly("Several items bill element/W: its sources of kinds [time] go to the first,"
                        + " item/100-9, with GBP 973.50");
        assertThat(run.totals()).isEqualTo(Map.of("GBP", gbp("973.50")));
    }

    @Test
    @Tag("O-43")
    void whereAnItemWantsToBeTheOnlyOneNobodyBillsWhatSeveralClaim() {
        ObjectRow root = billing.here.root("W");
        ObjectRow first = billing.here.item(root, "100-9", "itemized");
        billing.here.item(root, "100-20", "itemized", Phase.RELEASED, Map.of("exclusive", "true"));
        long contested = billing.hours(root, "element", "8");
        billing.hours(billing.here.order(first, "ORDER-1", Phase.RELEASED), "beneath", "2");
        Run run = billing.run();
        assertThat(billing.netByItem()).isEqualTo(Map.of("100-9", gbp("194.70")));
        assertThat(billing.here.balance(contested).open()).isEqualTo(hours("8"));
        assertThat(billing.roots(run).get(0).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.isError()).isTrue();
            assertThat(finding.message())
                    .isEqualTo(
                            "element/W is billed by [item/100-9, item/100-20], of which one wants to be the only one:"
                                    + " nobody bills what is posted on it of kinds [time]; reject or reassign all items but one");
        });
    }

    @Test
    @Tag("R-1")
    @Tag("O-44")
    void workBeneathAnItemIsThatItemsHoweverManyShareTheElement() {
        ObjectRow root = billing.here.root("W");
        ObjectRow first = billing.here.item(root, "100-9", "itemized");
        ObjectRow second = billing.here.item(root, "100-20", "itemized");
        billing.hours(root, "element", "1");
        billing.hours(billing.here.order(second, "ORDER-2", Phase.RELEASED), "second", "2");
        billing.hours(billing.here.order(first, "ORDER-1", Phase.RELEASED), "first", "4");
        billing.hours(second, "item", "8");
        billing.run();
        assertThat(billing.netByItem()).isEqualTo(Map.of("100-9", gbp("486.75"), "100-20", gbp("973.50")));
    }

    @Test
    @Tag("O-44")
    void noOtherItemBillsTheWorkOfOneThatIsNotActive() {
        ObjectRow root = billing.here.root("W");
        ObjectRow rejected = billing.here.item(root, "100-9", "itemized");
        billing.here.item(root, "100-20", "itemized");
        billing.hours(billing.here.order(rejected, "ORDER-1", Phase.RELEASED), "first", "4");
        billing.here.deactivate(rejected);
        assertThat(billing.run().lines()).isZero();
    }

    @Test
    @Tag("R-1")
    void workBeneathAnItemOfMoreOrdersThanAreReadOneByOne() {
        ObjectRow root = billing.here.root("W");
        billing.here.item(root, "100-9", "itemized");
        ObjectRow second = billing.here.item(root, "100-20", "itemized");
        for (int i = 0; i < 120; i++) {
            billing.hours(billing.here.order(second, "ORDER-" + i, Phase.RELEASED), "order-" + i, "1");
        }
        billing.hours(root, "element", "1");
        billing.run();
        assertThat(billing.netByItem()).isEqualTo(Map.of("100-9", gbp("97.35"), "100-20", gbp("11682.00")));
    }

    @Test
    @Tag("D-12")
    @Tag("D-100")
    void aNegativeNetIsACreditMemoRequest() {
        ObjectRow project = billing.project("W");
        billing.hours(project, "a", "2");
        billing.run();
        billing.hours(project, "more", "1");
        billing.hours(project, "back", "-3");
        billing.run();
        billing.hours(project, "c", "1");
        billing.run();
        assertThat(billing.requests())
                .extracting(request -> request.number() + " " + request.kind() + " " + request.net())
                .containsExactlyInAnyOrder(
                        "DMR-000001 DEBIT_MEMO_REQUEST GBP 194.70",
                        "CMR-000001 CREDIT_MEMO_REQUEST GBP -194.70",
                        "DMR-000002 DEBIT_MEMO_REQUEST GBP 97.35");
    }

    @Test
    @Tag("WE-49")
    @Tag("D-79")
    @Tag("G-15")
    void anEarlierDateThanThatOfABillIsRefused() {
        ObjectRow project = billing.project("W");
        billing.hours(project, "a", "2");
        billing.run();
        billing.hours(project, "late", "1");
        Run earlier = billing.run(Order.all(DAY));
        assertThat(earlier.lines()).isZero();
        assertThat(billing.roots(earlier).get(0).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("EARLIER_DATE");
            assertThat(finding.isError()).isTrue();
            assertThat(finding.message())
                    .isEqualTo(
                            "item/W-10 was billed up to 2026-03-31 already; up to %s there is only what was posted late:"
                                            .formatted(DAY)
                                    + " take a key date from then on");
        });
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("97.35")));
    }

    @Test
    @Tag("WE-49")
    @Tag("D-76")
    void whereItIsAllowedAnEarlierDateBillsOnlyWhatIsOpenUpToIt() {
        billing.allowEarlierDate = true;
        ObjectRow project = billing.project("W");
        billing.hours(project, "a", "2");
        billing.run();
        billing.hours(project, "late", "1");
        billing.here.post(hours(project, "later", "4").serviceDate(DAY.plusDays(1)));
        Run earlier = billing.run(Order.all(DAY));
        assertThat(earlier.totals()).isEqualTo(Map.of("GBP", gbp("97.35")));
        assertThat(billing.codes(earlier)).containsExactly("EARLIER_DATE");
        assertThat(billing.run(Order.all(DAY)).lines()).isZero();
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("389.40")));
    }

    /** 97.35 from the beginning of the year, 100.00 from the 20th of March; the work is of the 10th, today the 31st. */
    private Order dearer() {
        billing.hours(billing.project("W"), "a", "2");
        billing.here.price("Development", "100.00", LocalDate.of(2026, 3, 20));
        return Order.all(Billing.KEY_DATE);
    }

    @Test
    @Tag("D-63")
    void thePricesOfTheDayOfTheBillCountForAllOfIt() {
        Order order = dearer();
        assertThat(billing.runs.preview(order, CLERK).order().otherwise())
                .as("it is the same whenever it is committed")
                .contains(new PricingDay(LocalDate.of(2026, 3, 31), false));
        assertThat(billing.run(order).totals()).isEqualTo(Map.of("GBP", gbp("200.00")));
    }

    @Test
    @Tag("D-63")
    void thePricingDateCanBeOverwritten() {
        Order order = pricedOn(LocalDate.of(2026, 3, 19));
        assertThat(billing.run(order).totals()).isEqualTo(Map.of("GBP", gbp("194.70")));
    }

    @Test
    @Tag("D-63")
    void anInstallationCanPriceEachLineByItsServiceDate() {
        billing.priceByServiceDate = true;
        Order order = dearer();
        assertThat(billing.runs.preview(order, CLERK).order().otherwise())
                .contains(new PricingDay(LocalDate.of(2026, 3, 31), true));
        assertThat(billing.run(order).totals()).isEqualTo(Map.of("GBP", gbp("194.70")));
    }

    private Money shown(Order order) {
        return Money.total(billing.runs.preview(order, CLERK).requests().stream()
                .map(Requests.Draft::net)
                .toList());
    }

    private ObjectRow project(String key, String byServiceDate) {
        ObjectRow root = billing.here.root(key);
        billing.here.item(root, key + "-10", "itemized", Phase.RELEASED, Map.of("priceByServiceDate", byServiceDate));
        return root;
    }

    private Order pricedOn(LocalDate day) {
        Order order = dearer();
        return new Order(order.keyDate(), order.roots(), order.party(), Optional.of(day), order.decisions());
    }

    @Test
    @Tag("G-17")
    void anItemSaysByWhichDayItIsPricedAndTheInstallationIsOnlyItsDefault() {
        Order order = dearer();
        billing.hours(project("X", "true"), "x", "1");
        billing.hours(project("Y", "false"), "y", "1");
        assertThat(shown(order)).isEqualTo(gbp("397.35"));
        billing.priceByServiceDate = true;
        assertThat(shown(order)).isEqualTo(gbp("392.05"));
        // a day that is named counts for all
        Order named = new Order(
                order.keyDate(), order.roots(), order.party(), Optional.of(Billing.KEY_DATE), order.decisions());
        assertThat(billing.run(named).totals()).isEqualTo(Map.of("GBP", gbp("400.00")));
    }

    @Test
    void withoutAPriceTheRestOfTheRootGoesOn() {
        ObjectRow project = billing.project("W");
        billing.hours(project, "a", "8");
        long unpriced = billing.here.post(hours(project, "b", "1").characteristic("activity", "Juggling"));
        Run run = billing.run();
        assertThat(run.lines()).isEqualTo(1);
        assertThat(run.rootsByState()).isEqualTo(Map.of(State.DONE, 1L));
        assertThat(billing.codes(run)).containsExactly("NO_PRICE");
        assertThat(billing.here.balance(unpriced).open()).isEqualTo(hours("1"));
        billing.here.price("Juggling", "10.00");
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("10.00")));
    }

    @Test
    @Tag("pain-25")
    void anItemWhosePluginIsAwayWaitsVisibly() {
        billing.hours(billing.project("W"), "a", "8");
        billing.here.plugins.remove(Spi.PRICE, "list");
        Run run = billing.run();
        assertThat(run.rootsByState()).isEqualTo(Map.of(State.WAITING, 1L));
        assertThat(run.state()).isEqualTo(State.WAITING);
        assertThat(run.findings()).extracting(Finding::code).containsExactly("ROOTS_WAIT");
        assertThat(billing.codes(run)).containsExactly("PLUGIN_MISSING");
        assertThat(billing.requests()).isEmpty();

        billing.here.plugins.with(Spi.PRICE, "list", new ActivityPrices());
        billing.runs.resume(run.id(), org.billhook.engine.inmemory.Installation.CLERK);
        assertThat(billing.runs.find(run.id()).orElseThrow().state()).isEqualTo(State.DONE);
        assertThat(billing.net()).isEqualTo(gbp("778.80"));
    }

    @Test
    void negativePostingsReduceTheRequest() {
        ObjectRow project = billing.project("W");
        billing.hours(project, "a", "8");
        billing.hours(project, "b", "-2");
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("584.10")));
    }

    @Test
    void aRootThatNobodyBillsSaysSo() {
        ObjectRow root = billing.here.root("W");
        billing.hours(root, "a", "8");
        Run run = billing.run();
        List<RootResult> roots = billing.roots(run);
        assertThat(roots).singleElement().satisfies(result -> assertThat(result.state())
                .isEqualTo(State.DONE));
        assertThat(billing.codes(run)).containsExactly("NO_ITEM");
    }

    @Test
    void aSummarizedLineIsRoundedOnceAndItsClaimsAddUp() {
        billing.relevance(Relevances.summarized());
        ObjectRow project = billing.project("W");
        long a = billing.hours(project, "a", "0.333");
        long b = billing.hours(project, "b", "0.333");
        long c = billing.hours(project, "c", "0.333");
        billing.run();
        // 0.999 x 97.35 = 97.25265 -> 97.25; thirds cut from the running total: 32.42, 32.41, 32.42
        assertThat(billing.net()).isEqualTo(gbp("97.25"));
        assertThat(billing.here.store.requests().claims(1, 1))
                .extracting(claim -> claim.source() + " " + claim.value())
                .containsExactly(a + " GBP 32.42", b + " GBP 32.41", c + " GBP 32.42");
    }
}
