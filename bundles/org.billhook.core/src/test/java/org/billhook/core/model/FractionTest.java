package org.billhook.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FractionTest {

    @ParameterizedTest
    @CsvSource({
        "1/60, 1/60",
        "2/120, 1/60",
        "-5/6, -5/6",
        "0.5, 0.5",
        "1/8, 0.125",
        "100/1, 100",
        "0/7, 0",
        "2.5/3, 5/6",
        "1/0.25, 4",
        "0.016666667, 0.016666667",
        "0.01666666666666666667, 0.01666666666666666667",
        "0.123456789012345678/7, 61728394506172839/3500000000000000000",
    })
    void isReadAndToldInLowestTerms(String text, String told) {
        assertThat(Fraction.parse(text)).hasToString(told).isEqualTo(Fraction.parse(told));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "1/",
                "/60",
                "1/0",
                "1/-60",
                "1/2/3",
                "1 /60",
                "1e5",
                "0.1111111111111111111111111111111",
                "11111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111"
            })
    void whatIsNoNumberIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Fraction.parse(text));
    }

    @Test
    void countsExactly() {
        Fraction sixtieth = Fraction.of(1, 60);
        assertThat(sixtieth.times(new BigDecimal("60"))).isEqualTo(Fraction.ONE);
        assertThat(sixtieth.plus(Fraction.of(59, 60))).isEqualTo(Fraction.ONE);
        assertThat(sixtieth.dividedBy(Fraction.of(-1, 30))).isEqualTo(Fraction.of(-1, 2));
        assertThat(Fraction.of(-1, 60).abs()).isEqualTo(sixtieth);
        assertThat(sixtieth).isGreaterThan(Fraction.of(1, 61)).isLessThan(Fraction.of(1, 59));
        assertThat(sixtieth.rounded(9, RoundingMode.HALF_UP)).hasToString("0.016666667");
        assertThat(sixtieth.hasScale(9)).isFalse();
        assertThat(Fraction.of(1, 8).hasScale(3)).isTrue();
        assertThat(Fraction.of(1, 8).hasScale(2)).isFalse();
        assertThat(Fraction.of(new BigDecimal("1E+3"))).hasToString("1000");
    }
}
