package org.billhook.adjustment.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.billhook.testkit.BillingAdjustmentContract;
import org.billhook.testkit.RecordedAdjustments;
import org.billhook.testkit.SampleAdjustmentPage;
import org.billhook.testkit.SampleBilled;
import org.billhook.testkit.SampleItem;
import org.billhook.testkit.SampleLine;
import org.billhook.testkit.SampleSource;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CapTest extends BillingAdjustmentContract {

    private static final SampleItem ITEM =
            SampleItem.of("sales-order-item/4711-10").with("capAmount", "1000.00");

    @Override
    protected BillingAdjustment subject() {
        return new Cap();
    }

    private static SampleLine line(long id, String hours) {
        return SampleLine.of(SampleSource.hours(id, hours), "EUR 100");
    }

    private static SampleAdjustmentPage page(SampleItem item, String billed, SampleLine... lines) {
        return SampleAdjustmentPage.of(item, lines)
                .after(SampleBilled.nothing(CurrencyUnit.EUR).net(Money.parse(billed)));
    }

    @Override
    protected List<SampleAdjustmentPage> pages() {
        return List.of(
                page(ITEM, "EUR 0", line(1, "8"), line(2, "4")),
                page(ITEM, "EUR 1000", line(1, "8"), line(2, "-4"), line(3, "5")),
                page(SampleItem.of("sales-order-item/4711-20"), "EUR 0", line(1, "80")));
    }

    @Test
    @Tag("J-61")
    void theLineThatExceedsIsSplitAndTheNextBillsNothing() {
        RecordedAdjustments adjusted =
                RecordedAdjustments.of(subject(), page(ITEM, "EUR 300", line(1, "5"), line(2, "4"), line(3, "1")));
        assertThat(adjusted.net()).isEqualTo(Money.parse("EUR 700.00"));
        assertThat(adjusted.changes())
                .containsExactly(
                        "line 1: keep EUR 200.00, Rest[fate=LEAVE_OPEN, until=Optional.empty]:"
                                + " No more than EUR 1000.00 is billed of the item; EUR 800.00 was billed before.",
                        "line 2: keep EUR 0.00, Rest[fate=LEAVE_OPEN, until=Optional.empty]:"
                                + " No more than EUR 1000.00 is billed of the item; EUR 1000.00 was billed before.");
    }

    @Test
    @Tag("J-61")
    void exactlyTheCapIsBilledUntouched() {
        assertThat(RecordedAdjustments.of(subject(), page(ITEM, "EUR 200", line(1, "8")))
                        .changes())
                .isEmpty();
    }

    @Test
    @Tag("J-61")
    void aCreditMakesRoomAgain() {
        RecordedAdjustments adjusted =
                RecordedAdjustments.of(subject(), page(ITEM, "EUR 1000", line(1, "-2"), line(2, "3")));
        assertThat(adjusted.net()).isEqualTo(Money.parse("EUR 0.00"));
    }

    @Test
    @Tag("J-61")
    void theRestIsDecidedAsTheItemSays() {
        for (List<String> each : List.of(
                List.of("WRITE_OFF", "Rest[fate=WRITE_OFF, until=Optional.empty]"),
                List.of("INCLUDE", "Rest[fate=INCLUDE, until=Optional.empty]"),
                List.of("HOLD", "Rest[fate=HOLD, until=Optional[2027-01-01]]"))) {
            SampleItem item = ITEM.with("capRest", each.get(0)).with("capRestUntil", "2027-01-01");
            assertThat(RecordedAdjustments.of(subject(), page(item, "EUR 900", line(1, "2")))
                            .changes()
                            .get(0))
                    .contains(each.get(1));
        }
    }

    @Test
    void anItemWithoutCapIsLeftAlone() {
        assertThat(RecordedAdjustments.of(
                                subject(), page(SampleItem.of("sales-order-item/4711-20"), "EUR 0", line(1, "80")))
                        .changes())
                .isEmpty();
    }
}
