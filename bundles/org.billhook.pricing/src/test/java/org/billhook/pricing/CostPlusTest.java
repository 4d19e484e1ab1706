package org.billhook.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.price.ExchangeRates;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSource;
import org.billhook.core.spi.price.PriceTable;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.testkit.PriceSourceContract;
import org.billhook.testkit.RecordedPrices;
import org.billhook.testkit.SampleFacts;
import org.billhook.testkit.SampleItem;
import org.billhook.testkit.SamplePricePage;
import org.billhook.testkit.SamplePrices;
import org.billhook.testkit.SampleSource;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostPlusTest extends PriceSourceContract {

    private static final SampleItem ITEM = SampleItem.of("service-order-item/8000-10");

    @Override
    protected PriceSource subject() {
        return new CostPlus();
    }

    @Override
    protected List<PricePage> pages() {
        return List.of(SamplePricePage.of(
                ITEM.with("upliftPercent", "15"),
                SamplePrices.none(),
                work("EUR 100"),
                work("GBP 100"),
                SampleSource.hours(3, "1")));
    }

    private static SampleSource work(String cost) {
        return SampleSource.hours(1, "2").cost(Money.parse(cost));
    }

    private RecordedPrices price(SampleItem item, SampleSource source) {
        return RecordedPrices.of(subject(), SamplePricePage.of(item, SamplePrices.none(), source));
    }

    @ParameterizedTest
    @Tag("R-13a")
    @CsvSource({
        // cost, uplift in percent, net: each condition rounded half away from zero
        "EUR 1000.00, 15, EUR 1150.00",
        "EUR 33.33, 12.5, EUR 37.50",
        "EUR 0.10, 5, EUR 0.11",
        "EUR 100.00, 0, EUR 100.00",
        "EUR 100.00, -2.5, EUR 97.50",
        "EUR -100.00, 15, EUR -115.00"
    })
    void priceIsCostAndUplift(String cost, String uplift, String net) {
        assertThat(price(ITEM.with("upliftPercent", uplift), work(cost)).net(0)).hasToString(net);
    }

    @Test
    void withoutUpliftThePriceIsTheCost() {
        RecordedPrices answer = price(ITEM, work("EUR 12.34"));
        assertThat(answer.net(0)).hasToString("EUR 12.34");
        assertThat(answer.conditions(0)).hasSize(1);
    }

    @Test
    @Tag("D-3")
    void everyConditionSaysWhereItComesFrom() {
        assertThat(price(ITEM.with("upliftPercent", "15"), work("EUR 100")).conditions(0))
                .extracting("type", "origin")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("cost", "cost-plus"),
                        org.assertj.core.groups.Tuple.tuple("uplift", "service-order-item/8000-10/upliftPercent"));
    }

    /** 100.00 EUR and 100.00 USD at 0.9, each rounded, and 15 percent on both. */
    @Test
    @Tag("D-61")
    @Tag("R-13a")
    void costsInSeveralCurrenciesAreAConditionEach() {
        DynamicItem both = DynamicItem.builder()
                .claim(Claim.all(SampleSource.hours(1, "2").cost(Money.parse("USD 100.01"))))
                .claim(Claim.all(SampleSource.hours(2, "3").cost(Money.parse("EUR 100"))))
                .build();
        SampleItem item = ITEM.with("upliftPercent", "15");
        PriceTable rates = SamplePrices.none()
                .with(ExchangeRates.LIST, Map.of("from", "USD", "to", "EUR"), Unit.PIECE, "EUR 0.9", "2004-01-01");

        RecordedPrices answer =
                RecordedPrices.of(subject(), new SamplePricePage(item, List.of(both), rates, SampleFacts.none()));

        // 100.00 and 90.009, and 15 percent of 190.01
        assertThat(answer.net(0)).hasToString("EUR 218.51");
        assertThat(answer.conditions(0))
                .extracting("type", "origin")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("cost", "cost-plus"),
                        org.assertj.core.groups.Tuple.tuple("cost", "cost-plus at 0.9 from exchange-rates#1"),
                        org.assertj.core.groups.Tuple.tuple("uplift", "service-order-item/8000-10/upliftPercent"));
        assertThat(RecordedPrices.of(
                                subject(),
                                new SamplePricePage(item, List.of(both), SamplePrices.none(), SampleFacts.none()))
                        .reason(0))
                .startsWith("The cost is in USD, the item in EUR: there is no rate");
    }

    /** Law 4: no estimate, no rate of 1:1. */
    @Test
    void unknownCostAndCostInAnotherCurrencyAreNoPrice() {
        assertThat(price(ITEM, SampleSource.hours(1, "2")).reason(0)).isEqualTo("Not every source has a cost");
        assertThat(price(ITEM.in(CurrencyUnit.GBP), work("EUR 100")).reason(0))
                .isEqualTo(
                        "The cost is in EUR, the item in GBP: there is no rate from EUR to GBP on 2026-01-05 in price list 'exchange-rates'");
    }
}
