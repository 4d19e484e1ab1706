package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.inmemory.Installation.hours;
import static org.billhook.engine.internal.runs.Billing.decided;
import static org.billhook.engine.internal.runs.Billing.gbp;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.Preview;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.processor.DynamicItemProcessor;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSink;
import org.billhook.core.spi.price.PriceSource;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.ObjectRow;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Corrections meet what they correct, on whatever page they stand: 100.00 an hour, from 10 h on 90.00. */
class CorrectionsTest {

    private static final DipProfile PLAIN = new DipProfile("P", 1, "", List.of(), List.of(), List.of(), List.of());

    private final Billing billing = new Billing();
    private ObjectRow project;

    @BeforeEach
    void scale() {
        billing.here.plugins.with(Spi.PRICE, "list", new PriceSource() {
            @Override
            public void price(PricePage page, PriceSink out) {
                for (int i = 0; i < page.dynamicItems().size(); i++) {
                    boolean many =
                            page.dynamicItems().get(i).quantity().value().abs().compareTo(BigDecimal.TEN) >= 0;
                    BigMoney price = BigMoney.of(Installation.GBP, new BigDecimal(many ? "90" : "100"));
                    out.conditions(i, List.of(Condition.PerUnit.price(price, many ? "list#2" : "list#1")));
                }
            }
        });
        itemized();
        project = billing.project("W");
    }

    private void itemized() {
        billing.relevance(Relevances.of(
                (item, out) -> new DynamicItemProcessor(PLAIN, item.usage(), false, "Work").itemize(item, out)));
    }

    private void summarized() {
        billing.relevance(Relevances.of((item, out) -> {
            DynamicItemProcessor processor = new DynamicItemProcessor(PLAIN, item.usage(), true, "Work");
            for (OpenSource source : item.openSources()) {
                processor.add(source, out);
            }
            processor.propose(out);
        }));
    }

    private long work(String id, String hours, int day) {
        return billing.here.post(hours(project, id, hours).serviceDate(LocalDate.of(2026, 3, day)));
    }

    /** Pages of ten: what stands between is five pages. */
    private void between() {
        for (int i = 0; i < 50; i++) {
            billing.here.post(hours(project, "other" + i, "1")
                    .characteristic("activity", "Other")
                    .serviceDate(LocalDate.of(2026, 3, 10)));
        }
    }

    @ParameterizedTest
    @Tag("G-22")
    @ValueSource(booleans = {true, false})
    void aCorrectionOnAnotherPageIsSummedBeforePricing(boolean correctionFirst) {
        work("a", correctionFirst ? "-4" : "12", 2);
        between();
        work("b", correctionFirst ? "12" : "-4", 20);

        Preview preview = billing.runs.preview(Order.all(Billing.KEY_DATE), CLERK);
        // 8 h and 50 lines of 1 h
        assertThat(preview.requests())
                .extracting(draft -> draft.net() + " " + draft.lines())
                .containsExactly("GBP 5800.00 51");
        billing.runs.commit(preview.id(), preview.token(), CLERK);
        assertThat(billing.net()).isEqualTo(gbp("5800.00"));
        assertThat(billing.here.store.ledger().disagreements()).isEmpty();
    }

    @ParameterizedTest
    @Tag("G-22")
    @ValueSource(booleans = {true, false})
    void summarizedLinesLookAtTheNetQuantity(boolean correctionFirst) {
        summarized();
        work("a", correctionFirst ? "-4" : "12", 2);
        work("b", correctionFirst ? "12" : "-4", 20);
        billing.run();
        assertThat(billing.net()).isEqualTo(gbp("800.00"));
    }

    /** 5 of 12 h were billed for 100.00 an hour; the rest of 7 h less 4 h are 3 h. */
    @Test
    @Tag("G-22")
    @Tag("G-14")
    void aPartThatWasBilledBeforeKeepsItsPrice() {
        long source = work("a", "12", 2);
        billing.run(decided(new Command(
                ActKind.BILL,
                source,
                Optional.of(new Portion(Optional.of(hours("5")), Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                "A part")));
        assertThat(billing.net()).isEqualTo(gbp("500.00"));
        work("b", "-4", 20);
        billing.run();
        assertThat(billing.net()).isEqualTo(gbp("800.00"));
        assertThat(billing.here.balance(source).open().isZero()).isTrue();
    }

    /** Held until its day, a correction counts in the preview as in the run. */
    @Test
    @Tag("G-22")
    void aCorrectionThatWasHeldIsFoundAgain() {
        work("a", "12", 2);
        long back = work("b", "-4", 20);
        between();
        billing.run(decided(new Command(
                ActKind.HOLD, back, Optional.empty(), Optional.of(Billing.KEY_DATE), Optional.empty(), "Not sure")));
        // without it 12 h
        assertThat(billing.net()).isEqualTo(gbp("6080.00"));
        work("c", "6", 21);
        Preview preview = billing.runs.preview(Order.all(Billing.KEY_DATE), CLERK);
        billing.runs.commit(preview.id(), preview.token(), CLERK);
        assertThat(billing.net()).isEqualTo(gbp("6280.00"));
    }

    @Test
    @Tag("G-22")
    void manyCorrectionsOfManyPostingsAddUp() {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(work("w" + i, "1", 1 + i % 28));
            all.add(work("c" + i, i % 2 == 0 ? "-0.5" : "-0.25", 1 + (i * 7) % 28));
        }
        billing.run();
        // 40 h less 15 h
        assertThat(billing.net()).isEqualTo(gbp("2500.00"));
        all.forEach(source ->
                assertThat(billing.here.balance(source).open().isZero()).isTrue());
    }
}
