package org.billhook.core.spi.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.Receivers.Part;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiversTest {

    private static final ObjectRef FIRST = ObjectRef.parse("sales-order-item/4711-10");
    private static final ObjectRef SECOND = ObjectRef.parse("sales-order-item/4711-20");

    @Test
    @Tag("O-46")
    void receiversAreSetApartBySemicolonsWithTheirPercentage() {
        Receivers receivers = Receivers.parse("sales-order-item/4711-10 60;  sales-order-item/4711-20 33.33 ");
        assertThat(receivers.parts())
                .containsExactly(new Part(FIRST, new BigDecimal("60")), new Part(SECOND, new BigDecimal("33.33")));
        assertThat(receivers.refs()).containsExactly(FIRST, SECOND);
        assertThat(Receivers.parse(Receivers.whole(FIRST)).parts())
                .containsExactly(new Part(FIRST, new BigDecimal("100")));
    }

    @ParameterizedTest
    @Tag("O-46")
    @CsvSource({
        "sales-order-item/1 60.01; sales-order-item/2 40, The parts are 100.01 percent together",
        "sales-order-item/1 0, gets nothing",
        "sales-order-item/1 -5, is not of the form kind/key percent",
        "sales-order-item/1 33.333, is not of the form kind/key percent",
        "sales-order-item/1, is not of the form kind/key percent",
        "4711-10 60, 4711-10",
        "sales-order-item/1 60; ; sales-order-item/2 40, is not of the form kind/key percent",
    })
    void whatIsNoListOfReceiversIsRefusedAndSaysWhy(String text, String why) {
        assertThatThrownBy(() -> Receivers.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
