package org.billhook.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {

    private static final Measure HOURS = Measure.of(Unit.HOUR);

    private static Share hours(String value) {
        return new Share(new BigDecimal(value), HOURS);
    }

    @Test
    void shareHasNineDecimals() {
        assertThat(hours("1").value()).hasToString("1.000000000");
        assertThat(hours("1.123456789").value()).hasToString("1.123456789");
        assertThat(hours("1.1234567890").value()).hasToString("1.123456789");
    }

    @Test
    void tenthDecimalIsRefusedAndNeverRounded() {
        assertThatThrownBy(() -> hours("0.0000000001")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void largestShareIsThatOfTheLargestQuantity() {
        assertThat(hours("999999999999.999")).hasToString("999999999999.999 HUR");
        assertThat(hours("999999999999").canAdd(hours("0.999"))).isTrue();
        assertThat(hours("999999999999").canAdd(hours("1"))).isFalse();
        assertThat(hours("-999999999999").canAdd(hours("-1"))).isFalse();
        assertThatThrownBy(() -> hours("-999999999999.999000001"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exceeds 999999999999.999");
    }

    @Test
    void equalSharesAreEqualHoweverTheyWereWritten() {
        assertThat(hours("1.50")).isEqualTo(hours("1.5")).hasSameHashCodeAs(hours("1.500"));
    }

    @Test
    void differentUnitsAndCurrenciesDoNotMix() {
        Share euros = Share.of(Money.parse("EUR 1"));
        assertThatThrownBy(() -> hours("1").plus(euros))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("HUR and EUR do not mix");
        assertThatThrownBy(() -> euros.minus(Share.of(Money.parse("USD 1"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> euros.isWithin(hours("1"))).isInstanceOf(IllegalArgumentException.class);
    }

    /** A unit and a currency of the same letters are still two measures. */
    @Test
    void unitNamedLikeACurrencyIsAnotherMeasure() {
        Share unit = new Share(BigDecimal.ONE, Measure.of(new Unit("EUR")));
        assertThatThrownBy(() -> unit.plus(Share.of(Money.parse("EUR 1"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, true",
        "0, 0, true",
        "0, -10, true",
        "10, 10, true",
        "9.999999999, 10, true",
        "10.000000001, 10, false",
        "-1, 10, false",
        "-10, -10, true",
        "-10.000000001, -10, false",
        "1, -10, false",
        "0.000000001, 0, false",
    })
    void withinMeansBetweenZeroAndTheWholeOnItsSide(String share, String whole, boolean within) {
        assertThat(hours(share).isWithin(hours(whole))).isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource({"1.50, 1.5 HUR", "100, 100 HUR", "0, 0 HUR", "-0.000000001, -0.000000001 HUR", "1000000, 1000000 HUR"})
    void textIsPlainAndShort(String value, String text) {
        assertThat(hours(value)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"JPY, 0", "EUR, 2", "KWD, 3"})
    void postedAmountsHaveTheDecimalsOfTheirCurrency(String code, int decimals) {
        assertThat(Measure.of(CurrencyUnit.of(code)).postedScale()).isEqualTo(decimals);
        assertThat(HOURS.postedScale()).isEqualTo(3);
    }

    @Test
    void measureIsEitherUnitOrCurrency() {
        assertThatThrownBy(HOURS::currency).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(Measure.of(CurrencyUnit.EUR)::unit).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Measure(Measure.Dimension.AMOUNT, "HUR"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
