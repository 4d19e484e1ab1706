package org.billhook.source.costline;

import java.util.List;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceType;
import org.joda.money.Money;

class MaterialPostingTest extends CostLineContract {

    @Override
    protected SourceType subject() {
        return new MaterialPosting();
    }

    private static SourceDraft.Builder pieces(String value) {
        return row("material", Share.of(Quantity.of(value, Unit.PIECE)));
    }

    @Override
    protected List<SourceDraft> goodRows() {
        return List.of(
                pieces("2").characteristic("material", "CABLE").build(),
                pieces("-2").characteristic("material", "CABLE").build());
    }

    @Override
    protected List<SourceDraft> badRows() {
        return List.of(
                pieces("0").characteristic("material", "CABLE").build(),
                pieces("2").build(),
                row("material", Share.of(Money.parse("EUR 1")))
                        .characteristic("material", "CABLE")
                        .build());
    }
}
