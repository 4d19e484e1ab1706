package org.billhook.source.itemquantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceTerms.Nature;
import org.billhook.core.spi.source.SourceType;
import org.billhook.testkit.SourceTypeContract;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ItemQuantityTest extends SourceTypeContract {

    @Override
    protected SourceType subject() {
        return new ItemQuantity();
    }

    private static SourceDraft of(Share posted) {
        return SourceDraft.of("item-quantity", new ObjectRef("sales-order-item", "4711-10"))
                .posted(posted)
                .serviceDate(LocalDate.of(2026, 1, 5))
                .externalId("sales-order-item/4711-10#quantity")
                .build();
    }

    @Override
    protected List<SourceDraft> goodRows() {
        return List.of(of(Share.of(Quantity.of("0.001", Unit.PIECE))));
    }

    @Override
    protected List<SourceDraft> badRows() {
        return List.of(
                of(Share.of(Quantity.of("0", Unit.PIECE))),
                of(Share.of(Quantity.of("-1", Unit.PIECE))),
                of(Share.of(Money.parse("EUR 10"))));
    }

    @Test
    @Tag("R-23")
    void quantityIsPlannedAndCanBeRevalued() {
        assertThat(subject().terms()).isEqualTo(new SourceTerms(Nature.PLAN, true, true));
    }
}
