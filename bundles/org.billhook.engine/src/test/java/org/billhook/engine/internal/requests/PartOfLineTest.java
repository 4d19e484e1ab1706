package org.billhook.engine.internal.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Requests.Part;
import org.billhook.core.ledger.ActKind;
import org.billhook.engine.port.LedgerStore.Move;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PartOfLineTest {

    private static Move claim(long source, String hours, String value) {
        return new Move(
                source,
                1,
                ActKind.BILL,
                new BigDecimal(hours),
                true,
                Optional.of(Money.parse(value)),
                7,
                1,
                Optional.empty());
    }

    private static List<String> parts(String percent, String standing, Move... claims) {
        Part part = new Part(1, Optional.empty(), Optional.of(new BigDecimal(percent)), Optional.empty());
        return PartOfLine.cut(part, Money.parse(standing), List.of(claims)).orElseThrow().moves().stream()
                .map(move -> move.share().stripTrailingZeros().toPlainString() + " "
                        + move.value().orElseThrow())
                .toList();
    }

    @Test
    @Tag("D-85")
    void eachClaimGivesItsProportion() {
        assertThat(parts("50", "EUR 1150.00", claim(1, "9", "EUR 103.50"), claim(2, "1", "EUR 1046.50")))
                .containsExactly("4.5 EUR 51.75", "0.5 EUR 523.25");
    }

    @Test
    @Tag("D-85")
    @Tag("G-22")
    void workAndCorrectionsThatComeToNothingGiveTheirsToo() {
        assertThat(parts("50", "EUR 0.00", claim(1, "12", "EUR 1200.00"), claim(2, "-12", "EUR -1200.00")))
                .containsExactly("6 EUR 600.00", "-6 EUR -600.00");
        assertThat(parts("50", "EUR 0.00", claim(1, "2", "EUR 0.00"), claim(2, "1", "EUR 0.00")))
                .containsExactly("1 EUR 0.00", "0.5 EUR 0.00");
    }
}
