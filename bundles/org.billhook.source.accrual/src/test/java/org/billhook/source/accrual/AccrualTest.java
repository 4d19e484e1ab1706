package org.billhook.source.accrual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceTerms.Nature;
import org.billhook.core.spi.source.SourceType;
import org.billhook.testkit.SourceTypeContract;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AccrualTest extends SourceTypeContract {

    @Override
    protected SourceType subject() {
        return new Accrual();
    }

    private static SourceDraft row(Share posted, String category) {
        return draft("accrual", posted, Map.of("accrual-category", category));
    }

    @Override
    protected List<SourceDraft> goodRows() {
        return List.of(
                row(Share.of(Money.parse("EUR 500.00")), "INVOICE"),
                row(Share.of(Quantity.of("16", Unit.HOUR)), "TIME_SHEET"));
    }

    @Override
    protected List<SourceDraft> badRows() {
        return List.of(row(Share.of(Money.parse("EUR 0")), "INVOICE"), row(Share.of(Quantity.of("8", Unit.HOUR)), " "));
    }

    @Test
    @Tag("D-122")
    void whatComesInsteadMayDifferSoThatAnAccrualCanBeRevalued() {
        assertThat(subject().terms().nature()).isEqualTo(Nature.ACTUAL);
        assertThat(subject().terms().revaluable()).isTrue();
    }
}
