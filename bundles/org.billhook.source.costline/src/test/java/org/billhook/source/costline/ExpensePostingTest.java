package org.billhook.source.costline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceType;
import org.billhook.testkit.RecordedVerdicts;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class ExpensePostingTest extends CostLineContract {

    @Override
    protected SourceType subject() {
        return new ExpensePosting();
    }

    @Override
    protected List<SourceDraft> goodRows() {
        return List.of(
                row("expense", Share.of(Money.parse("EUR 12.30"))).build(),
                row("expense", Share.of(Money.parse("JPY 1200"))).build());
    }

    @Override
    protected List<SourceDraft> badRows() {
        return List.of(
                row("expense", Share.of(Money.parse("EUR 0"))).build(),
                row("expense", Share.of(Quantity.of("1", Unit.PIECE))).build());
    }

    @Test
    void anAmountCostsWhatIsPostedUnlessAnotherCostIsGiven() {
        SourceDraft.Builder taxi = row("expense", Share.of(Money.parse("EUR 12.30")));
        assertThat(RecordedVerdicts.of(subject(), List.of(taxi.build()))
                        .accepted(0)
                        .orElseThrow()
                        .cost())
                .contains(Money.parse("EUR 12.30"));
        SourceDraft given = taxi.cost(Money.parse("EUR 10.34")).build();
        assertThat(RecordedVerdicts.of(subject(), List.of(given))
                        .accepted(0)
                        .orElseThrow()
                        .cost())
                .contains(Money.parse("EUR 10.34"));
    }

    @Test
    void quantityIsNoExpense() {
        SourceDraft pieces =
                row("expense", Share.of(Quantity.of("1", Unit.PIECE))).build();
        assertThat(findings(pieces))
                .extracting("message")
                .containsExactly("Posting of kind expense in C62 must be in an amount with currency");
    }
}
