package org.billhook.core.spi.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Unit;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceEntryTest {

    private static PriceEntry entry(String from, String to) {
        return new PriceEntry(
                "standard",
                1,
                Map.of(),
                Unit.HOUR,
                BigMoney.parse("EUR 1"),
                LocalDate.parse(from),
                Optional.ofNullable(to).map(LocalDate::parse));
    }

    @Test
    void aPercentageHasNoCurrencyAndAPriceHasOne() {
        PriceEntry surcharge = PriceEntry.percentage(
                "standard", Map.of(), new BigDecimal("50"), LocalDate.EPOCH, Optional.empty(), BigDecimal.ZERO);
        assertThat(surcharge.isPercentage()).isTrue();
        assertThat(entry("2024-01-01", null).isPercentage()).isFalse();
        assertThatThrownBy(() -> new PriceEntry(
                        "standard",
                        1,
                        Map.of(),
                        PriceEntry.PERCENT,
                        BigMoney.parse("EUR 1"),
                        LocalDate.EPOCH,
                        Optional.empty()))
                .hasMessage("P1 and ROUNDUP are prices of no currency, and only they");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-28, false",
        "2024-02-29, true",
        "2024-12-31, true",
        "2025-01-01, false",
    })
    void bothEndsAreInclusive(String day, boolean valid) {
        assertThat(entry("2024-02-29", "2024-12-31").isValidOn(LocalDate.parse(day)))
                .isEqualTo(valid);
    }

    @Test
    void openEndedEntryNeverEnds() {
        assertThat(entry("2024-02-29", null).isValidOn(LocalDate.parse("9999-12-31")))
                .isTrue();
    }

    @Test
    void entryOfOneDayIsAllowedAndOneOfNoDayRefused() {
        assertThat(entry("2024-02-29", "2024-02-29").isValidOn(LocalDate.parse("2024-02-29")))
                .isTrue();
        assertThatThrownBy(() -> entry("2024-02-29", "2024-02-28"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A price can't end on 2024-02-28 before it starts on 2024-02-29");
    }
}
