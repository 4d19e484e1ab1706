package org.billhook.object.billingplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.billhook.core.model.ObjectRef;
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

class PlanValueTest extends SourceTypeContract {

    @Override
    protected SourceType subject() {
        return new PlanValue();
    }

    private static SourceDraft row(Share posted) {
        return SourceDraft.of("plan-date", new ObjectRef("billing-plan-date", "4711-10-1"))
                .posted(posted)
                .serviceDate(LocalDate.of(2026, 1, 31))
                .externalId("4711-10-1")
                .build();
    }

    @Override
    protected List<SourceDraft> goodRows() {
        return List.of(row(Share.of(Money.parse("EUR 0.01"))), row(Share.of(Money.parse("JPY 500"))));
    }

    @Override
    protected List<SourceDraft> badRows() {
        return List.of(
                row(Share.of(Money.parse("EUR 0"))),
                row(Share.of(Money.parse("EUR -1"))),
                row(Share.of(Quantity.of("1", Unit.HOUR))));
    }

    @Test
    @Tag("R-11")
    @Tag("G-21")
    void aPlanIsNoActualPostingAndCanGetAnotherValue() {
        assertThat(subject().terms().nature()).isEqualTo(Nature.PLAN);
        assertThat(subject().terms().revaluable()).isTrue();
        assertThat(subject().terms().owned()).isTrue();
    }
}
