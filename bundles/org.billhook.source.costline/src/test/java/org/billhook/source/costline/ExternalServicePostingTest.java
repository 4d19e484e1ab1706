package org.billhook.source.costline;

import java.util.List;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceType;
import org.joda.money.Money;

class ExternalServicePostingTest extends CostLineContract {

    @Override
    protected SourceType subject() {
        return new ExternalServicePosting();
    }

    @Override
    protected List<SourceDraft> goodRows() {
        return List.of(
                row("external-service", Share.of(Quantity.of("3", new Unit("DAY"))))
                        .build(),
                row("external-service", Share.of(Money.parse("EUR 1500"))).build());
    }

    @Override
    protected List<SourceDraft> badRows() {
        return List.of(
                row("external-service", Share.of(Quantity.of("0", Unit.HOUR))).build());
    }
}
