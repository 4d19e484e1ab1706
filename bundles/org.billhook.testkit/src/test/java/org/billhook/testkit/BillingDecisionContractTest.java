package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.billhook.core.spi.decision.BillingDecision;
import org.billhook.core.spi.decision.DecisionPage;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.junit.jupiter.api.Test;

class BillingDecisionContractTest {

    private static final String TAKES = "decisionsTakeNoMoreThanTheClaimsOfThePage";

    private static Set<String> failing(Supplier<BillingDecision> subject) throws IllegalAccessException {
        return Contracts.failing(new BillingDecisionContract() {
            @Override
            protected BillingDecision subject() {
                return subject.get();
            }

            @Override
            protected List<DecisionPage> pages() {
                return List.of(SampleDecisionPage.of(
                        SampleItem.of("sales-order-item/1-10"),
                        SampleSource.hours(1, "10"),
                        SampleSource.hours(2, "-6")));
            }
        });
    }

    private static Claim first(DecisionPage page) {
        return page.dynamicItems().get(0).claims().get(0);
    }

    @Test
    void soundDecisionPasses() throws Exception {
        assertThat(failing(() -> (page, out) -> {
                    for (DynamicItem item : page.dynamicItems()) {
                        Claim claim = item.claims().get(0);
                        out.hold(claim, claim.share(), LocalDate.of(2027, 1, 1), "Agreed with the customer");
                    }
                }))
                .isEmpty();
    }

    @Test
    void moreThanTheClaimIsFound() throws Exception {
        assertThat(failing(() -> (page, out) -> {
                    out.writeOff(first(page), first(page).share(), "Goodwill");
                    out.include(first(page), first(page).share(), "Base amount");
                }))
                .containsExactly(TAKES);
    }

    @Test
    void shareOfTheWrongSignIsFound() throws Exception {
        assertThat(failing(() -> (page, out) ->
                        out.leaveOpen(first(page), first(page).share().negated(), "Later")))
                .containsExactly(TAKES);
    }

    @Test
    void claimOfAnotherPageIsFound() throws Exception {
        Claim other = Claim.all(SampleSource.hours(3, "1"));
        assertThat(failing(() -> (page, out) -> out.writeOff(other, other.share(), "Goodwill")))
                .containsExactly(TAKES);
    }

    @Test
    void missingReasonIsFound() throws Exception {
        assertThat(failing(() ->
                        (page, out) -> out.writeOff(first(page), first(page).share(), "")))
                .containsExactly(TAKES);
    }

    @Test
    void decisionThatNeverDecidesIsFound() throws Exception {
        assertThat(failing(() -> (page, out) -> {})).containsExactly("pagesShowThatSomethingIsDecided");
    }

    @Test
    void memoryBetweenCallsIsFound() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        assertThat(failing(() -> (page, out) -> {
                    if (calls.incrementAndGet() % 3 == 0) {
                        out.writeOff(first(page), first(page).share(), "Every third call");
                    } else {
                        out.leaveOpen(first(page), first(page).share(), "Not the third call");
                    }
                }))
                .contains("sameInputGivesSameOutput", "severalThreadsGetTheSameOutput");
    }
}
