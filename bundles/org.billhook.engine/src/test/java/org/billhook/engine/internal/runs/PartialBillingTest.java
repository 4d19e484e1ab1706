package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.inmemory.Installation.hours;
import static org.billhook.engine.internal.runs.Billing.decided;
import static org.billhook.engine.internal.runs.Billing.gbp;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.PriceChange;
import org.billhook.core.api.BillingRuns.Run;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.api.Page;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.adjustment.AdjustmentPage;
import org.billhook.core.spi.adjustment.AdjustmentSink;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.billhook.core.spi.adjustment.Rest;
import org.billhook.core.spi.decision.BillingDecision;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSink;
import org.billhook.core.spi.price.PriceSource;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.LedgerStore.EntryRow;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.PriceOfRequest;
import org.joda.money.BigMoney;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PartialBillingTest {

    private final Billing billing = new Billing();

    private static Command command(ActKind kind, long source, Share share, Money amount) {
        Optional<Portion> portion = share == null && amount == null
                ? Optional.empty()
                : Optional.of(new Portion(Optional.ofNullable(share), Optional.ofNullable(amount)));
        Optional<LocalDate> until = kind == ActKind.HOLD ? Optional.of(LocalDate.of(2026, 6, 1)) : Optional.empty();
        return new Command(kind, source, portion, until, Optional.empty(), "As agreed");
    }

    @Test
    @Tag("WE-43")
    @Tag("D-5")
    void aPartOfTheQuantityIsBilledAndTheRestProposedNextTime() {
        long source = billing.hours(billing.project("W"), "a", "10");
        Run first = billing.run(decided(command(ActKind.BILL, source, hours("6"), null)));
        assertThat(first.totals()).isEqualTo(Map.of("GBP", gbp("584.10")));
        assertThat(billing.here.balance(source).open()).isEqualTo(hours("4"));
        Run second = billing.run(decided(command(ActKind.WRITE_OFF, source, hours("1"), null)));
        assertThat(second.totals()).isEqualTo(Map.of("GBP", gbp("292.05")));
        assertThat(billing.here.balance(source).get(Term.WRITTEN_OFF)).isEqualTo(hours("1"));
        assertThat(billing.run().lines()).isZero();
    }

    /** 5/6 of 97.35 are half a cent more than 81.12; any decimals of 5/6 would lose it. */
    @Test
    @Tag("D-55")
    @Tag("G-14")
    void partsOfAFractionEndAtTheWholeOfIt() {
        billing.relevance(Relevances.of((item, out) -> item.openSources()
                .forEach(source -> out.propose(DynamicItem.builder()
                        .claim(Claim.all(source))
                        .quantity(
                                Fraction.of(1, 60).times(source.open().value()),
                                source.open().measure())
                        .build()))));
        long whole = billing.hours(billing.project("W"), "a", "50");
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("81.13")));
        long parts = billing.hours(billing.project("P"), "b", "50");
        // 30/60 of 97.35 are 48.675
        Run first = billing.run(decided(command(ActKind.BILL, parts, hours("30"), null)));
        assertThat(first.totals()).isEqualTo(Map.of("GBP", gbp("48.68")));
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("32.45")));
        assertThat(billing.here.balance(whole).open().isZero()).isTrue();
        assertThat(billing.here.balance(parts).open().isZero()).isTrue();
    }

    /** A list that counts each hour twice, as one that rounds time would: a price of the clerk is for that quantity. */
    @Test
    @Tag("D-62")
    void thePriceOfAClerkIsForTheQuantityThatTheListCounts() {
        billing.here.plugins.with(Spi.PRICE, "list", new PriceSource() {
            @Override
            public void price(PricePage page, PriceSink out) {
                for (int i = 0; i < page.dynamicItems().size(); i++) {
                    out.conditions(
                            i,
                            List.of(Fraction.of(2, 1)),
                            Unit.HOUR,
                            List.of(Condition.PerUnit.price(BigMoney.parse("GBP 5"), "test")));
                }
            }
        });
        billing.hours(billing.project("W"), "a", "10");
        assertThat(billing.runs
                        .preview(Order.all(Billing.KEY_DATE), CLERK)
                        .requests()
                        .get(0)
                        .net())
                .isEqualTo(gbp("100.00"));
        PriceChange seven = new PriceChange(
                Optional.empty(),
                Optional.empty(),
                Condition.PerUnit.price(BigMoney.parse("GBP 7"), "clerk"),
                "As agreed");
        assertThat(billing.run(Order.all(Billing.KEY_DATE).pricing(List.of(seven)))
                        .totals())
                .isEqualTo(Map.of("GBP", gbp("140.00")));
    }

    @Test
    void whatWasBilledByAPriceIsKnown() {
        ObjectRow project = billing.project("W");
        billing.hours(project, "a", "10");
        billing.hours(project, "b", "2");
        billing.here.post(Installation.hours(project, "c", "1").characteristic("activity", "Travel"));
        billing.here.price("Travel", "50.00");
        billing.run();
        List<PriceOfRequest> priced = billing.here
                .store
                .requests()
                .pricedBy(1, Page.Request.first(10))
                .items();
        assertThat(priced).containsExactly(new PriceOfRequest(1, 1, 2, gbp("1168.20")));
        assertThat(billing.here
                        .store
                        .requests()
                        .pricedBy(2, Page.Request.first(10))
                        .items())
                .extracting(PriceOfRequest::net)
                .containsExactly(gbp("50.00"));
    }

    @Test
    @Tag("G-12")
    void whatIsPostponedIsNotProposedAgain() {
        long source = billing.hours(billing.project("W"), "a", "10");
        Run run = billing.run(decided(command(ActKind.HOLD, source, hours("2"), null)));
        assertThat(run.totals()).isEqualTo(Map.of("GBP", gbp("778.80")));
        assertThat(billing.here.balance(source).get(Term.HELD)).isEqualTo(hours("2"));
        assertThat(billing.run().lines()).isZero();
    }

    @Test
    @Tag("D-82")
    void moreThanIsThereIsRefused() {
        long source = billing.hours(billing.project("W"), "a", "10");
        Run run = billing.run(decided(
                command(ActKind.HOLD, source, hours("6"), null), command(ActKind.WRITE_OFF, source, hours("5"), null)));
        assertThat(run.rootsByState()).isEqualTo(Map.of(State.FAILED, 1L));
        assertThat(billing.codes(run)).containsExactly("DECISION_REFUSED");
        assertThat(billing.here.balance(source).open()).isEqualTo(hours("10"));
    }

    @Test
    @Tag("WE-30")
    @Tag("D-86")
    void anAmountStaysExactAndTheRestEndsAtTheWhole() {
        // 3.333 x 97.35 = 324.46755 -> 324.47
        long source = billing.hours(billing.project("W"), "a", "3.333");
        Run first = billing.run(decided(command(ActKind.BILL, source, null, gbp("100.01"))));
        assertThat(first.totals()).isEqualTo(Map.of("GBP", gbp("100.01")));
        Run second = billing.run(decided(command(ActKind.WRITE_OFF, source, null, gbp("50.00"))));
        assertThat(second.totals()).isEqualTo(Map.of("GBP", gbp("174.46")));
        assertThat(billing.here.balance(source).open().isZero()).isTrue();
        assertThat(billing.here.store.ledger().entries(source).stream()
                        .filter(entry -> entry.value().isPresent())
                        .map(entry -> entry.kind() + " " + entry.value().get()))
                .containsExactlyInAnyOrder("BILL GBP 100.01", "WRITE_OFF GBP 50.00", "BILL GBP 174.46");
    }

    @Test
    @Tag("G-14")
    @Tag("pain-10")
    @Tag("pain-11")
    void anyOrderOfPartsEndsAtTheWholeToTheCent() {
        Random random = new Random(42);
        for (int round = 0; round < 30; round++) {
            Billing fresh = new Billing();
            int thousandths = 500 + random.nextInt(20_000);
            Share posted = new Share(
                    java.math.BigDecimal.valueOf(thousandths, 3), hours("1").measure());
            long source = fresh.here.post(org.billhook.engine.inmemory.Installation.hours(fresh.project("W"), "a", "1")
                    .posted(posted));
            for (int part = 0; part < 4; part++) {
                Share open = fresh.here.balance(source).open();
                java.math.BigDecimal cut = open.value()
                        .multiply(java.math.BigDecimal.valueOf(1 + random.nextInt(60), 2))
                        .setScale(part % 2 == 0 ? 3 : 9, java.math.RoundingMode.DOWN);
                ActKind kind = random.nextInt(3) == 0 ? ActKind.WRITE_OFF : ActKind.BILL;
                if (cut.signum() > 0) {
                    fresh.run(decided(command(kind, source, new Share(cut, open.measure()), null)));
                }
            }
            fresh.run();
            Money sum = gbp("0");
            for (EntryRow entry : fresh.here.store.ledger().entries(source)) {
                sum = entry.value().isPresent() ? sum.plus(entry.value().get()) : sum;
            }
            Money whole = Money.of(
                    org.billhook.engine.inmemory.Installation.GBP,
                    new java.math.BigDecimal("97.35").multiply(posted.value()),
                    java.math.RoundingMode.HALF_UP);
            assertThat(sum).as("%s in parts", posted).isEqualTo(whole);
        }
    }

    @Test
    @Tag("J-52")
    void aContractIncludesABaseAmountOverSeveralPages() {
        ObjectRow project = billing.project("W");
        for (int i = 0; i < 30; i++) {
            billing.hours(project, "t" + i, "1");
        }
        BillingDecision base = (page, out) -> page.dynamicItems().forEach(item -> {
            var claim = item.claims().get(0);
            Share used = page.includedInRun("time", hours("1").measure(), LocalDate.MIN, LocalDate.MAX);
            // the page knows what earlier pages included; within it, the rule counts itself
            long before = page.dynamicItems().indexOf(item);
            if (used.value().intValue() + before < 25) {
                out.include(claim, claim.share(), "Covered by the base of 25 hours");
            }
        });
        billing.here.plugins.with(Spi.DECISION, "contract", base);
        Run run = billing.run();
        assertThat(run.lines()).isEqualTo(5);
        assertThat(billing.net()).isEqualTo(gbp("486.75"));
        assertThat(billing.here.store.ledger().disagreements()).isEmpty();
    }

    private record Capped(List<String> log) implements BillingAdjustment {
        @Override
        public void adjust(AdjustmentPage page, AdjustmentSink out) {
            Money cap = gbp("1000.00")
                    .minus(page.netSoFar())
                    .minus(page.billedToDate().net());
            for (int i = 0; i < page.lines().size(); i++) {
                Money net = page.lines().get(i).net();
                Money keep = net.isGreaterThan(cap) ? cap : net;
                out.keep(i, keep, Rest.leaveOpen(), "Capped at 1,000.00");
                cap = cap.minus(keep);
            }
        }

        @Override
        public void finish(AdjustmentPage end, AdjustmentSink out) {
            log.add("finish " + end.netSoFar());
            out.addLine(
                    "Service fee",
                    new Condition.Fixed("fee", gbp("5.00"), false, "contract"),
                    List.of(),
                    "Per request");
        }
    }

    @Test
    void aCapCutsOldestFirstAcrossPagesAndRunsAndAFeeIsAddedAtTheEnd() {
        ObjectRow project = billing.project("W");
        List<Long> sources = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            sources.add(billing.hours(project, "t" + i, "1"));
        }
        List<String> log = new ArrayList<>();
        billing.here.plugins.with(Spi.ADJUSTMENT, "cap", new Capped(log));
        Run run = billing.run();
        // ten lines of 97.35, the eleventh cut to 26.50, the twelfth left open, and the fee
        assertThat(run.lines()).isEqualTo(12);
        assertThat(run.totals()).isEqualTo(Map.of("GBP", gbp("1005.00")));
        assertThat(log).containsExactly("finish GBP 1000.00");
        assertThat(billing.here.balance(sources.get(9)).open().isZero()).isTrue();
        assertThat(billing.here.balance(sources.get(10)).open().isZero()).isFalse();
        assertThat(billing.here.balance(sources.get(11)).open()).isEqualTo(hours("1"));

        billing.here.plugins.remove(Spi.ADJUSTMENT, "cap");
        billing.run();
        // 12 x 97.35 and the fee
        assertThat(billing.net()).isEqualTo(gbp("1173.20"));
    }

    @Test
    @Tag("J-61")
    void whatACapCutsOffIsHeldOrIncludedAsItSays() {
        ObjectRow project = billing.project("W");
        long held = billing.hours(project, "a", "2");
        long included = billing.hours(project, "b", "2");
        billing.here.plugins.with(Spi.ADJUSTMENT, "cap", new BillingAdjustment() {
            @Override
            public void adjust(AdjustmentPage page, AdjustmentSink out) {
                out.keep(0, gbp("97.35"), Rest.holdUntil(LocalDate.of(2026, 4, 1)), "Agreed for next quarter");
                out.keep(1, gbp("0.00"), Rest.include(), "In the base amount");
            }
        });
        Run run = billing.run();
        // of 2 x 194.70 the first half of the first line
        assertThat(run.totals()).isEqualTo(Map.of("GBP", gbp("97.35")));
        assertThat(billing.here.balance(held).get(Term.BILLED)).isEqualTo(hours("1"));
        assertThat(billing.here.balance(held).get(Term.HELD)).isEqualTo(hours("1"));
        assertThat(billing.here.balance(included).get(Term.INCLUDED)).isEqualTo(hours("2"));
        assertThat(billing.here.store.ledger().disagreements()).isEmpty();

        billing.here.plugins.remove(Spi.ADJUSTMENT, "cap");
        assertThat(billing.run().lines()).as("the day has not come").isZero();
    }

    @Test
    void aSummarizedLineIsCutFromItsFirstClaimOn() {
        billing.relevance(Relevances.summarized());
        ObjectRow project = billing.project("W");
        long a = billing.hours(project, "a", "1");
        long b = billing.hours(project, "b", "1");
        billing.here.plugins.with(Spi.ADJUSTMENT, "cap", new BillingAdjustment() {
            @Override
            public void adjust(AdjustmentPage page, AdjustmentSink out) {
                out.keep(0, gbp("100.00"), Rest.writeOff(), "Capped");
            }
        });
        Run run = billing.run();
        assertThat(run.totals()).isEqualTo(Map.of("GBP", gbp("100.00")));
        assertThat(billing.here.balance(a).get(Term.BILLED)).isEqualTo(hours("1"));
        assertThat(billing.here.balance(b).get(Term.BILLED).value())
                .isBetween(new java.math.BigDecimal("0.027"), new java.math.BigDecimal("0.028"));
        assertThat(billing.here.balance(b).open().isZero()).isTrue();
        assertThat(billing.here.store.ledger().entries(b))
                .extracting(entry -> entry.value())
                .containsExactly(Optional.empty(), Optional.of(gbp("2.65")), Optional.of(gbp("94.70")));
    }
}
