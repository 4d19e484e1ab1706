package org.billhook.source.keyfigure;

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

class PlannedKeyFigureTest extends SourceTypeContract {

    @Override
    protected SourceType subject() {
        return new PlannedKeyFigure();
    }

    private static SourceDraft row(Share posted, Map<String, String> characteristics) {
        return draft("planned-key-figure", posted, characteristics);
    }

    @Override
    protected List<SourceDraft> goodRows() {
        return List.of(
                row(Share.of(Quantity.of("120", new Unit("KMT"))), Map.of("key-figure", "KM")),
                row(Share.of(Quantity.of("-3", new Unit("KMT"))), Map.of("key-figure", "KM")));
    }

    @Override
    protected List<SourceDraft> badRows() {
        return List.of(
                row(Share.of(Quantity.of("0", new Unit("KMT"))), Map.of("key-figure", "KM")),
                row(Share.of(Quantity.of("120", new Unit("KMT"))), Map.of()),
                row(Share.of(Money.parse("EUR 12")), Map.of("key-figure", "KM")));
    }

    @Test
    @Tag("D-31")
    void termsAreThoseOfTheKind() {
        assertThat(subject().terms().nature()).isEqualTo(Nature.PLAN);
        assertThat(subject().terms().revaluable()).isEqualTo(true);
    }
}
