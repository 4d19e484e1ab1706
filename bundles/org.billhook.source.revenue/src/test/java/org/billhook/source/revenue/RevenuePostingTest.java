package org.billhook.source.revenue;

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
import org.billhook.testkit.RecordedVerdicts;
import org.billhook.testkit.SourceTypeContract;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RevenuePostingTest extends SourceTypeContract {

    @Override
    protected SourceType subject() {
        return new RevenuePosting();
    }

    private static SourceDraft row(Share posted) {
        return SourceDraft.of("revenue", new ObjectRef("service-order-item", "8000-10"))
                .posted(posted)
                .serviceDate(LocalDate.of(2026, 1, 5))
                .externalId("FI-1900000001")
                .build();
    }

    @Override
    protected List<SourceDraft> goodRows() {
        return List.of(row(Share.of(Money.parse("EUR 0.01"))), row(Share.of(Money.parse("EUR -500"))));
    }

    @Override
    protected List<SourceDraft> badRows() {
        return List.of(row(Share.of(Money.parse("EUR 0"))), row(Share.of(Quantity.of("1", Unit.HOUR))));
    }

    @Test
    @Tag("R-23")
    void countsAsFirstActualRevenuePosting() {
        assertThat(subject().terms().nature()).isEqualTo(Nature.ACTUAL_REVENUE);
    }

    @Test
    void isNeverBilledAgain() {
        assertThat(RecordedVerdicts.of(subject(), goodRows())
                        .accepted(0)
                        .orElseThrow()
                        .billable())
                .isFalse();
    }
}
