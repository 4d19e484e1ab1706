package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.internal.runs.Billing.gbp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.Run;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Page;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.adjustment.AdjustmentPage;
import org.billhook.core.spi.adjustment.AdjustmentSink;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.billhook.core.spi.adjustment.Rest;
import org.billhook.core.spi.decision.BillingDecision;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.PriceSource;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.core.spi.relevance.ProposalSink;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.StoreException;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A fault at any step fails the root with the name of the bundle, and changes nothing (laws 4 and 5). */
class FaultTest {

    private final Billing billing = new Billing();
    private long source;

    @BeforeEach
    void oneProject() {
        source = billing.hours(billing.project("W"), "a", "8");
    }

    private void fails(String code, String... words) {
        Run run = billing.run();
        assertThat(run.rootsByState()).isEqualTo(Map.of(State.FAILED, 1L));
        assertThat(billing.roots(run).get(0).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.message()).contains(words);
        });
        assertThat(billing.requests()).isEmpty();
        assertThat(billing.here.balance(source).open()).isEqualTo(Installation.hours("8"));
        assertThat(billing.here.store.ledger().disagreements()).isEmpty();
        assertThat(billing.here.plugins.leases()).isZero();
    }

    private void proposes(BiConsumer<ItemInRun, ProposalSink> rule) {
        billing.relevance(Relevances.of(rule));
    }

    private static OpenSource first(ItemInRun item) {
        return item.openSources().iterator().next();
    }

    @Test
    void aRelevanceThatThrowsAnError() {
        proposes((item, out) -> {
            throw new NoClassDefFoundError("gone");
        });
        fails("PLUGIN_BROKE", "test.itemized", "gone");
    }

    @Test
    void aRelevanceThatThrowsWhatNobodyThrows() {
        proposes((item, out) -> {
            throw new Error("boom");
        });
        fails("PLUGIN_BROKE", "test.itemized", "boom");
    }

    @Test
    void aRelevanceThatTakesAllMemory() {
        proposes((item, out) -> {
            throw new OutOfMemoryError("Java heap space");
        });
        fails("PLUGIN_BROKE", "test.itemized", "Java heap space");
    }

    @Test
    void aRelevanceThatThrowsAnErrorInOneRootAlone() {
        billing.hours(billing.project("X"), "x", "1");
        proposes((item, out) -> {
            if (item.item().ref().key().startsWith("W")) {
                throw new Error("boom");
            }
            item.openSources().forEach(each -> out.propose(DynamicItem.of(each)));
        });

        Run run = billing.run();

        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.rootsByState()).isEqualTo(Map.of(State.FAILED, 1L, State.DONE, 1L));
        assertThat(billing.net()).isEqualTo(gbp("97.35"));
    }

    @Test
    void aRunWhoseJobBreaksEndsWithAReasonAndCanBeResumed() {
        billing.jobs.paused = true;
        long run = billing.runs.start(Order.all(Billing.KEY_DATE), CLERK).id();
        AtomicInteger calls = new AtomicInteger();
        billing.here.store.failWith(name -> {
            if (name.equals("commit") && calls.incrementAndGet() == 5) {
                throw new OutOfMemoryError("Java heap space");
            }
        });
        billing.jobs.again(run);

        Run ended = billing.runs.find(run).orElseThrow();
        assertThat(ended.state()).isEqualTo(State.FAILED);
        assertThat(ended.endedAt()).isPresent();
        assertThat(ended.findings()).extracting(Finding::code).containsExactly("INTERNAL");

        billing.jobs.paused = false;
        billing.runs.resume(run, CLERK);
        assertThat(billing.runs.find(run).orElseThrow().state()).isEqualTo(State.DONE);
        assertThat(billing.net()).isEqualTo(gbp("778.80"));
    }

    @Test
    void aRelevanceThatClaimsTwice() {
        proposes((item, out) -> {
            out.propose(DynamicItem.of(first(item)));
            out.propose(DynamicItem.of(first(item)));
        });
        fails("CLAIMED_TWICE", "test.itemized", "step relevance");
    }

    @Test
    void aRelevanceThatSwallowsItsMistake() {
        proposes((item, out) -> {
            try {
                out.propose(DynamicItem.of(first(item)));
                out.propose(DynamicItem.of(first(item)));
            } catch (RuntimeException e) {
                // a plugin may well do this; core must not fall for it
            }
        });
        fails("CLAIMED_TWICE", "test.itemized");
    }

    @Test
    void aRelevanceThatClaimsMoreThanIsOpen() {
        proposes((item, out) -> out.propose(DynamicItem.builder()
                .claim(new Claim(first(item), Installation.hours("9")))
                .build()));
        fails("PLUGIN_BROKE", "test.itemized", "not within what is open");
    }

    @Test
    void aRelevanceThatForgetsASource() {
        proposes((item, out) -> {});
        fails("SOURCE_FORGOTTEN", "test.itemized", "neither claimed nor left open");
    }

    @Test
    void aRelevanceThatForgetsASourceItHasSeen() {
        proposes((item, out) -> item.openSources().forEach(seen -> {}));
        fails("SOURCE_FORGOTTEN", "test.itemized", "source " + source);
    }

    @Test
    void aRelevanceThatClaimsASourceOfAnotherItem() {
        List<OpenSource> stolen = new ArrayList<>();
        proposes((item, out) -> {
            stolen.add(first(item));
            out.propose(DynamicItem.of(stolen.get(0)));
        });
        billing.hours(billing.project("V"), "b", "1");
        Run run = billing.run();
        assertThat(run.rootsByState()).isEqualTo(Map.of(State.DONE, 1L, State.FAILED, 1L));
        assertThat(billing.codes(run)).containsExactly("FOREIGN_SOURCE");
    }

    private void decides(BillingDecision decision) {
        billing.here.plugins.with(Spi.DECISION, "contract", decision);
    }

    @Test
    void aDecisionThatTakesMoreThanIsThere() {
        decides((page, out) -> {
            Claim claim = page.dynamicItems().get(0).claims().get(0);
            out.include(claim, Installation.hours("5"), "Base");
            out.writeOff(claim, Installation.hours("3.001"), "Too much");
        });
        fails("CLAIM_EXCEEDED", "test.contract", "step decision", "3.001 HUR");
    }

    @Test
    void aDecisionThatThrows() {
        decides((page, out) -> {
            throw new IllegalStateException("undecided");
        });
        fails("PLUGIN_BROKE", "test.contract", "undecided");
    }

    private void prices(PriceSource prices) {
        billing.here.plugins.with(Spi.PRICE, "list", prices);
    }

    @Test
    void aPriceSourceThatThrows() {
        prices((page, out) -> {
            throw new IllegalStateException("unpriced");
        });
        fails("PLUGIN_BROKE", "test.list", "unpriced");
    }

    @Test
    void aPriceSourceThatSaysNothing() {
        prices((page, out) -> {});
        fails("NO_ANSWER", "test.list", "step price");
    }

    @Test
    void aPriceSourceThatAnswersTwice() {
        prices((page, out) -> {
            out.noPrice(0, "none");
            out.noPrice(0, "none");
        });
        fails("ANSWERED_TWICE", "test.list");
    }

    @Test
    @Tag("pain-30")
    void aPriceInAnotherCurrency() {
        prices((page, out) ->
                out.conditions(0, List.of(Condition.PerUnit.price(BigMoney.parse("EUR 1.00"), "somewhere"))));
        fails("OTHER_CURRENCY", "test.list", "EUR", "GBP");
    }

    private void adjusts(BiConsumer<AdjustmentPage, AdjustmentSink> rule) {
        billing.here.plugins.with(Spi.ADJUSTMENT, "cap", new Adjusting(rule));
    }

    private record Adjusting(BiConsumer<AdjustmentPage, AdjustmentSink> rule) implements BillingAdjustment {
        @Override
        public void adjust(AdjustmentPage page, AdjustmentSink out) {
            rule.accept(page, out);
        }
    }

    @Test
    void anAdjustmentThatKeepsMoreThanThereIs() {
        adjusts((page, out) -> out.keep(0, gbp("778.81"), Rest.leaveOpen(), "Cap"));
        fails("KEEP_EXCEEDED", "test.cap", "step adjustment", "778.81");
    }

    @Test
    void anAdjustmentThatAddsLinesWithoutEnd() {
        adjusts((page, out) -> {
            while (true) {
                out.addLine("Fee", new Condition.Fixed("fee", gbp("1"), false, "cap"), List.of(), "More");
            }
        });
        fails("TOO_MANY_LINES", "test.cap");
    }

    @Test
    void anAdjustmentInAnotherCurrency() {
        Money euro = Money.zero(CurrencyUnit.EUR).plus(1);
        adjusts((page, out) -> out.addLine("Fee", new Condition.Fixed("fee", euro, false, "cap"), List.of(), "A fee"));
        fails("OTHER_CURRENCY", "test.cap");
    }

    @Test
    @Tag("pain-5")
    void aDatabaseThatRefusesAnyWriteLeavesNothing() {
        for (String write : List.of(
                "ledger.act", "ledger.apply", "requests.insertLines", "requests.drawNumber", "requests.insert")) {
            billing.here.store.failWith(name -> {
                if (name.equals(write)) {
                    throw new StoreException(StoreException.Reason.BROKEN, "disk full", null);
                }
            });
            fails("DATABASE", "nothing of it was stored", "resume the run");
        }
        billing.here.store.failWith(name -> {});
        assertThat(billing.run().lines()).isEqualTo(1);
        assertThat(billing.requests().get(0).number()).isEqualTo("DMR-000001");
    }

    @Test
    void aRootThatOthersChangedIsTriedAgain() {
        AtomicInteger times = new AtomicInteger(2);
        billing.here.store.failWith(name -> {
            if (name.equals("ledger.apply") && times.getAndDecrement() > 0) {
                throw new StoreException(StoreException.Reason.STALE, "changed", null);
            }
        });
        assertThat(billing.run().rootsByState()).isEqualTo(Map.of(State.DONE, 1L));
        times.set(3);
        billing.hours(billing.project("V"), "b", "1");
        Run run = billing.run();
        assertThat(run.rootsByState()).isEqualTo(Map.of(State.FAILED, 1L));
        assertThat(billing.roots(run).get(0).findings().get(0).message()).contains("each time it was tried");
    }

    @Test
    void aPluginStoppedByForceMakesTheRunWaitUntilItIsMoved() {
        billing.here.plugins.stopAll();
        Run run = billing.run();
        assertThat(run.state()).isEqualTo(State.WAITING);
        assertThat(run.rootsByState()).isEqualTo(Map.of(State.PLANNED, 1L));
        assertThat(run.findings()).extracting(f -> f.code()).containsExactly("PLUGINS_CHANGED");
        billing.here.plugins.startAll();
        billing.here.plugins.with(Spi.RELEVANCE, "itemized", Relevances.itemized(), "2.0.0", 1);
        Run resumed = billing.runs.resume(run.id(), Installation.CLERK);
        Run ended = billing.runs.find(resumed.id()).orElseThrow();
        assertThat(ended.state()).isEqualTo(State.DONE);
        assertThat(ended.plugins()).containsEntry("relevance/itemized", "test.itemized 2.0.0");
    }

    @Test
    void aRunThatWasKilledGoesOnWhereItWas() {
        billing.hours(billing.project("V"), "b", "1");
        AtomicInteger calls = new AtomicInteger();
        billing.relevance(Relevances.of((item, out) -> {
            calls.incrementAndGet();
            item.openSources().forEach(open -> out.propose(DynamicItem.of(open)));
        }));
        // from the second root on nothing reaches the database any more, as after kill -9
        billing.here.store.failWith(name -> {
            if (calls.get() == 2) {
                throw new StoreException(StoreException.Reason.BROKEN, "dead", null);
            }
        });
        assertThatThrownBy(billing::run).hasMessageContaining("dead");
        billing.here.store.failWith(name -> {});
        Run run = billing.runs.list(Page.Request.first(1)).items().get(0);
        assertThat(run.state()).isEqualTo(State.RUNNING);
        assertThat(run.rootsByState()).isEqualTo(Map.of(State.DONE, 1L, State.PLANNED, 1L));
        assertThat(billing.here.plugins.leases()).isZero();
        billing.jobs.again(run.id());
        Run ended = billing.runs.find(run.id()).orElseThrow();
        assertThat(ended.state()).isEqualTo(State.DONE);
        assertThat(ended.rootsByState()).isEqualTo(Map.of(State.DONE, 2L));
        assertThat(billing.requests()).hasSize(2);
        assertThat(billing.net()).isEqualTo(gbp("876.15"));
    }

    @Test
    void aRunIsNeverContinuedOnOtherVersions() {
        billing.hours(billing.project("V"), "b", "1");
        AtomicInteger calls = new AtomicInteger();
        billing.relevance(Relevances.of((item, out) -> {
            if (calls.incrementAndGet() == 2) {
                billing.here.plugins.stopAll();
            }
            item.openSources().forEach(open -> out.propose(DynamicItem.of(open)));
        }));
        Run run = billing.run();
        assertThat(run.state()).isEqualTo(State.WAITING);
        assertThat(run.rootsByState()).isEqualTo(Map.of(State.DONE, 1L, State.PLANNED, 1L));
        billing.here.plugins.startAll();
        billing.here.plugins.with(Spi.RELEVANCE, "itemized", Relevances.itemized(), "2.0.0", 1);
        billing.jobs.again(run.id());
        assertThat(billing.runs.find(run.id()).orElseThrow().rootsByState())
                .isEqualTo(Map.of(State.DONE, 1L, State.PLANNED, 1L));
    }
}
