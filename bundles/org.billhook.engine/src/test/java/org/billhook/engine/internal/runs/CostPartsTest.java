package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.inmemory.Installation.hours;
import static org.billhook.engine.internal.runs.Billing.decided;
import static org.billhook.engine.internal.runs.Billing.gbp;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.api.Requests.Part;
import org.billhook.core.api.Requests.Rejection;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Phase;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.adjustment.AdjustmentPage;
import org.billhook.core.spi.adjustment.AdjustmentSink;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.DynamicItem.Overhead;
import org.billhook.engine.inmemory.CostPrices;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.internal.requests.StoredRequests;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.LedgerStore.EntryRow;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.ObjectRow;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of what is billed at its cost, and lines of sources that cost differently. */
class CostPartsTest {

    private final Billing billing = new Billing();

    private Billing atCost(Billing here, String uplift) {
        here.here.plugins.with(Spi.PRICE, "list", new CostPrices(new BigDecimal(uplift)));
        return here;
    }

    private static long posted(Billing here, ObjectRow on, String hours, String cost) {
        return here.here.post(hours(on, hours + " for " + cost, hours).cost(Money.parse(cost)));
    }

    private static ObjectRow project(Billing here, String currency) {
        ObjectRow root = here.here.root("W");
        here.here.item(root, "W-10", "itemized", Phase.RELEASED, Map.of("currency", currency));
        return root;
    }

    private static Command part(ActKind kind, long source, BigDecimal share, Money amount) {
        return new Command(
                kind,
                source,
                Optional.of(new Portion(
                        Optional.ofNullable(share).map(value -> new Share(value, Measure.of(Unit.HOUR))),
                        Optional.ofNullable(amount))),
                Optional.empty(),
                Optional.empty(),
                "As agreed");
    }

    private static Money settled(Billing here, long source, CurrencyUnit currency) {
        Money sum = Money.zero(currency);
        for (EntryRow entry : here.here.store.ledger().entries(source)) {
            sum = entry.value().isPresent() ? sum.plus(entry.value().get()) : sum;
        }
        return sum;
    }

    @ParameterizedTest
    @Tag("G-14")
    @CsvSource({
        "6, GBP 100.00, 0, GBP 100.00",
        "3, GBP 100.00, 0, GBP 100.00",
        // 99.99 and 12.34 percent of it, 12.338766
        "7, GBP 99.99, 12.34, GBP 112.33",
        "7, GBP 100.00, 12.34, GBP 112.34",
        "-7, GBP -99.99, 12.34, GBP -112.33",
        "3, JPY 100, 10, JPY 110",
        "7, JPY 1000, 12.34, JPY 1123",
        "7, KWD 1.000, 12.34, KWD 1.123",
        "3, GBP 0.00, 15, GBP 0.00",
    })
    void hourByHourEndsAtTheCostOfAll(String hours, String cost, String uplift, String whole) {
        Money all = Money.parse(whole);
        ObjectRow project =
                project(atCost(billing, uplift), all.getCurrencyUnit().getCode());
        long source = posted(billing, project, hours, cost);
        for (int i = 0; i < new BigDecimal(hours).abs().intValue(); i++) {
            billing.run(decided(part(ActKind.BILL, source, BigDecimal.ONE, null)));
        }
        assertThat(billing.here.balance(source).open().isZero()).isTrue();
        assertThat(settled(billing, source, all.getCurrencyUnit())).isEqualTo(all);
    }

    /** 30.00 billed by amount, 31.11 written off by amount, and the rest of 99.99. */
    @Test
    @Tag("G-14")
    @Tag("D-86")
    void partsByAmountEndAtTheCostOfAll() {
        ObjectRow project = project(atCost(billing, "0"), "GBP");
        long source = posted(billing, project, "3", "GBP 99.99");
        billing.run(decided(part(ActKind.BILL, source, null, gbp("30.00"))));
        billing.run(decided(part(ActKind.WRITE_OFF, source, null, gbp("31.11"))));
        assertThat(settled(billing, source, Installation.GBP)).isEqualTo(gbp("99.99"));
        assertThat(billing.net()).isEqualTo(gbp("68.88"));
    }

