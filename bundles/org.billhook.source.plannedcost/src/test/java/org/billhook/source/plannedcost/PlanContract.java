package org.billhook.source.plannedcost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceTerms.Nature;
import org.billhook.testkit.SourceTypeContract;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every kind of planned costs keeps. */
abstract class PlanContract extends SourceTypeContract {

    abstract String kind();

    private SourceDraft row(Share posted) {
        return draft(kind(), posted, Map.of());
    }

    @Override
    protected List<SourceDraft> goodRows() {
        return List.of(row(Share.of(Money.parse("EUR 100.00"))), row(Share.of(Quantity.of("8", Unit.HOUR))));
    }

    @Override
    protected List<SourceDraft> badRows() {
        return List.of(row(Share.of(Money.parse("EUR 0"))), row(Share.of(Quantity.of("-8", Unit.HOUR))));
    }

    @Test
    @Tag("D-31")
    void isPlannedAndCanBeRevalued() {
        assertThat(subject().terms()).isEqualTo(new SourceTerms(Nature.PLAN, true));
    }
}
