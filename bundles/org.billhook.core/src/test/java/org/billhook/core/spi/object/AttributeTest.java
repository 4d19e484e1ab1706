package org.billhook.core.spi.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.object.Attribute.Type;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeTest {

    private static String refusal(Attribute attribute, String value) {
        return attribute.refusal(value).map(Finding::message).orElse("fine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TEXT | anything | fine",
                "DECIMAL | -12.5 | fine",
                "DECIMAL | 999999999999999999.999999999 | fine",
                "DECIMAL | 1e3 | 'a' is no decimal number such as 12.5: '1e3'",
                "DECIMAL | 0.1234567891 | 'a' is no decimal number such as 12.5: '0.1234567891'",
                "QUANTITY | 1.125 | fine",
                "QUANTITY | 1.1250 | fine",
                "QUANTITY | 1.1251 | 'a': Quantity 1.1251 has more than three decimals",
                "QUANTITY | x | 'a' is no decimal number such as 12.5: 'x'",
                "CURRENCY | EUR | fine",
                "CURRENCY | eur | 'a' is no ISO 4217 code: 'eur'",
                "UNIT | HUR | fine",
                "UNIT | hours | 'a': Unit 'hours' is not a code of 1 to 8 upper-case letters and digits",
                "DATE | 2026-02-28 | fine",
                "DATE | 2026-02-29 | 'a' is no date such as 2026-03-31: '2026-02-29'",
                "BOOLEAN | true | fine",
                "BOOLEAN | yes | 'a' is one of [true, false], not 'yes'",
                "REFERENCE | kind/key | fine",
            })
    void valuesOfATypeAreRead(Type type, String value, String said) {
        assertThat(refusal(Attribute.of("a", type, "A."), value)).isEqualTo(said);
    }

    @Test
    void aReferenceNamesAnObjectOfItsKind() {
        Attribute order = Attribute.reference("order", "sales-order", "Order.");
        assertThat(refusal(order, "sales-order/1")).isEqualTo("fine");
        assertThat(refusal(order, "project/1"))
                .isEqualTo("'order' names an object of kind 'sales-order', not project/1");
        assertThat(refusal(order, "1")).startsWith("'order': ");
    }

    @Test
    void aChoiceIsOneOfItsValues() {
        Attribute choice = Attribute.choice("status", Set.of("B", "A"), "Status.");
        assertThat(refusal(choice, "A")).isEqualTo("fine");
        assertThat(refusal(choice, "C")).isEqualTo("'status' is one of [A, B], not 'C'");
    }

    @ParameterizedTest
    @Tag("I-6")
    @CsvSource({"-0.01, false", "0, true", "100, true", "100.00, true", "100.01, false"})
    void aPercentageIsFromZeroToHundred(String value, boolean fine) {
        Attribute percentage = Attribute.of("p", Type.DECIMAL, "P.").percentage();
        assertThat(refusal(percentage, value))
                .isEqualTo(fine ? "fine" : "'p' must be from 0 to 100, not %s".formatted(value));
    }

    @Test
    void zeroIsNotAboveZeroButNotNegative() {
        Attribute number = Attribute.of("n", Type.QUANTITY, "N.");
        assertThat(refusal(number.aboveZero(), "0")).isEqualTo("'n' must be above 0, not 0");
        assertThat(refusal(number.aboveZero(), "0.001")).isEqualTo("fine");
        assertThat(refusal(number.notNegative(), "0")).isEqualTo("fine");
        assertThat(refusal(number.notNegative(), "-1")).isEqualTo("'n' must be 0 or more, not -1");
    }

    @Test
    void whatCoreReadsOfEveryKindHasOneType() {
        assertThat(Attribute.of("apportionment", Type.RECEIVERS, "A.").refusal("sales-order-item/1 60"))
                .isEmpty();
        assertThatThrownBy(() -> Attribute.of("apportionment", Type.TEXT, "A."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RECEIVERS");
        assertThatThrownBy(() -> Attribute.of("warrantyUntil", Type.TEXT, "W."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DATE");
    }

    @Test
    void onlyNumbersHaveARangeAndOnlyChoicesHaveValues() {
        Attribute text = Attribute.of("t", Type.TEXT, "T.");
        assertThatThrownBy(text::aboveZero).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Attribute.choice("c", Set.of(), "C.")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Attribute.of("Upper", Type.TEXT, "U.")).isInstanceOf(IllegalArgumentException.class);
    }
}
