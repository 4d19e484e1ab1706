package org.billhook.engine.internal.duties;

import java.math.BigDecimal;
import org.billhook.core.api.Proposals.Rules;
import org.billhook.core.api.Stake;
import org.joda.money.Money;

/** Whether somebody may give something up by himself. */
final class ReleaseRule {

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    /** What giving up needs. */
    enum Answer {
        /** Nothing is given up, or so little that it needs no release. */
        FREE,
        /** The caller may release it himself. */
        OWN,
        /** An approver must release it. */
        NEEDS_APPROVER,
        /** An approver who had no part in it must release it. */
        NEEDS_ANOTHER
    }

    private final Rules rules;

    ReleaseRule(Rules rules) {
        this.rules = rules;
    }

    /**
     * @param approver whether the caller has the role that releases
     * @param author whether it was the caller, alone or with others, who decided what is given up
     * @param others whether anybody else could release it
     */
    Answer of(Stake stake, boolean approver, boolean author, boolean others) {
        if (stake.isNone() || isFree(stake)) {
            return Answer.FREE;
        }
        if (!approver) {
            return Answer.NEEDS_APPROVER;
        }
        return author && rules.anotherPerson() && others ? Answer.NEEDS_ANOTHER : Answer.OWN;
    }

    private boolean isFree(Stake stake) {
        if (stake.unpriced() || rules.belowAmount() == 0 && rules.belowPercent() == 0) {
            return false;
        }
        return stake.amounts().stream().allMatch(amount -> isBelowAmount(amount) && isBelowShare(amount, stake));
    }

    private boolean isBelowAmount(Money amount) {
        return rules.belowAmount() == 0 || amount.getAmount().compareTo(BigDecimal.valueOf(rules.belowAmount())) < 0;
    }

    /** Of what has no whole, the share can't be told. */
    private boolean isBelowShare(Money amount, Stake stake) {
        return rules.belowPercent() == 0
                || stake.of().stream()
                        .filter(whole -> whole.getCurrencyUnit().equals(amount.getCurrencyUnit()))
                        .anyMatch(whole -> amount.getAmount()
                                        .multiply(HUNDRED)
                                        .compareTo(whole.getAmount().multiply(BigDecimal.valueOf(rules.belowPercent())))
                                < 0);
    }
}
