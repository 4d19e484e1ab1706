package org.billhook.source.keyfigure;

import java.util.List;
import java.util.Map;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.testkit.SourceTypeContract;
import org.joda.money.Money;

/** What both kinds of key figures keep. */
abstract class KeyFigureContract extends SourceTypeContract {

    abstract String kind();

    private SourceDraft row(Share posted, Map<String, String> characteristics) {
        return draft(kind(), posted, characteristics);
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
}
