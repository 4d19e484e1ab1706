package org.billhook.adjustment.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
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

    /** The gross of a step of 90 or 97 percent has no end of decimals: the step is reached all the same. */
    @ParameterizedTest
    @Tag("D-64")
    @CsvSource({
        // 1111.11.. at 10 percent, 1888.88.. at 20
        "0 10; 1000 20, EUR, 0, 3000.00, 488.89",
        "0 10; 1000 20, EUR, 0, 1111.11, 111.11",
        "0 10; 1000 20, EUR, 1000.00, 1888.89, 377.78",
        "0 10; 1000 20, EUR, 2511.11, -3000.00, -488.89",
        "0 10; 1000 20, EUR, 1000.00, -1111.11, -111.11",
        "0 10; 1000 20, EUR, 900.00, 200.00, 28.89",
        // 100, then 103.09.. at 3, 106.38.. at 6, the rest at 9 percent
        "100 3; 200 6; 300 9, EUR, 0, 1000.00, 71.62",
        "100 3; 200 6; 300 9, EUR, 928.38, -1000.00, -71.62",
        "100 3; 200 6; 300 9, EUR, 0, -1000.00, 0.00",
        "100 3; 200 6; 300 9, EUR, -1000.00, 2000.00, 71.62",
        "100 3; 200 6; 300 9, EUR, 928.38, -2000.00, -71.62",
        "100 3; 200 6; 300 9, JPY, 0, 1000, 72",
        "100 3; 200 6; 300 9, JPY, 928, -1000, -72",
        "100 3; 200 6; 300 9, BHD, 0, 1000.000, 71.623",
        "100 3; 200 6; 300 9, BHD, 928.377, -1000.000, -71.623",
        // a third is left of what is beyond the step: 1500 at 0, 1500 at 66.667
        "1500 66.667, EUR, 0, 3000.00, 1000.01",
        "1500 66.667, BHD, 1999.995, -1500.000, -1000.005",
        "0 33.333; 10 66.667; 20 99.999, EUR, 0, 100.00, 80.00",
    })
    void aStepIsPassedToTheLastDecimal(String scale, String currency, String billed, String value, String discount) {
        CurrencyUnit unit = CurrencyUnit.of(currency);
        assertThat(DiscountScale.parse(scale)
                        .discount(Money.of(unit, new BigDecimal(billed)), Money.of(unit, new BigDecimal(value))))
                .isEqualTo(Money.of(unit, new BigDecimal(discount)));
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
