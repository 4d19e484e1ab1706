package org.billhook.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.billhook.core.ledger.Parts.Settled;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartsTest {

    private static Share hours(String value) {
        return new Share(new BigDecimal(value), Measure.of(Unit.HOUR));
    }

    private static Settled settled(String share, String value, Parts.Pricing pricing) {
        return new Settled(hours(share), Money.parse(value), pricing.basis());
    }

    @Test
    @Tag("D-86")
    void lastPartTakesTheValueOfTheWholeLessThePartsBefore() {
        Parts.Pricing pricing = Rates.of("EUR 100.01");
        Money first = Parts.value(hours("0.5"), pricing, List.of());
        Money second = Parts.value(hours("0.5"), pricing, List.of(settled("0.5", "EUR 50.01", pricing)));
        assertThat(first).hasToString("EUR 50.01");
        assertThat(second).hasToString("EUR 50.00");
    }

    @Test
    @Tag("D-86")
    void threeThirdsEndAtTheWhole() {
        Parts.Pricing pricing = Rates.of("EUR 100");
        List<Settled> before = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (String share : List.of("0.333333333", "0.333333333", "0.333333334")) {
            Money value = Parts.value(hours(share), pricing, before);
            before.add(new Settled(hours(share), value, pricing.basis()));
            values.add(value.toString());
        }
        assertThat(values).containsExactly("EUR 33.33", "EUR 33.34", "EUR 33.33");
    }

    @Test
    void partAtAnotherPriceKeepsItsValueAndIsLeftOut() {
        Parts.Pricing old = Rates.of("EUR 100");
        Parts.Pricing now = Rates.of("EUR 120");
        assertThat(Parts.value(hours("6"), now, List.of(settled("4", "EUR 400", old))))
                .hasToString("EUR 720.00");
    }

    @Test
    void negativePostingIsCutInNegativeParts() {
        Parts.Pricing pricing = Rates.of("EUR 118.75");
        assertThat(Parts.value(hours("-0.5"), pricing, List.of())).hasToString("EUR -59.38");
        assertThat(Parts.value(hours("-0.5"), pricing, List.of(settled("-0.5", "EUR -59.38", pricing))))
                .hasToString("EUR -59.37");
    }

    @Test
    @Tag("WE-30")
    void postponing50EurosOfAnExpenseOf200Leaves150() {
        Parts.Pricing oneForOne = Rates.of("EUR 1");
        Share expense = Share.of(Money.parse("EUR 200"));
        Share cut =
                Parts.cut(Money.parse("EUR 50"), expense, oneForOne, List.of()).orElseThrow();
        Settled postponed = new Settled(cut, Money.parse("EUR 50"), oneForOne.basis());
        assertThat(Parts.value(expense.minus(cut), oneForOne, List.of(postponed)))
                .hasToString("EUR 150.00");
    }

    @ParameterizedTest
    @CsvSource({
        // rate, open, amount, share: the one with the fewest decimals that is worth the amount
        "EUR 97.35, 2, EUR 97.35, 1",
        "EUR 97.35, -2, EUR -97.35, -1",
        "EUR 80, 1.75, EUR 50.00, 0.625",
        "EUR 97.35, 8, EUR 0.01, 0.0001",
        "EUR 97.35, 2, EUR 194.69, 1.9999",
        "EUR 100, 1, EUR 33.33, 0.3333",
        "EUR 100, 1, EUR 0.01, 0.0001",
        "EUR 100, 1, EUR 99.99, 0.9999",
        "EUR 100, -1, EUR -33.33, -0.3333",
        "JPY 1000, 1, JPY 333, 0.333",
        "KWD 1, 1, KWD 0.333, 0.333",
    })
    void amountCutsThePlainestShareThatIsWorthIt(String rate, String open, String amount, String share) {
        assertThat(Parts.cut(Money.parse(amount), hours(open), Rates.of(rate), List.of()))
                .contains(hours(share));
    }

    @Test
    void amountOfAllTakesAll() {
        assertThat(Parts.cut(Money.parse("EUR 59.38"), hours("0.5"), Rates.of("EUR 118.75"), List.of()))
                .contains(hours("0.5"));
    }

    @ParameterizedTest
    @CsvSource({"EUR 0", "EUR 100.01", "EUR -0.01", "EUR -100"})
    void amountBeyondTheValueOrOfTheOtherSignCantBeCut(String amount) {
        assertThat(Parts.cut(Money.parse(amount), hours("1"), Rates.of("EUR 100"), List.of()))
                .isEmpty();
    }

    @Test
    void somethingStaysOpenUnlessTheAmountIsAllOfIt() {
        Share open = hours("0.000000002");
        Parts.Pricing dear = Rates.of("EUR 100000000000");
        assertThat(Parts.cut(Money.parse("EUR 199.99"), open, dear, List.of())).contains(hours("0.000000001"));
    }

    /** Else the rest of the value would be lost with the last of the share. */
    @Test
    void smallestShareCantBeCut() {
        Share open = hours("0.000000001");
        Parts.Pricing dear = Rates.of("EUR 100000000000");
        assertThat(Parts.cut(Money.parse("EUR 100"), open, dear, List.of())).contains(open);
        assertThat(Parts.cut(Money.parse("EUR 99.99"), open, dear, List.of())).isEmpty();
        assertThat(Parts.cut(Money.parse("EUR -99.99"), open.negated(), dear, List.of()))
                .isEmpty();
    }

    @Test
    void whatIsWorthNothingCantBeCut() {
        assertThat(Parts.cut(Money.parse("EUR 0.01"), hours("8"), Rates.of("EUR 0"), List.of()))
                .isEmpty();
    }
}
