package org.billhook.source.intercompany;

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

class IntercompanyLineItemTest extends SourceTypeContract {

    @Override
    protected SourceType subject() {
        return new IntercompanyLineItem();
    }

    private static SourceDraft row(Share posted, Map<String, String> characteristics) {
        return draft("intercompany-line-item", posted, characteristics);
    }

    @Override
    protected List<SourceDraft> goodRows() {
        return List.of(
                row(Share.of(Money.parse("EUR 100.00")), Map.of("sending-company", "2000")),
                row(Share.of(Quantity.of("8", Unit.HOUR)), Map.of("sending-company", "2000")));
    }

    @Override
    protected List<SourceDraft> badRows() {
        return List.of(
                row(Share.of(Money.parse("EUR 0")), Map.of("sending-company", "2000")),
                row(Share.of(Quantity.of("8", Unit.HOUR)), Map.of()));
    }

    @Test
    @Tag("D-31")
    void termsAreThoseOfTheKind() {
        assertThat(subject().terms().nature()).isEqualTo(Nature.ACTUAL);
        assertThat(subject().terms().revaluable()).isEqualTo(false);
    }
}
