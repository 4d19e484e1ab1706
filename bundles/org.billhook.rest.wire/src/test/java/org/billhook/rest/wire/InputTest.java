package org.billhook.rest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class InputTest {

    private final Input in = new Input();

    private List<String> codes() {
        return in.findings().stream().map(Finding::code).toList();
    }

    @Test
    void moneyHasTheDecimalsOfItsCurrencyAtMost() {
        assertThat(in.money("net", new MoneyJson("12.30", "EUR"))).isEqualTo(Money.parse("EUR 12.30"));
        assertThat(in.money("net", new MoneyJson("12.300", "EUR"))).isEqualTo(Money.parse("EUR 12.30"));
        assertThat(codes()).isEmpty();
        assertThat(in.money("net", new MoneyJson("12.345", "EUR"))).isNull();
        assertThat(in.money("net", new MoneyJson("0.5", "JPY"))).isNull();
        assertThat(in.money("net", new MoneyJson("1e3", "EUR"))).isNull();
        assertThat(in.money("net", new MoneyJson("1", "EURO"))).isNull();
        assertThat(codes()).containsExactly("WRONG_VALUE", "WRONG_VALUE", "WRONG_VALUE", "WRONG_VALUE");
    }

    @Test
    void shareIsEitherAQuantityOrAnAmount() {
        assertThat(in.share("portion", new MeasuredJson("1.5", "HUR", null, null)))
                .isEqualTo(new Share(new BigDecimal("1.5"), Measure.of(Unit.HOUR)));
        assertThat(in.share("portion", new MeasuredJson(null, null, "12.30", "EUR")))
                .isEqualTo(new Share(new BigDecimal("12.30"), Measure.of(CurrencyUnit.EUR)));
        assertThat(codes()).isEmpty();
        assertThat(in.share("portion", new MeasuredJson("1.5", "HUR", "12.30", "EUR")))
                .isNull();
        assertThat(in.share("portion", new MeasuredJson(null, null, null, null)))
                .isNull();
        assertThat(in.share("portion", new MeasuredJson("1.0000000001", "HUR", null, null)))
                .isNull();
        assertThat(codes()).containsExactly("WRONG_VALUE", "WRONG_VALUE", "WRONG_VALUE");
    }

    @Test
    void listHasOneToSoManyEntriesNoneEmpty() {
        assertThat(in.list("items", List.of(1, 2), 2)).containsExactly(1, 2);
        assertThat(codes()).isEmpty();
        in.list("items", List.of(), 2);
        in.list("items", List.of(1, 2, 3), 2);
        in.list("items", Arrays.asList(1, null), 2);
        assertThat(codes()).containsExactly("MISSING", "TOO_MANY", "MISSING");
    }

    @Test
    void optionalListMayBeSentEmpty() {
        assertThat(in.optionalList("decisions", null, 2)).isEmpty();
        assertThat(in.optionalList("decisions", List.of(), 2)).isEmpty();
        assertThat(in.optionalList("decisions", List.of(1), 2)).containsExactly(1);
        assertThat(codes()).isEmpty();
        in.optionalList("decisions", List.of(1, 2, 3), 2);
        assertThat(codes()).containsExactly("TOO_MANY");
    }

    @Test
    void emptySelectionIsNothingAndNeverAll() {
        assertThat(in.selection("roots", null, 2)).isEmpty();
        assertThat(in.selection("roots", List.of(1), 2)).containsExactly(1);
        in.check();

        in.selection("roots", List.of(), 2);

        assertThatThrownBy(in::check)
                .isInstanceOfSatisfying(
                        BillhookException.class, e -> assertThat(e.type()).isEqualTo(BillhookException.Type.REFUSED))
                .hasMessage("roots is empty, which selects nothing: name at least one, or leave roots out for all");
        in.refuse("MISSING", "keyDate", "keyDate is missing");
        assertThatThrownBy(in::check).isInstanceOfSatisfying(BillhookException.class, e -> assertThat(e.type())
                .isEqualTo(BillhookException.Type.UNREADABLE));
    }
}
