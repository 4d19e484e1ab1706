package org.billhook.adjustment.minimum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.billhook.testkit.BillingAdjustmentContract;
import org.billhook.testkit.RecordedAdjustments;
import org.billhook.testkit.SampleAdjustmentPage;
import org.billhook.testkit.SampleItem;
import org.billhook.testkit.SampleLine;
import org.billhook.testkit.SampleSource;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinimumFeeTest extends BillingAdjustmentContract {

    private static final SampleItem ITEM =
            SampleItem.of("sales-order-item/4711-10").with("minimumAmount", "250.00");

    @Override
    protected BillingAdjustment subject() {
        return new MinimumFee();
    }

    private static SampleAdjustmentPage page(SampleItem item, String hours) {
        return SampleAdjustmentPage.of(item, SampleLine.of(SampleSource.hours(1, hours), "EUR 100"));
    }

    @Override
    protected List<SampleAdjustmentPage> pages() {
        return List.of(page(ITEM, "1"), page(ITEM, "8"), page(SampleItem.of("sales-order-item/4711-20"), "1"));
    }

    @ParameterizedTest
    @Tag("D-64")
    @CsvSource({"1, 150.00", "2.5, 0.00", "2.499, 0.10", "8, 0.00", "-1, 0.00"})
    void whatIsMissingIsALineOfItsOwn(String hours, String missing) {
        RecordedAdjustments end =
                RecordedAdjustments.ofEnd(subject(), page(ITEM, hours).end());
        assertThat(end.net()).isEqualTo(Money.parse("EUR " + missing));
    }

    @Test
    void theLineSaysWhy() {
        assertThat(RecordedAdjustments.ofEnd(subject(), page(ITEM, "1").end()).changes())
                .singleElement()
                .asString()
                .contains("Minimum fee", "At least EUR 250.00 is billed at a time; the work comes to EUR 100.00.");
    }
}
