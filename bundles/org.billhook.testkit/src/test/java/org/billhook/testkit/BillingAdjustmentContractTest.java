package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.billhook.core.spi.adjustment.AdjustmentPage;
import org.billhook.core.spi.adjustment.AdjustmentSink;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.billhook.core.spi.adjustment.Rest;
import org.billhook.core.spi.price.Condition;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class BillingAdjustmentContractTest {

    private static final String CHANGES = "changesKeepWithinTheLinesOfThePage";
    private static final String END = "atTheEndLinesAreAddedOnly";

    private static final Condition DISCOUNT =
            new Condition.Percent("discount", new BigDecimal("-10"), Condition.Percent.Base.NET, "sample");

    private static Set<String> failing(Supplier<BillingAdjustment> subject) throws IllegalAccessException {
        return Contracts.failing(new BillingAdjustmentContract() {
            @Override
            protected BillingAdjustment subject() {
                return subject.get();
            }

            @Override
            protected List<SampleAdjustmentPage> pages() {
                return List.of(SampleAdjustmentPage.of(
                        SampleItem.of("sales-order-item/1-10"),
                        SampleLine.of(SampleSource.hours(1, "10"), "EUR 100"),
                        SampleLine.of(SampleSource.hours(2, "-1"), "EUR 100")));
            }
        });
    }

    private static Condition.Fixed fee(String amount) {
        return new Condition.Fixed("fee", Money.parse(amount), false, "sample");
    }

    /** Adds a fee at the end of each item. */
    private static BillingAdjustment atTheEnd(Condition.Fixed fee, List<Integer> restsOn) {
        return new BillingAdjustment() {
            @Override
            public void adjust(AdjustmentPage page, AdjustmentSink out) {}

            @Override
            public void finish(AdjustmentPage end, AdjustmentSink out) {
                out.addLine("Fee", fee, restsOn, "Agreed fee");
            }
        };
    }

    @Test
    void soundAdjustmentsPass() throws Exception {
        assertThat(failing(() -> (page, out) -> {
                    out.addCondition(0, DISCOUNT, "Agreed discount");
                    out.keep(0, Money.parse("EUR 900"), Rest.leaveOpen(), "Cap");
                    out.keep(1, Money.parse("EUR -50"), Rest.writeOff(), "Cap");
                    out.text(1, "Correction", "Agreed text");
                }))
                .isEmpty();
        assertThat(failing(() -> atTheEnd(fee("EUR 5"), List.of()))).isEmpty();
    }

    @Test
    void moreThanTheNetIsFoundAlsoAfterADiscount() throws Exception {
        assertThat(failing(() -> (page, out) -> {
                    out.addCondition(0, DISCOUNT, "Agreed discount");
                    out.keep(0, Money.parse("EUR 900.01"), Rest.leaveOpen(), "Cap");
                }))
                .containsExactly(CHANGES);
    }

    @Test
    void amountOfTheWrongSignIsFound() throws Exception {
        assertThat(failing(() -> (page, out) -> out.keep(1, Money.parse("EUR 50"), Rest.leaveOpen(), "Cap")))
                .containsExactly(CHANGES);
    }

    @Test
    void unknownLineIsFound() throws Exception {
        assertThat(failing(() -> (page, out) -> out.text(2, "Text", "Agreed text")))
                .containsExactly(CHANGES);
    }

    @Test
    void otherCurrencyIsFound() throws Exception {
        assertThat(failing(() -> (page, out) -> out.addCondition(0, fee("GBP 5"), "Agreed fee")))
                .containsExactly(CHANGES);
        assertThat(failing(() -> atTheEnd(fee("GBP 5"), List.of()))).containsExactly(END);
    }

    @Test
    void missingReasonIsFound() throws Exception {
        assertThat(failing(() -> (page, out) -> out.addCondition(0, DISCOUNT, "")))
                .containsExactly(CHANGES);
    }

    @Test
    void changeOfALineAtTheEndIsFound() throws Exception {
        assertThat(failing(() -> new BillingAdjustment() {
                    @Override
                    public void adjust(AdjustmentPage page, AdjustmentSink out) {}

                    @Override
                    public void finish(AdjustmentPage end, AdjustmentSink out) {
                        out.text(0, "Text", "Agreed text");
                    }
                }))
                .containsExactly(END);
    }

    @Test
    void adjustmentThatNeverChangesAnythingIsFound() throws Exception {
        assertThat(failing(() -> (page, out) -> {})).containsExactly("pagesShowThatSomethingIsChanged");
    }

    @Test
    void memoryBetweenCallsIsFound() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        assertThat(failing(() -> (page, out) -> out.text(0, "Call " + calls.incrementAndGet(), "Agreed text")))
                .containsExactly("sameInputGivesSameOutput", "severalThreadsGetTheSameOutput");
    }
}
