package org.billhook.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @Tag("P-110")
    @CsvSource({"1, 1.000 HUR", "1.5, 1.500 HUR", "-0.001, -0.001 HUR", "1E+3, 1000.000 HUR", "1.0000, 1.000 HUR"})
    void quantityHasThreeDecimals(String value, String text) {
        assertThat(Quantity.of(value, Unit.HOUR)).hasToString(text);
    }

    @Test
    @Tag("P-110")
    void fourthDecimalIsRefusedAndNeverRounded() {
        assertThatThrownBy(() -> Quantity.of("0.0001", Unit.HOUR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Quantity 0.0001 has more than three decimals");
    }

    @Test
    void absurdQuantityIsRefused() {
        assertThat(Quantity.of("-999999999999.999", Unit.HOUR).isZero()).isFalse();
        assertThatThrownBy(() -> Quantity.of("1000000000000", Unit.HOUR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Quantity 1000000000000 exceeds 999999999999.999");
    }

    @Test
    void equalQuantitiesAreEqualHoweverTheyWereWritten() {
        assertThat(Quantity.of("1.50", Unit.HOUR)).isEqualTo(Quantity.of("1.5", Unit.HOUR));
        assertThat(Quantity.of("1.5", Unit.HOUR)).isNotEqualTo(Quantity.of("1.5", Unit.PIECE));
    }
}
