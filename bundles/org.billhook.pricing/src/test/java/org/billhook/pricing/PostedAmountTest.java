package org.billhook.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSource;
import org.billhook.testkit.PriceSourceContract;
import org.billhook.testkit.RecordedPrices;
import org.billhook.testkit.SampleItem;
import org.billhook.testkit.SamplePricePage;
import org.billhook.testkit.SamplePrices;
import org.billhook.testkit.SampleSource;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostedAmountTest extends PriceSourceContract {

    private static final SampleItem ITEM = SampleItem.of("sales-order-item/4711-10");

    @Override
    protected PriceSource subject() {
        return new PostedAmount();
    }

    @Override
    protected List<PricePage> pages() {
        return List.of(SamplePricePage.of(
                ITEM,
                SamplePrices.none(),
                SampleSource.expense(1, "EUR 12.30"),
                SampleSource.expense(2, "GBP 12.30"),
                SampleSource.hours(3, "1")));
    }

    private RecordedPrices price(SampleItem item, SampleSource source) {
        return RecordedPrices.of(subject(), SamplePricePage.of(item, SamplePrices.none(), source));
    }

    @ParameterizedTest
    @CsvSource({"EUR 12.30, EUR 12.30", "EUR -0.01, EUR -0.01"})
    void amountIsBilledAsPosted(String posted, String net) {
        RecordedPrices answer = price(ITEM, SampleSource.expense(1, posted));
        assertThat(answer.net(0)).hasToString(net);
        assertThat(answer.conditions(0).get(0).origin()).isEqualTo("posted-amount");
    }

    @Test
    void partOfAnAmountIsBilledAsThatPart() {
        assertThat(price(ITEM, SampleSource.expense(1, "EUR 200").open("150")).net(0))
                .hasToString("EUR 150.00");
    }

    @Test
    void currencyWithoutDecimalsStaysWhole() {
        assertThat(price(ITEM.in(CurrencyUnit.JPY), SampleSource.expense(1, "JPY 1200"))
                        .net(0))
                .hasToString("JPY 1200");
    }

    /** Law 4: no rate of 1:1. */
    @Test
    void otherCurrencyIsNoPrice() {
        assertThat(price(ITEM, SampleSource.expense(1, "GBP 12.30")).reason(0))
                .isEqualTo(
                        "The amount is in GBP, the item in EUR: there is no rate from GBP to EUR on 2026-01-05 in price list 'exchange-rates'");
    }
}
