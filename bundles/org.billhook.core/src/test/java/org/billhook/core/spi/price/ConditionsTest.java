package org.billhook.core.spi.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.billhook.core.model.Fraction;
import org.billhook.core.spi.price.Condition.Fixed;
import org.billhook.core.spi.price.Condition.PerUnit;
import org.billhook.core.spi.price.Condition.Percent;
import org.billhook.core.spi.price.Condition.Percent.Base;
import org.billhook.core.spi.price.Conditions.Valued;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {

    private static Condition rate(String price) {
        return PerUnit.price(BigMoney.parse(price), "test");
    }

    private static Condition cost(String price) {
        return new PerUnit("cost", BigMoney.parse(price), BigDecimal.ONE, true, "test");
    }

    private static Condition percent(String percent, Base base) {
        return new Percent("surcharge", new BigDecimal(percent), base, "test");
    }

    private static List<Valued> value(String quantity, Condition... conditions) {
        return Conditions.value(List.of(conditions), new BigDecimal(quantity), CurrencyUnit.EUR);
    }

    private static List<String> values(String quantity, Condition... conditions) {
        return value(quantity, conditions).stream()
                .map(valued -> valued.value().toString())
                .toList();
    }

    private static String net(String quantity, Condition... conditions) {
        return Conditions.net(value(quantity, conditions), CurrencyUnit.EUR).toString();
    }

    @ParameterizedTest
    @Tag("P-109")
    @Tag("D-64")
    @CsvSource({
        "0.5, EUR 120.13, EUR 60.07",
        "0.5, EUR 118.75, EUR 59.38",
        "-0.5, EUR 118.75, EUR -59.38",
        "0.5, EUR 0.01, EUR 0.01",
        "0.499999999, EUR 0.01, EUR 0.00",
        "0, EUR 118.75, EUR 0.00",
        "3, EUR 0.3333, EUR 1.00",
        "1, EUR 0, EUR 0.00",
    })
    void halfCentsRoundAwayFromZero(String quantity, String rate, String net) {
        assertThat(net(quantity, rate(rate))).isEqualTo(net);
    }

    @Test
    @Tag("WE-31")
    @Tag("J-89")
    void oneCentBetweenTwoLinesAndOneLineOfBoth() {
        Money eachAlone = Conditions.net(value("0.5", rate("EUR 120.13")), CurrencyUnit.EUR);
        assertThat(eachAlone.plus(eachAlone)).hasToString("EUR 120.14");
        assertThat(net("1", rate("EUR 120.13"))).isEqualTo("EUR 120.13");
    }

    /** Five twelfths of 0.30 are half a cent more than 0.12; fifteen decimals of the fraction lie just below. */
    @Test
    @Tag("P-109")
    void halfACentOfAFractionIsExactlyHalf() {
        List<Condition> perHour = List.of(rate("EUR 0.30"));
        assertThat(Conditions.net(Conditions.value(perHour, Fraction.of(25, 60), CurrencyUnit.EUR), CurrencyUnit.EUR))
                .hasToString("EUR 0.13");
        List<Condition> perSixty =
                List.of(new PerUnit("price", BigMoney.parse("EUR 0.30"), new BigDecimal(60), false, "test"));
        assertThat(Conditions.net(Conditions.value(perSixty, new BigDecimal("5"), CurrencyUnit.EUR), CurrencyUnit.EUR))
                .hasToString("EUR 0.03");
    }

    @Test
    @Tag("WE-32")
    void amountOfHalfAnHourIsRoundedBeforeTheNetRateIsShown() {
        Valued half = value("0.5", rate("EUR 118.75")).get(0);
        assertThat(half.exact()).isEqualByComparingTo("59.375");
        assertThat(half.value()).hasToString("EUR 59.38");
    }

    @ParameterizedTest
    @Tag("P-110")
    @CsvSource({"JPY, 0.5, 101, JPY 51", "KWD, 0.5, 0.101, KWD 0.051", "EUR, 0.5, 1.01, EUR 0.51"})
    void valueHasTheDecimalsOfTheCurrency(String code, String quantity, String rate, String net) {
        CurrencyUnit currency = CurrencyUnit.of(code);
        List<Condition> conditions = List.of(PerUnit.price(BigMoney.of(currency, new BigDecimal(rate)), "test"));
        assertThat(Conditions.net(Conditions.value(conditions, new BigDecimal(quantity), currency), currency))
                .hasToString(net);
    }

    @Test
    @Tag("D-65")
    void eachConditionIsRoundedAndTheLineIsTheirSum() {
        assertThat(values("0.5", rate("EUR 0.01"), rate("EUR 0.01"))).containsExactly("EUR 0.01", "EUR 0.01");
        assertThat(net("0.5", rate("EUR 0.01"), rate("EUR 0.01"))).isEqualTo("EUR 0.02");
    }

    @Test
    @Tag("D-64")
    void percentageIsTakenOfTheRoundedConditionsBefore() {
        assertThat(values("1", rate("EUR 33.335"), percent("10", Base.NET), percent("-50", Base.NET)))
                .containsExactly("EUR 33.34", "EUR 3.33", "EUR -18.34");
    }

    @Test
    @Tag("D-61")
    void statisticalCostIsABaseAndAddsNothing() {
        assertThat(values("2", cost("EUR 50"), percent("15", Base.COST))).containsExactly("EUR 100.00", "EUR 15.00");
        assertThat(net("2", cost("EUR 50"), percent("15", Base.COST))).isEqualTo("EUR 15.00");
    }

    @Test
    void percentageBeforeAnyConditionIsZero() {
        assertThat(net("2", percent("15", Base.NET), rate("EUR 1"))).isEqualTo("EUR 2.00");
    }

    @Test
    void fixedAmountDoesNotDependOnTheQuantity() {
        Condition fee = new Fixed("fee", Money.parse("EUR 5"), false, "test");
        assertThat(net("0", fee)).isEqualTo("EUR 5.00");
        assertThat(net("1000", fee)).isEqualTo("EUR 5.00");
    }

    @ParameterizedTest
    @CsvSource({"1000, EUR 12.35", "500, EUR 6.18", "1, EUR 0.01", "-500, EUR -6.18"})
    void rateCanBeForManyUnits(String quantity, String net) {
        Condition perThousand =
                new PerUnit("price", BigMoney.parse("EUR 12.35"), new BigDecimal("1000"), false, "test");
        assertThat(net(quantity, perThousand)).isEqualTo(net);
    }

    @Test
    void rateForNoUnitsIsRefused() {
        assertThatThrownBy(() -> new PerUnit("price", BigMoney.parse("EUR 1"), BigDecimal.ZERO, false, "test"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherCurrencyIsRefusedAndNeverConverted() {
        assertThatThrownBy(() -> net("1", rate("GBP 1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Condition price from test is in GBP, the item in EUR");
        assertThatThrownBy(() -> net("1", new Fixed("fee", Money.parse("GBP 1"), true, "test")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
