package org.billhook.source.funds;

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

class DownPaymentTest extends SourceTypeContract {

    @Override
    protected SourceType subject() {
        return new DownPayment();
    }

    private static SourceDraft row(Share posted, Map<String, String> characteristics) {
        return draft("down-payment", posted, characteristics);
    }

    @Override
    protected List<SourceDraft> goodRows() {
        return List.of(
                row(Share.of(Money.parse("EUR -100.00")), Map.of()), row(Share.of(Money.parse("EUR 5.00")), Map.of()));
    }

    @Override
    protected List<SourceDraft> badRows() {
        return List.of(
                row(Share.of(Money.parse("EUR 0")), Map.of()), row(Share.of(Quantity.of("8", Unit.HOUR)), Map.of()));
    }

    @Test
    @Tag("D-31")
    @Tag("G-18")
    void termsAreThoseOfTheKind() {
        assertThat(subject().terms().nature()).isEqualTo(Nature.STATISTICAL);
        assertThat(subject().terms().revaluable()).isEqualTo(false);
    }
}