    /** Whatever the parts, they are worth together what one bill of all would be. */
    @Test
    @Tag("G-14")
    void anyOrderOfPartsEndsAtTheWhole() {
        Random random = new Random(11);
        for (int round = 0; round < 60; round++) {
            String currency = List.of("GBP", "JPY", "KWD").get(round % 3);
            CurrencyUnit unit = CurrencyUnit.of(currency);
            String hours = BigDecimal.valueOf((500 + random.nextInt(20_000)) * (round % 5 == 4 ? -1 : 1), 3)
                    .toPlainString();
            Money cost = Money.ofMinor(unit, (round % 7 == 6 ? -1 : 1) * (1 + random.nextInt(99_999)));
            String uplift = List.of("0", "12.34", "15", "-2.5").get(random.nextInt(4));
            Billing once = atCost(new Billing(), uplift);
            long all = posted(once, project(once, currency), hours, cost.toString());
            once.run();
            Billing often = atCost(new Billing(), uplift);
            long source = posted(often, project(often, currency), hours, cost.toString());
            for (int i = 0; i < 5; i++) {
                BigDecimal open = often.here.balance(source).open().value().abs();
                BigDecimal share = open.multiply(BigDecimal.valueOf(1 + random.nextInt(70), 2))
                        .setScale(i % 2 == 0 ? 3 : 9, RoundingMode.DOWN);
                ActKind kind = random.nextInt(3) == 0 ? ActKind.WRITE_OFF : ActKind.BILL;
                if (random.nextInt(3) == 0) {
                    Money amount = Money.ofMinor(unit, 1 + random.nextInt(50));
                    // refused where there is less: then nothing happens
                    often.run(decided(part(kind, source, null, amount)));
                } else if (share.signum() > 0) {
                    often.run(decided(part(kind, source, share, null)));
                }
            }
            often.run();
            assertThat(often.here.balance(source).open().isZero()).isTrue();
            assertThat(settled(often, source, unit))
                    .as("%s h for %s and %s %% in parts", hours, cost, uplift)
                    .isEqualTo(settled(once, all, unit));
        }
    }

    @Test
    @Tag("R-13a")
    @Tag("D-85")
    void aLineAtCostIsWorthToEachPostingWhatThatCost() {
        atCost(billing, "15").relevance(Relevances.summarized());
        ObjectRow project = project(billing, "GBP");
        long small = posted(billing, project, "9", "GBP 90.00");
        long large = posted(billing, project, "1", "GBP 910.00");
        long free = posted(billing, project, "5", "GBP 0.00");
        long back = posted(billing, project, "2", "GBP -50.00");

        billing.run();

        assertThat(billing.net()).isEqualTo(gbp("1092.50"));
        assertThat(settled(billing, small, Installation.GBP)).isEqualTo(gbp("103.50"));
        assertThat(settled(billing, large, Installation.GBP)).isEqualTo(gbp("1046.50"));
        assertThat(settled(billing, free, Installation.GBP)).isEqualTo(gbp("0.00"));
        assertThat(settled(billing, back, Installation.GBP)).isEqualTo(gbp("-57.50"));

        StoredRequests requests = new StoredRequests(
                billing.here.store, (source, day) -> List.of(), () -> {}, Installation.ALONE, Installation.CLOCK);
        long id = billing.requests().get(0).id();
        requests.reject(
                id,
                billing.requests().get(0).version(),
                new Rejection(
                        "LATER",
                        "Not agreed",
                        List.of(new Part(1, Optional.of(large), Optional.empty(), Optional.empty()))),
                CLERK);
        assertThat(billing.requests().get(0).rejected()).isEqualTo(gbp("1046.50"));
        billing.run();
        assertThat(billing.net().minus(gbp("1046.50"))).isEqualTo(gbp("1092.50"));
    }

