package org.billhook.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.price.ExchangeRates;
import org.billhook.core.spi.price.PriceEntry.Rule;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSource;
import org.billhook.core.spi.price.PriceTable;
import org.billhook.testkit.PriceSourceContract;
import org.billhook.testkit.RecordedPrices;
import org.billhook.testkit.SampleItem;
import org.billhook.testkit.SamplePricePage;
import org.billhook.testkit.SamplePrices;
import org.billhook.testkit.SampleSource;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceListSourceTest extends PriceSourceContract {

    private static final SampleItem ITEM =
            SampleItem.of("sales-order-item/4711-10").in(CurrencyUnit.GBP).forParty("ACME");

    private static final SamplePrices RATES = SamplePrices.none()
            .with("standard", Map.of("activity", "Development"), Unit.HOUR, "GBP 97.35", "2004-01-01")
            .with("standard", Map.of("activity", "Management"), Unit.HOUR, "GBP 123.45", "2004-01-01")
            .with("standard", Map.of("activity", "Operational"), Unit.HOUR, "GBP 81.15", "2004-01-01");

    @Override
    protected PriceSource subject() {
        return new PriceListSource();
    }

    @Override
    protected List<PricePage> pages() {
        return List.of(
                SamplePricePage.of(
                        ITEM,
                        RATES,
                        development(1),
                        development(2),
                        SampleSource.hours(3, "1").with("activity", "Sales"),
                        SampleSource.expense(4, "GBP 10")),
                SamplePricePage.of(ITEM, SamplePrices.none(), development(1)));
    }

    private static SampleSource development(long id) {
        return SampleSource.hours(id, "7.5")
                .with("activity", "Development")
                .with("person", "58")
                .with("project", "PC2");
    }

    private RecordedPrices price(PriceTable table, SampleSource source) {
        return RecordedPrices.of(subject(), SamplePricePage.of(ITEM, table, source));
    }

    private static Map<String, String> key(String names) {
        Map<String, String> values = Map.of(
                "activity", "Development", "person", "58", "project", "PC2", "customer", "ACME", "material", "M1");
        Map<String, String> key = new HashMap<>();
        for (String name : names.split("\\+")) {
            key.put(name, values.getOrDefault(name, "X"));
        }
        return key;
    }

    /** 136.00, 12.5 percent on it are 153.00, of which 5 percent are taken off. */
    @ParameterizedTest
    @Tag("D-64")
    @CsvSource({"2004-01-01, 2004-01-01", "2004-01-01, 2005-01-01", "2005-01-01, 2004-01-01"})
    void aSurchargeAndADiscountOfTheSameKeyCountSideBySide(String surcharge, String discount) {
        SamplePrices prices = SamplePrices.none()
                .with("standard", Map.of("activity", "Night"), Unit.HOUR, "EUR 136", "2004-01-01")
                .percentage("standard", Map.of(), "12.5", surcharge, "0")
                .percentage("standard", Map.of(), "-5", discount, "0");
        assertThat(RecordedPrices.of(
                                subject(),
                                SamplePricePage.of(
                                        SampleItem.of("sales-order-item/4711-10"),
                                        prices,
                                        SampleSource.hours(1, "1").with("activity", "Night")))
                        .net(0))
                .hasToString("EUR 145.35");
    }

    @Test
    @Tag("D-64")
    void hoursTimesRateRoundedHalfAwayFromZero() {
        RecordedPrices answer = price(RATES, development(1).open("0.1"));
        assertThat(answer.net(0)).hasToString("GBP 9.74");
        assertThat(answer.conditions(0).get(0).origin()).isEqualTo("price-list/standard#1");
        assertThat(answer.conditions(0).get(0).type()).isEqualTo("price");
    }

    /** The first is the more specific one. */
    @ParameterizedTest
    @CsvSource({
        "activity+person, person",
        "activity+material, person",
        "person, project",
        "project, customer",
        "customer, activity",
        "activity, material",
        "material, grade",
        "grade, zone",
        "person+activity, project+customer",
        "person+project, person+customer",
        "project+customer, project+activity",
        "person+activity, person+material",
    })
    void moreSpecificEntryWins(String specific, String general) {
        SampleSource source =
                development(1).with("material", "M1").with("grade", "X").with("zone", "X");
        SamplePrices generalFirst = SamplePrices.none()
                .with("standard", key(general), Unit.HOUR, "GBP 1", "2004-01-01")
                .with("standard", key(specific), Unit.HOUR, "GBP 2", "2004-01-01");
        SamplePrices specificFirst = SamplePrices.none()
                .with("standard", key(specific), Unit.HOUR, "GBP 2", "2004-01-01")
                .with("standard", key(general), Unit.HOUR, "GBP 1", "2004-01-01");
        assertThat(price(generalFirst, source).net(0)).hasToString("GBP 15.00");
        assertThat(price(specificFirst, source).net(0)).hasToString("GBP 15.00");
    }

    @Test
    void entryForAllIsTheLastResort() {
        SamplePrices withDefault = RATES.with("standard", Map.of(), Unit.HOUR, "GBP 50", "2004-01-01");
        assertThat(price(withDefault, development(1)).net(0)).hasToString("GBP 730.13");
        assertThat(price(withDefault, SampleSource.hours(1, "2")).net(0)).hasToString("GBP 100.00");
    }

    @Test
    void customerIsThePartyThatIsBilled() {
        SamplePrices acme =
                SamplePrices.none().with("standard", Map.of("customer", "ACME"), Unit.HOUR, "GBP 60", "2004-01-01");
        assertThat(price(acme, development(1)).net(0)).hasToString("GBP 450.00");
        RecordedPrices other =
                RecordedPrices.of(subject(), SamplePricePage.of(ITEM.forParty("BETA"), acme, development(1)));
        assertThat(other.conditions(0)).isEmpty();
    }

    @Test
    void characteristicsThatTheSourceLacksDoNotMatch() {
        SamplePrices blank =
                SamplePrices.none().with("standard", Map.of("grade", ""), Unit.HOUR, "GBP 60", "2004-01-01");
        assertThat(price(blank, development(1)).conditions(0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-31, GBP 100.00",
        "2026-01-01, GBP 110.00",
        "2026-06-30, GBP 110.00",
        "2026-07-01, GBP 120.00",
    })
    void priceOfThePricingDateCounts(String day, String net) {
        Map<String, String> key = Map.of("activity", "Development");
        SamplePrices table = SamplePrices.none()
                .with("standard", key, Unit.HOUR, "GBP 10", "2025-01-01")
                .with("standard", key, Unit.HOUR, "GBP 11", "2026-01-01", Optional.of("2026-06-30"))
                .with("standard", key, Unit.HOUR, "GBP 12", "2026-07-01");
        SampleSource source =
                SampleSource.hours(1, "10").with("activity", "Development").day(day);
        assertThat(price(table, source).net(0)).hasToString(net);
    }

    @Test
    void samePersonOnTwoDaysOfOnePageGetsThePriceOfEachDay() {
        Map<String, String> key = Map.of("activity", "Development");
        SamplePrices table = SamplePrices.none()
                .with("standard", key, Unit.HOUR, "GBP 10", "2025-01-01")
                .with("standard", key, Unit.HOUR, "GBP 12", "2026-07-01");
        RecordedPrices answer = RecordedPrices.of(
                subject(),
                SamplePricePage.of(
                        ITEM,
                        table,
                        development(1).day("2026-06-30"),
                        development(2).day("2026-07-01"),
                        development(3).day("2026-06-30")));
        assertThat(answer.net(0)).hasToString("GBP 75.00");
        assertThat(answer.net(1)).hasToString("GBP 90.00");
        assertThat(answer.net(2)).hasToString("GBP 75.00");
    }

    @Test
    void dayBeforeTheFirstPriceHasNone() {
        RecordedPrices answer = price(RATES, development(1).day("2003-12-31"));
        assertThat(answer.reason(0))
                .isEqualTo("Price list 'standard' has no price per HUR on 2003-12-31 for {activity=Development}");
    }

    @Test
    void unitIsNeverConverted() {
        SampleSource pieces =
                SampleSource.itemQuantity(1, "sales-order-item/4711-10", "3").with("activity", "Development");
        assertThat(price(RATES, pieces).reason(0))
                .isEqualTo("Price list 'standard' has no price per C62 on 2026-01-05 for {activity=Development}");
    }

    /** Law 4: no fall back to the next entry, and no rate of 1:1. */
    @Test
    void mostSpecificEntryInAnotherCurrencyIsNoPrice() {
        SamplePrices table = RATES.with("standard", Map.of("person", "58"), Unit.HOUR, "EUR 90", "2004-01-01")
                .with("standard", key("person+activity"), Unit.HOUR, "EUR 95", "2004-01-01");
        assertThat(price(table, development(1)).reason(0))
                .isEqualTo(
                        "The price EUR 95 (price-list/standard#5) is not in the currency of the item, GBP: there is no rate from EUR to GBP on 2026-01-05 in price list 'exchange-rates'");
    }

    @Test
    void amountIsNotPricedByQuantity() {
        assertThat(price(RATES, SampleSource.expense(1, "GBP 10")).reason(0))
                .isEqualTo("Price list 'standard' prices quantities, not an amount in GBP");
    }

    @Test
    void itemNamesItsPriceList() {
        SamplePrices table = RATES.with("premium", Map.of(), Unit.HOUR, "GBP 200", "2004-01-01");
        RecordedPrices answer = RecordedPrices.of(
                subject(), SamplePricePage.of(ITEM.with("priceList", "premium"), table, development(1)));
        assertThat(answer.net(0)).hasToString("GBP 1500.00");
        assertThat(answer.conditions(0).get(0).origin()).isEqualTo("price-list/premium#4");
    }

    @Test
    void unknownPriceListIsNotReplacedByTheStandardOne() {
        RecordedPrices answer = RecordedPrices.of(
                subject(), SamplePricePage.of(ITEM.with("priceList", "premium"), RATES, development(1)));
        assertThat(answer.reason(0)).isEqualTo("Price list 'premium' has no price per HUR on 2026-01-05 for anything");
    }

    @Test
    @Tag("D-64")
    void theStepOfAScaleGoesByTheQuantityOfTheLine() {
        SamplePrices scale = SamplePrices.none()
                .step("standard", Map.of(), Unit.HOUR, "GBP 90", "2004-01-01", "100")
                .step("standard", Map.of(), Unit.HOUR, "GBP 100", "2004-01-01", "10");
        assertThat(price(scale, SampleSource.hours(1, "99.5")).net(0)).hasToString("GBP 9950.00");
        assertThat(price(scale, SampleSource.hours(1, "100")).net(0)).hasToString("GBP 9000.00");
        assertThat(price(scale, SampleSource.hours(1, "100"))
                        .conditions(0)
                        .get(0)
                        .origin())
                .isEqualTo("price-list/standard#1");
        RecordedPrices below = price(scale, SampleSource.hours(1, "9.999"));
        assertThat(below.conditions(0)).isEmpty();
        SamplePrices later = scale.with("standard", Map.of(), Unit.HOUR, "GBP 95", "2004-01-02");
        assertThat(price(later, SampleSource.hours(1, "200")).net(0))
                .as("a later start takes the place of all steps")
                .hasToString("GBP 19000.00");
    }

    @Test
    @Tag("D-64")
    void surchargeAndDiscountOfTheListComeOnTopOfThePrice() {
        SamplePrices night = SamplePrices.none()
                .with("standard", Map.of(), Unit.HOUR, "GBP 100", "2004-01-01")
                .percentage("standard", Map.of("activity", "Night"), "25.5", "2004-01-01", "0")
                .percentage("standard", Map.of("activity", "Night", "person", "58"), "30", "2004-01-01", "0")
                .percentage("standard", Map.of(), "-10", "2004-01-01", "8");
        SampleSource hours = SampleSource.hours(1, "2").with("activity", "Night");
        // 2 x 100.00 + 25.5 %
        assertThat(price(night, hours).net(0)).hasToString("GBP 251.00");
        // 2 x 100.00 + 30 %: what fits best counts, not both
        assertThat(price(night, hours.with("person", "58")).net(0)).hasToString("GBP 260.00");
        SampleSource many = SampleSource.hours(1, "8").with("activity", "Night");
        // 8 x 100.00 = 800.00; + 25.5 % = 1004.00; - 10 % of that
        assertThat(price(night, many).net(0)).hasToString("GBP 903.60");
        assertThat(price(night, many).conditions(0))
                .extracting("type", "origin")
                .containsExactly(
                        tuple("price", "price-list/standard#1"),
                        tuple("surcharge", "price-list/standard#2"),
                        tuple("discount", "price-list/standard#4"));
        assertThat(price(night, SampleSource.hours(1, "7.9")).net(0)).hasToString("GBP 790.00");
        SamplePrices alone = SamplePrices.none().percentage("standard", Map.of(), "5", "2004-01-01", "0");
        assertThat(price(alone, hours).conditions(0))
                .as("a percentage is no price")
                .isEmpty();
    }

    @Test
    @Tag("D-63")
    void aPriceInAnotherCurrencyIsConvertedAtTheRateOfTheDay() {
        SamplePrices dollars = SamplePrices.none()
                .with("standard", Map.of(), Unit.HOUR, "USD 33.33", "2004-01-01")
                .with(ExchangeRates.LIST, Map.of("from", "USD", "to", "GBP"), Unit.PIECE, "GBP 0.5", "2004-01-01");
        RecordedPrices answer = price(dollars, SampleSource.hours(1, "3"));
        // 3 x 16.665 = 49.995
        assertThat(answer.net(0)).hasToString("GBP 50.00");
        assertThat(answer.conditions(0).get(0).origin())
                .isEqualTo("price-list/standard#1 at 0.5 from exchange-rates#2");
        SamplePrices otherWay = SamplePrices.none()
                .with("standard", Map.of(), Unit.HOUR, "USD 33.33", "2004-01-01")
                .with(ExchangeRates.LIST, Map.of("from", "GBP", "to", "USD"), Unit.PIECE, "USD 2", "2004-01-01");
        assertThat(price(otherWay, SampleSource.hours(1, "3")).conditions(0))
                .as("no rate is inverted")
                .isEmpty();
    }

    private static SampleSource time(String value, String unit) {
        return SampleSource.of(1, "time", Share.of(Quantity.of(value, new Unit(unit))))
                .with("activity", "Development");
    }

    @ParameterizedTest
    @Tag("D-64")
    @CsvSource({
        "50, MIN, 0.833333333 HUR, GBP 83.33",
        "-50, MIN, -0.833333333 HUR, GBP -83.33",
        "60, MIN, 1 HUR, GBP 100.00",
        "120000, MIN, 2000 HUR, GBP 200000.00",
        "1, SEC, 0.000277778 HUR, GBP 0.03",
        "1.5, HUR, 1.5 HUR, GBP 150.00",
    })
    void minutesAtAnHourlyPriceNeedNoProfile(String value, String unit, String quantity, String net) {
        SamplePrices hourly = SamplePrices.none()
                .with("standard", Map.of("activity", "Development"), Unit.HOUR, "GBP 100.00", "2026-01-01");
        RecordedPrices answer = price(hourly, time(value, unit));
        assertThat(answer.item(0).quantity()).hasToString(quantity);
        assertThat(answer.net(0)).hasToString(net);
        assertThat(answer.faults()).isEmpty();
    }

    @Test
    @Tag("D-64")
    void aPriceInTheUnitOfTheQuantityComesFirstAndDaysAreNotConverted() {
        SamplePrices both = SamplePrices.none()
                .with("standard", Map.of(), Unit.HOUR, "GBP 100.00", "2026-01-01")
                .with("standard", Map.of(), Unit.MINUTE, "GBP 2.00", "2026-01-01");
        assertThat(price(both, time("50", "MIN")).net(0)).hasToString("GBP 100.00");
        assertThat(price(both, time("1", "DAY")).reason(0)).contains("no price per DAY");
    }

    private static final SamplePrices GRADUATED = SamplePrices.none()
            .with("standard", Map.of(), Unit.HOUR, "GBP 1.40", "2026-01-01")
            .step("standard", Map.of(), Unit.HOUR, "GBP 1.32", "2026-01-01", "10000", Rule.GRADUATED);

    @ParameterizedTest
    @Tag("D-64")
    @CsvSource({
        "10500, GBP 14660.00",
        "10000, GBP 14000.00",
        "10000.001, GBP 14000.00",
        "9999, GBP 13998.60",
        "-10500, GBP -14660.00",
        "0.5, GBP 0.70",
    })
    void graduatedStepsAreForWhatLiesAboveThem(String quantity, String net) {
        assertThat(price(GRADUATED, time(quantity, "HUR")).net(0)).hasToString(net);
    }

    @Test
    @Tag("D-64")
    void graduatedStepsStandOnTheOneByVolumeBelowThem() {
        SamplePrices mixed = SamplePrices.none()
                .with("standard", Map.of(), Unit.HOUR, "GBP 10", "2026-01-01")
                .step("standard", Map.of(), Unit.HOUR, "GBP 9", "2026-01-01", "10", Rule.GRADUATED)
                .step("standard", Map.of(), Unit.HOUR, "GBP 8", "2026-01-01", "20", Rule.GRADUATED)
                .step("standard", Map.of(), Unit.HOUR, "GBP 7", "2026-01-01", "100", Rule.WHOLE)
                .step("standard", Map.of(), Unit.HOUR, "GBP 6", "2026-01-01", "200", Rule.GRADUATED)
                .percentage("standard", Map.of(), "10", "2026-01-01", "20");
        assertThat(price(mixed, time("15", "HUR")).net(0)).hasToString("GBP 145.00");
        // 100 + 90 + 80, and ten percent
        assertThat(price(mixed, time("30", "HUR")).net(0)).hasToString("GBP 297.00");
        assertThat(price(mixed, time("150", "HUR")).net(0)).hasToString("GBP 1155.00");
        assertThat(price(mixed, time("210", "HUR")).net(0)).hasToString("GBP 1606.00");
    }
}
