package org.billhook.engine.internal.duties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.engine.internal.duties.ReleaseRule.Answer.FREE;
import static org.billhook.engine.internal.duties.ReleaseRule.Answer.NEEDS_ANOTHER;
import static org.billhook.engine.internal.duties.ReleaseRule.Answer.NEEDS_APPROVER;
import static org.billhook.engine.internal.duties.ReleaseRule.Answer.OWN;

import java.util.Optional;
import org.billhook.core.api.Proposals.Rules;
import org.billhook.core.api.Stake;
import org.billhook.engine.internal.duties.ReleaseRule.Answer;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseRuleTest {

    private static final Rules DELIVERED = new Rules(true, 0, 0, 366);

    private static Stake stake(String amount, String whole) {
        return Stake.of(Optional.of(Money.parse(amount)), Optional.of(Money.parse(whole)));
    }

    private static Answer asked(Rules rules, Stake stake, boolean approver, boolean author, boolean others) {
        return new ReleaseRule(rules).of(stake, approver, author, others);
    }

    @ParameterizedTest
    @CsvSource({
        // another person, approver, author, others
        "true, false, true, true, NEEDS_APPROVER",
        "true, false, true, false, NEEDS_APPROVER",
        "true, false, false, true, NEEDS_APPROVER",
        "true, true, true, true, NEEDS_ANOTHER",
        "true, true, true, false, OWN",
        "true, true, false, true, OWN",
        "false, true, true, true, OWN",
        "false, false, true, true, NEEDS_APPROVER",
    })
    void anApproverWhoHadNoPartReleases(
            boolean anotherPerson, boolean approver, boolean author, boolean others, Answer answer) {
        assertThat(asked(
                        new Rules(anotherPerson, 0, 0, 366),
                        stake("EUR 0.01", "EUR 1000.00"),
                        approver,
                        author,
                        others))
                .isEqualTo(answer);
    }

    @Test
    void nothingNeedsNoRelease() {
        assertThat(asked(DELIVERED, Stake.NONE, false, true, true)).isEqualTo(FREE);
    }

    @ParameterizedTest
    @CsvSource({
        // amount, percent, given up, of what
        "0, 0, EUR 0.01, EUR 1000.00, NEEDS_APPROVER",
        "100, 0, EUR 99.99, EUR 100.00, FREE",
        "100, 0, EUR 100.00, EUR 9000.00, NEEDS_APPROVER",
        "0, 5, EUR 4.99, EUR 100.00, FREE",
        "0, 5, EUR 5.00, EUR 100.00, NEEDS_APPROVER",
        "0, 5, EUR 0.00, EUR 0.00, NEEDS_APPROVER",
        "100, 5, EUR 99.99, EUR 9000.00, FREE",
        "100, 5, EUR 99.99, EUR 100.00, NEEDS_APPROVER",
        "100, 5, EUR 100.01, EUR 9000.00, NEEDS_APPROVER",
        "100, 0, JPY 99, JPY 100, FREE",
    })
    void whatIsBelowAllBoundsThatAreSetNeedsNoRelease(
            int amount, int percent, String given, String whole, Answer answer) {
        assertThat(asked(new Rules(true, amount, percent, 366), stake(given, whole), false, true, true))
                .isEqualTo(answer);
    }

    @Test
    void whatHasNoPriceAlwaysNeedsOne() {
        Rules high = new Rules(true, 1_000_000, 100, 366);
        assertThat(asked(high, Stake.UNPRICED, false, true, true)).isEqualTo(NEEDS_APPROVER);
        assertThat(asked(high, stake("EUR 1.00", "EUR 9.00").plus(Stake.UNPRICED), true, true, true))
                .isEqualTo(NEEDS_ANOTHER);
        assertThat(asked(high, Stake.UNPRICED, true, false, true)).isEqualTo(OWN);
    }

    @Test
    void manySmallOnesAreAsOneAndEveryCurrencyCounts() {
        Rules hundred = new Rules(true, 100, 0, 366);
        Stake half = stake("EUR 50.00", "EUR 500.00");
        assertThat(asked(hundred, half, false, true, true)).isEqualTo(FREE);
        assertThat(asked(hundred, half.plus(half), false, true, true)).isEqualTo(NEEDS_APPROVER);
        assertThat(asked(hundred, half.plus(stake("GBP 100.00", "GBP 100.00")), false, true, true))
                .isEqualTo(NEEDS_APPROVER);
    }

    @Test
    void stakeIsWithinAnotherIfNothingOfItIsMore() {
        Stake one = stake("EUR 50.00", "EUR 500.00");
        assertThat(one.isWithin(one)).isTrue();
        assertThat(Stake.NONE.isWithin(one)).isTrue();
        assertThat(stake("EUR 50.01", "EUR 500.00").isWithin(one)).isFalse();
        assertThat(stake("GBP 1.00", "GBP 1.00").isWithin(one)).isFalse();
        assertThat(Stake.UNPRICED.isWithin(one)).isFalse();
        assertThat(one.plus(one).isWithin(one)).isFalse();
    }
}
