package org.billhook.adjustment.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.billhook.core.spi.adjustment.DiscountScale;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeDiscountTest extends BillingAdjustmentContract {

    private static final SampleItem ITEM =
            SampleItem.of("sales-order-item/4711-10").with("volumeDiscount", "1000 10; 1900 50");

    @Override
    protected BillingAdjustment subject() {
        return new VolumeDiscount();
    }

    private static SampleLine line(long id, String hours) {
        return SampleLine.of(SampleSource.hours(id, hours), "EUR 100");
    }

    private static SampleAdjustmentPage page(String billed, SampleLine... lines) {
        return SampleAdjustmentPage.of(ITEM, lines)
                .after(SampleBilled.nothing(CurrencyUnit.EUR).net(Money.parse(billed)));
    }

    @Override
    protected List<SampleAdjustmentPage> pages() {
        return List.of(
                page("EUR 0", line(1, "8"), line(2, "4")),
                page("EUR 1500", line(1, "8"), line(2, "-10")),
                SampleAdjustmentPage.of(SampleItem.of("sales-order-item/4711-20"), line(1, "80")));
    }

    /** 10 percent beyond 1000, 50 percent beyond 1900; that second step is reached 1000 gross after the first. */
    @ParameterizedTest
    @Tag("D-64")
    @CsvSource({
        "0, 1000, 0.00",
        "0, 1100, 10.00",
        "1000, 100, 10.00",
        "0, 2000, 100.00",
        "0, 2200, 200.00",
        "1900, 200, 100.00",
        "1990, -180, -90.00",
        "2000, -200, -100.00",
        "1900, -1000, -100.00",
        "2000, -2200, -200.00",
        "500, -700, 0.00",
    })
    void eachStepCountsForWhatLiesBeyondIt(String billed, String value, String discount) {
        assertThat(DiscountScale.parse("1000 10; 1900 50")
                        .discount(Money.parse("EUR " + billed), Money.parse("EUR " + value)))
                .isEqualTo(Money.parse("EUR " + discount));
    }

    @Test
    @Tag("D-64")
    void manySmallLinesEndWhereOneLargeOneDoes() {
        SampleLine[] small = new SampleLine[22];
        for (int i = 0; i < small.length; i++) {
            small[i] = line(i + 1, "1");
        }
        assertThat(RecordedAdjustments.of(subject(), page("EUR 0", small)).net())
                .isEqualTo(Money.parse("EUR 2000.00"));
        assertThat(RecordedAdjustments.of(subject(), page("EUR 0", line(1, "22")))
                        .net())
                .isEqualTo(Money.parse("EUR 2000.00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1000", "1000 100", "1000 -1", "1000 10, 2000 20", "2000 10; 1000 20"})
    void whatIsNoScaleIsTold(String text) {
        assertThatThrownBy(() -> DiscountScale.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