    /** The cost of one posting goes in two lines, of which the first is in a line with another posting. */
    @Test
    @Tag("G-14")
    void aPartThatWasInALineWithOthersCountsAtItsOwnCost() {
        atCost(billing, "0").relevance(Relevances.summarized());
        ObjectRow project = project(billing, "GBP");
        long one = posted(billing, project, "3", "GBP 100.00");
        long other = posted(billing, project, "1", "GBP 910.00");
        billing.run(decided(part(ActKind.BILL, one, BigDecimal.ONE, null)));
        assertThat(billing.net()).isEqualTo(gbp("943.33"));
        billing.run(decided(part(ActKind.BILL, one, BigDecimal.ONE, null)));
        billing.run();
        assertThat(settled(billing, one, Installation.GBP)).isEqualTo(gbp("100.00"));
        assertThat(settled(billing, other, Installation.GBP)).isEqualTo(gbp("910.00"));
    }

    /** A third that was billed before prices were stored with lines goes on at its price, as it is worth 33.33 at that. */
    @Test
    @Tag("G-14")
    void aLineFromBeforeIsJudgedByWhatItIsWorth() {
        billing.here.price("Hundred", "100.00");
        ObjectRow project = billing.project("W");
        long source = billing.here.post(hours(project, "a", "1").characteristic("activity", "Hundred"));
        billing.here.store.call(s -> {
            long request = s.requests().nextId();
            s.requests()
                    .insertLines(List.of(new LineRow(
                            request,
                            1,
                            hours("0.333333333"),
                            "Work",
                            Installation.DAY,
                            Installation.DAY,
                            Map.of(),
                            gbp("33.33"),
                            project.id(),
                            "any words",
                            Optional.empty(),
                            gbp("33.33"))));
            s.ledger()
                    .apply(
                            s.ledger().act(new Act(Optional.empty(), "clerk", "Before", Installation.CLOCK.instant())),
                            List.of(new Move(
                                    source,
                                    1,
                                    ActKind.BILL,
                                    new BigDecimal("0.333333333"),
                                    false,
                                    Optional.of(gbp("33.33")),
                                    request,
                                    1,
                                    Optional.empty())));
            return null;
        });
        billing.run(decided(part(ActKind.BILL, source, new BigDecimal("0.333333333"), null)));
        billing.run();
        assertThat(settled(billing, source, Installation.GBP)).isEqualTo(gbp("100.00"));
        assertThat(billing.net()).isEqualTo(gbp("66.67"));
    }

    /** 6 h at 16.6666 an hour: what comes on top of each part is its own, and the price of all is 100.00. */
    @Test
    @Tag("G-14")
    void amountsOnTopOfThePriceDoNotKeepPartsFromEndingAtTheWhole() {
        billing.here.price("Sixths", "16.6666666");
        ObjectRow project = billing.project("W");
        long source = billing.here.post(hours(project, "a", "6").characteristic("activity", "Sixths"));
        int[] discount = {0};
        billing.here.plugins.with(Spi.ADJUSTMENT, "discount", new BillingAdjustment() {
            @Override
            public void adjust(AdjustmentPage page, AdjustmentSink out) {
                discount[0]++;
                out.addCondition(
                        0,
                        new Condition.Fixed("discount", gbp(discount[0] + ".00").negated(), false, "contract"),
                        "The more the better");
            }
        });
        for (int i = 0; i < 6; i++) {
            billing.run(decided(part(ActKind.BILL, source, BigDecimal.ONE, null)));
        }
        // 1 to 6 off
        assertThat(billing.net()).isEqualTo(gbp("79.00"));
    }

