package org.billhook.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;

class BalancePropertyTest {

    private static final Measure HOURS = Measure.of(Unit.HOUR);

    /** An act with a share; most shares are small, so that many acts are possible. */
    record Act(ActKind kind, BigDecimal share) {}

    @Provide
    Arbitrary<Act> acts() {
        Arbitrary<BigDecimal> shares = Arbitraries.bigDecimals()
                .between(new BigDecimal("-12"), new BigDecimal("12"))
                .ofScale(3);
        return Combinators.combine(Arbitraries.of(ActKind.class), shares).as(Act::new);
    }

    @Provide
    Arbitrary<BigDecimal> posted() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-20"), new BigDecimal("20"))
                .ofScale(3);
    }

    @Property
    @Tag("I-1")
    @Tag("I-2")
    void lawHoldsAfterEveryActThatIsNotRefused(
            @ForAll("posted") BigDecimal posted, @ForAll List<@net.jqwik.api.From("acts") Act> acts) {
        Balance balance = Balance.posted(new Share(posted, HOURS));
        for (Act act : acts) {
            Balance before = balance;
            Share share = new Share(act.share(), HOURS);
            if (before.refusal(act.kind(), share).isPresent()) {
                assertThatThrownBy(() -> before.after(act.kind(), share)).isInstanceOf(IllegalArgumentException.class);
            } else {
                balance = before.after(act.kind(), share);
                assertThat(balance.seq()).isEqualTo(before.seq() + 1);
                requireLaw(balance);
            }
        }
    }

    /** Law 1, written out once more and not by the code that keeps it. */
    private static void requireLaw(Balance balance) {
        BigDecimal posted = balance.terms().get(Term.POSTED).value();
        BigDecimal sum = BigDecimal.ZERO;
        for (Term term : Term.values()) {
            BigDecimal value = balance.terms().get(term).value();
            if (term != Term.POSTED) {
                sum = sum.add(value);
                assertThat(value.signum() * posted.signum()).isNotNegative();
                assertThat(value.abs()).isLessThanOrEqualTo(posted.abs());
            }
        }
        assertThat(sum).isEqualByComparingTo(posted);
    }
}
