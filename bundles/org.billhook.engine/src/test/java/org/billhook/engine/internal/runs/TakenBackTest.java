package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.inmemory.Installation.CLOCK;
import static org.billhook.engine.inmemory.Installation.hours;
import static org.billhook.engine.internal.runs.Billing.decided;
import static org.billhook.engine.internal.runs.Billing.gbp;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillingRuns.Run;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Share;
import org.billhook.core.spi.adjustment.AdjustmentPage;
import org.billhook.core.spi.adjustment.AdjustmentSink;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.billhook.core.spi.price.Condition;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.internal.ledger.StoredLedger;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.LineRow;
import org.billhook.engine.port.ObjectRow;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is taken back comes back at the price at which it was billed (G-17). */
@Tag("G-17")
class TakenBackTest {

    private static final Optional<LocalDate> NEVER = Optional.empty();

    private final Billing billing = new Billing();
    private final ObjectRow project = billing.project("W");
    private long source;

    @BeforeEach
    void post() {
        source = billing.hours(project, "a", "10");
    }

    private static Command command(ActKind kind, long of, Share share, Money amount) {
        Optional<Portion> portion = share == null && amount == null
                ? Optional.empty()
                : Optional.of(new Portion(Optional.ofNullable(share), Optional.ofNullable(amount)));
        return new Command(kind, of, portion, NEVER, Optional.empty(), "As agreed");
    }

    private long reverse() {
        StoredLedger ledger = new StoredLedger(
                billing.here.store,
                billing.here.plugins,
                new PipelinePrice(billing.settings),
                () -> {},
                Installation.ALONE,
                CLOCK);
        return ledger.apply(List.of(command(ActKind.REVERSE, source, null, null)), CLERK)
                .get(0)
                .created()
                .orElseThrow();
    }

    /** A price from the first of February on, so that the day of the bill has another one than the bills before. */
    private void dearer(String amount) {
        billing.here.price("Development", amount, LocalDate.of(2026, 2, 1));
    }

    private List<LineRow> newest() {
        return billing.lines(billing.requests().get(0).id());
    }

    @Test
    void aReversalComesBackAtThePriceThatWasBilled() {
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("973.50")));
        dearer("110.00");
        long back = reverse();
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("-973.50")));
        assertThat(billing.here.balance(back).open().isZero()).isTrue();
        assertThat(newest()).hasSize(1);
        assertThat(newest().get(0).quantity()).isEqualTo(hours("-10"));
        assertThat(newest().get(0).derivation()).contains("as billed").contains("DMR-000001/1");
    }

    @Test
    void partsComeBackAtThePriceOfEach() {
        // 3 h at 97.35 and 7 h at 110.00
        billing.run(decided(command(ActKind.BILL, source, hours("3"), null)));
        dearer("110.00");
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("770.00")));
        billing.here.price("Development", "500.00", LocalDate.of(2026, 3, 1));
        long back = reverse();
        // the first 4 h of it are 3 h at 97.35 and 1 h at 110.00
        Run first = billing.run(decided(command(ActKind.BILL, back, hours("4"), null)));
        assertThat(first.totals()).isEqualTo(Map.of("GBP", gbp("-402.05")));
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("-660.00")));
        assertThat(billing.net()).isEqualTo(gbp("0"));
    }

    @Test
    void whatWasBilledForAnAmountComesBackForThatAmount() {
        billing.run(decided(command(ActKind.BILL, source, hours("10"), gbp("900.01"))));
        reverse();
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("-900.01")));
    }

    @Test
    void aThirdComesBackToTheCent() {
        for (String part : List.of("3.333", "3.333", "3.334")) {
            billing.run(decided(command(ActKind.BILL, source, hours(part), null)));
        }
        dearer("110.00");
        reverse();
        billing.run();
        assertThat(billing.net()).isEqualTo(gbp("0"));
    }

    @Test
    void aSummarizedLineKeepsWhatIsTakenBackApart() {
        billing.run();
        dearer("110.00");
        reverse();
        billing.hours(project, "b", "2");
        billing.relevance(Relevances.summarized());
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("-753.50")));
        assertThat(newest()).extracting(LineRow::net).containsExactlyInAnyOrder(gbp("220.00"), gbp("-973.50"));
    }

    @Test
    void whatIsBilledAnewIsPricedAnew() {
        billing.run();
        reverse();
        billing.run();
        dearer("110.00");
        billing.hours(project, "b", "10");
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("1100.00")));
    }

    @Test
    void anAdjustmentDoesNotAdjustItTwice() {
        billing.here.plugins.with(Spi.ADJUSTMENT, "discount", new BillingAdjustment() {
            @Override
            public void adjust(AdjustmentPage page, AdjustmentSink out) {
                for (int i = 0; i < page.lines().size(); i++) {
                    out.addCondition(
                            i,
                            new Condition.Percent(
                                    "discount", new java.math.BigDecimal("-10"), Condition.Percent.Base.NET, "test"),
                            "A tenth off");
                }
            }
        });
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("876.15")));
        reverse();
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("-876.15")));
    }
}