    @Test
    @Tag("D-61")
    @Tag("D-34")
    void costsAndOverheadsInAnotherCurrencyAreConverted() {
        rate("USD", "0.5");
        Overhead overhead = new Overhead(new BigDecimal("10"), false, "profile#1");
        billing.relevance(allInOne(Optional.of(overhead)));
        ObjectRow project = billing.project("W");
        posted(billing, project, "1", "USD 33.33");
        posted(billing, project, "2", "GBP 10.00");
        billing.run();
        // 3 x 97.35, and 10 percent of 10.00 and 16.67
        assertThat(billing.net()).isEqualTo(gbp("294.72"));

        Billing basis = new Billing();
        basis.relevance(allInOne(Optional.of(new Overhead(new BigDecimal("10"), true, "profile#1"))));
        posted(basis, basis.project("W"), "1", "USD 33.33");
        assertThat(basis.codes(basis.run())).containsExactly("NO_COST");
    }

    private void rate(String from, String rate) {
        billing.here.prices.add(
                List.of(new PriceEntry(
                        "exchange-rates",
                        0,
                        Map.of("from", from, "to", "GBP"),
                        Unit.PIECE,
                        BigMoney.of(Installation.GBP, new BigDecimal(rate)),
                        LocalDate.of(2026, 1, 1),
                        Optional.empty())),
                CLERK);
    }

    private static BillingRelevance allInOne(Optional<Overhead> overhead) {
        return Relevances.of((item, out) -> {
            DynamicItem.Builder line = DynamicItem.builder().text("All").characteristic("activity", "Development");
            List<Claim> claims = new ArrayList<>();
            item.openSources().forEach(source -> claims.add(Claim.all(source)));
            claims.forEach(line::claim);
            if (!claims.isEmpty()) {
                out.propose(line.overhead(overhead).build());
            }
        });
    }

    /** 720 minutes and as many taken back are nothing; without the second they are 12 h. */
    @Test
    @Tag("D-55")
    void aConvertedLineKnowsWhatEachClaimCounts() {
        billing.relevance(Relevances.of((item, out) -> {
            DynamicItem.Builder line = DynamicItem.builder().text("All").characteristic("activity", "Development");
            List<Claim> claims = new ArrayList<>();
            item.openSources().forEach(source -> claims.add(Claim.all(source)));
            claims.forEach(claim -> line.claim(claim, Fraction.of(1, 60)));
            if (!claims.isEmpty()) {
                out.propose(line.counting(Measure.of(Unit.HOUR)).build());
            }
        }));
        ObjectRow project = billing.project("W");
        long work = billing.here.post(minutes(project, "a", "720"));
        long back = billing.here.post(minutes(project, "b", "-720"));
        billing.run(decided(new Command(
                ActKind.HOLD,
                back,
                Optional.empty(),
                Optional.of(LocalDate.of(2026, 6, 1)),
                Optional.empty(),
                "Not sure")));
        assertThat(billing.net()).isEqualTo(gbp("1168.20"));
        assertThat(billing.here.balance(work).get(Term.BILLED).value()).isEqualByComparingTo("720");
    }

    private static org.billhook.core.spi.source.SourceDraft.Builder minutes(ObjectRow on, String id, String minutes) {
        return hours(on, id, "1").posted(new Share(new BigDecimal(minutes), Measure.of(new Unit("MIN"))));
    }

    /** 20 of 60 minutes at 100.00 an hour, three times. */
    @Test
    @Tag("G-14")
    @Tag("D-55")
    void partsOfWhatIsConvertedEndAtTheWhole() {
        billing.here.price("Hourly", "100.00");
        billing.relevance(Relevances.of((item, out) -> item.openSources()
                .forEach(source -> out.propose(DynamicItem.builder()
                        .characteristic("activity", "Hourly")
                        .claim(Claim.all(source), Fraction.of(1, 60))
                        .counting(Measure.of(Unit.HOUR))
                        .build()))));
        long source = billing.here.post(minutes(billing.project("W"), "a", "60"));
        for (int i = 0; i < 3; i++) {
            billing.run(decided(new Command(
                    ActKind.BILL,
                    source,
                    Optional.of(new Portion(
                            Optional.of(new Share(new BigDecimal("20"), Measure.of(new Unit("MIN")))),
                            Optional.empty())),
                    Optional.empty(),
                    Optional.empty(),
                    "A third")));
        }
        assertThat(billing.net()).isEqualTo(gbp("100.00"));
    }
}
