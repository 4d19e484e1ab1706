package org.billhook.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {

    private static List<BigDecimal> weights(String text) {
        return Arrays.stream(text.split(" ")).map(BigDecimal::new).toList();
    }

    @ParameterizedTest
    @Tag("D-85")
    @Tag("G-14")
    @CsvSource({
        "EUR 100.01, 50 50, 50.01 50.00",
        "EUR 1000, 33.33 33.33 33.34, 333.30 333.30 333.40",
        "EUR 0.01, 1 1 1, 0.00 0.01 0.00",
        "EUR 0.02, 1 1 1, 0.01 0.00 0.01",
        "EUR -100.01, 50 50, -50.01 -50.00",
        "EUR 10, 0 1 0, 0.00 10.00 0.00",
        "EUR 10, -1 -3, 2.50 7.50",
        "JPY 100, 1 1 1, 33 34 33",
        "KWD 1, 1 1 1, 0.333 0.334 0.333",
    })
    void partsAreTheRoundedRunningTotalLessThePartsBefore(String whole, String weights, String parts) {
        assertThat(Split.byWeight(Money.parse(whole), weights(weights)))
                .extracting(part -> part.getAmount().toPlainString())
                .containsExactly(parts.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"0 0", "1 -1"})
    void weightsMustHaveOneSignAndNotAllBeZero(String weights) {
        assertThatThrownBy(() -> Split.byWeight(Money.parse("EUR 1"), weights(weights)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noWeightsAreRefused() {
        assertThatThrownBy(() -> Split.byWeight(Money.parse("EUR 1"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<List<BigDecimal>> weights() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("1000"))
                .ofScale(3)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .filter(list -> list.stream().anyMatch(weight -> weight.signum() > 0));
    }

    @Property
    @net.jqwik.api.Tag("G-14")
    void partsAddUpToTheWhole(
            @ForAll("weights") List<BigDecimal> weights,
            @ForAll long minor,
            @ForAll("currencies") CurrencyUnit currency) {
        Money whole = Money.ofMinor(currency, minor % 1_000_000_000_000L);
        List<Money> parts = Split.byWeight(whole, weights);
        assertThat(parts).hasSameSizeAs(weights);
        assertThat(Money.total(parts)).isEqualTo(whole);
    }

    @Provide
    Arbitrary<CurrencyUnit> currencies() {
        return Arbitraries.of("JPY", "EUR", "KWD").map(CurrencyUnit::of);
    }

    @Test
    @Tag("D-85")
    void whatIsCutInProportionTakesRemainderCentsFromTheOldest() {
        List<Money> from = List.of(Money.parse("EUR 1.00"), Money.parse("EUR 1.00"), Money.parse("EUR 1.00"));
        assertThat(Split.oldestFirst(Money.parse("EUR 1.00"), from))
                .containsExactly(Money.parse("EUR 0.34"), Money.parse("EUR 0.33"), Money.parse("EUR 0.33"));
        assertThat(Split.oldestFirst(Money.parse("EUR 3.00"), from)).isEqualTo(from);
        assertThat(Split.oldestFirst(Money.parse("EUR 0.00"), from)).allMatch(Money::isZero);
    }

    @Test
    @Tag("D-85")
    void postingsAndReversalsInOneLineAreCutToTheCentToo() {
        List<Money> from = List.of(Money.parse("EUR -0.01"), Money.parse("EUR 0.03"), Money.parse("EUR 1.00"));
        // a half of 1.02
        assertThat(Split.oldestFirst(Money.parse("EUR 0.51"), from))
                .containsExactly(Money.parse("EUR 0.00"), Money.parse("EUR 0.01"), Money.parse("EUR 0.50"));
        assertThatThrownBy(() -> Split.oldestFirst(Money.parse("EUR 1.03"), from))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @Tag("G-23")
    @CsvSource({
        // 0.40 by 10.00 and 0.10: the share of the small one is 0.00396
        "EUR 0.40, 10.00;0.10, 0.40;0.00",
        "EUR 0.40, 0.10;10.00, 0.00;0.40",
        "EUR 1.00, 0;3;0, 0.00;1.00;0.00",
        "EUR 0.00, 1;2, 0.00;0.00",
        "EUR 0.01, 1;1;1, 0.01;0.00;0.00",
        // each share of 0.005 is rounded up, which is more than there is: the first ones give it back
        "EUR 0.05, 1;1;1;1;1;1;1;1;1;1, 0.00;0.00;0.00;0.00;0.00;0.01;0.01;0.01;0.01;0.01",
        "EUR -0.05, 1;1;1;1;1;1;1;1;1;1, 0.00;0.00;0.00;0.00;0.00;-0.01;-0.01;-0.01;-0.01;-0.01",
        "EUR 0.05, 1;1;1;1;1;1;1;1;1;1.1, 0.00;0.00;0.00;0.00;0.00;0.00;0.00;0.00;0.00;0.05",
        "JPY 2, 1;1;1, 0;1;1",
        "KWD 0.001, 2;3, 0.000;0.001",
    })
    void noPartOfAFixedPriceHasAnotherSignThanTheWhole(String whole, String weights, String parts) {
        Money money = Money.parse(whole);
        assertThat(Split.restToLargest(
                        money,
                        Stream.of(weights.split(";")).map(BigDecimal::new).toList()))
                .isEqualTo(Stream.of(parts.split(";"))
                        .map(part -> Money.of(money.getCurrencyUnit(), new BigDecimal(part)))
                        .toList());
    }

    @ParameterizedTest
    @Tag("D-85")
    @CsvSource({
        // 15 percent on 90.00 and 910.00
        "EUR 1150.00, 103.50 1046.50, 103.50 1046.50",
        "EUR 0.03, 0.005 0.010 0.015, 0.01 0.01 0.01",
        // half of it
        "EUR 575.00, 103.50 1046.50, 51.75 523.25",
        "EUR 10.00, 0 1 0, 0.00 10.00 0.00",
        "EUR -10.00, 1 3, -2.50 -7.50",
        // postings and reversals: what is less is scaled, what is more is added
        "EUR 800.00, 1200 -400, 1200.00 -400.00",
        "EUR 720.00, 1200 -400, 1080.00 -360.00",
        "EUR 880.00, 1200 -400, 1260.00 -380.00",
        "EUR 0.00, 115 -115, 115.00 -115.00",
        "EUR 10.00, 115 -115, 120.00 -110.00",
        "EUR 50.01, 1000 -999.99, 1025.00 -974.99",
        "EUR -20.00, 1200 -400, 585.00 -605.00",
        // nothing is worth anything: by the other weights
        "EUR 9.00, 0 0, 3.00 6.00",
        "JPY 100, 1 1 1, 33 34 33",
    })
    void aLineIsSplitByWhatItsClaimsAreWorth(String whole, String worth, String parts) {
        Money money = Money.parse(whole);
        List<Money> expected = weights(parts).stream()
                .map(part -> Money.of(money.getCurrencyUnit(), part))
                .toList();
        List<BigDecimal> otherwise = List.of(BigDecimal.ONE, new BigDecimal("2"));
        assertThat(Split.byWorth(money, weights(worth), otherwise)).isEqualTo(expected);
    }

    @Test
    @Tag("WE-50")
    @Tag("D-111")
    void aFixedPriceIsSpreadByValueAndTheLargestTakesTheRest() {
        List<BigDecimal> values = List.of(new BigDecimal("1500"), new BigDecimal("900"), new BigDecimal("200"));
        assertThat(Split.restToLargest(Money.parse("EUR 2500.00"), values))
                .containsExactly(Money.parse("EUR 1442.31"), Money.parse("EUR 865.38"), Money.parse("EUR 192.31"));
        assertThat(Split.restToLargest(Money.parse("EUR 1000.00"), values))
                .containsExactly(Money.parse("EUR 576.93"), Money.parse("EUR 346.15"), Money.parse("EUR 76.92"));
        assertThatThrownBy(() -> Split.restToLargest(Money.parse("EUR 1"), List.of(BigDecimal.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
