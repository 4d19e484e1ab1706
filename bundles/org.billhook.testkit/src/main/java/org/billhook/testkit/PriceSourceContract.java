package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSource;
import org.junit.jupiter.api.Test;

/** What every {@link PriceSource} must keep. */
public abstract class PriceSourceContract {

    /** A new instance. */
    protected abstract PriceSource subject();

    /** Pages with dynamic items that have a price and some that have none; equal ones at each call. */
    protected abstract List<PricePage> pages();

    @Test
    void everyDynamicItemIsAnsweredOnceInTheCurrencyOfTheItem() {
        for (PricePage page : pages()) {
            assertThat(RecordedPrices.of(subject(), page).faults()).isEmpty();
        }
    }

    @Test
    void pagesShowThatPricesAreFoundAndMissed() {
        List<RecordedPrices> answers =
                pages().stream().map(page -> RecordedPrices.of(subject(), page)).toList();
        assertThat(answers).as("pages with a price").anyMatch(answer -> hasPrice(answer, true));
        assertThat(answers).as("pages without a price").anyMatch(answer -> hasPrice(answer, false));
    }

    @Test
    void emptyPageIsAnswered() {
        for (PricePage page : pages()) {
            PricePage empty = new SamplePricePage(page.item(), List.of(), page.prices(), page.facts());
            assertThat(RecordedPrices.of(subject(), empty).faults()).isEmpty();
        }
    }

    @Test
    void sameInputGivesSameOutput() {
        Repeats.assertSameAgain(this::subject, this::answers);
    }

    @Test
    void severalThreadsGetTheSameOutput() {
        Repeats.assertSameFromSeveralThreads(this::subject, this::answers);
    }

    private static boolean hasPrice(RecordedPrices answer, boolean found) {
        return found
                ? !answer.lines().get(0).equals("{}")
                : !answer.lines().get(1).equals("{}");
    }

    private List<List<String>> answers(PriceSource subject) {
        return pages().stream()
                .map(page -> RecordedPrices.of(subject, page).lines())
                .toList();
    }
}
