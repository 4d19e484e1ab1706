package org.billhook.engine.internal.ledger;

import java.time.LocalDate;
import java.util.Optional;
import org.billhook.core.api.Actor;
import org.billhook.core.api.Stake;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.duties.Duties;

/**
 * What commands must pass that give something up, in the order in which they are done: what they give up adds up, so that many small
 * ones in a call are as one. For the thread of a transaction.
 */
final class Gate {

    private final Duties duties;
    private final Actor actor;
    private final boolean open;
    private Optional<String> releasedBy;
    private Stake passed = Stake.NONE;

    private Gate(Duties duties, Actor actor, boolean open, Optional<String> releasedBy) {
        this.duties = duties;
        this.actor = actor;
        this.open = open;
        this.releasedBy = releasedBy;
    }

    /** For what the actor does at once. */
    static Gate direct(Duties duties, Actor actor) {
        return new Gate(duties, actor, false, Optional.empty());
    }

    /** For a proposal: all pass, and are counted. */
    static Gate proposed(Duties duties, Actor actor, Optional<String> releasedBy) {
        return new Gate(duties, actor, true, releasedBy);
    }

    /** Whether it matters what an act is worth. */
    boolean needsAmounts() {
        return open || duties.needAmounts();
    }

    boolean isFar(LocalDate until, LocalDate today) {
        return duties.isFar(until, today);
    }

    /** Why one more may not be given up by the actor; counted if it may. */
    Optional<Finding> refusal(Stake one) {
        Stake all = passed.plus(one);
        if (!open && !one.isNone()) {
            Duties.Answer answer = duties.ask(actor, all);
            if (answer.refusal().isPresent()) {
                return answer.refusal();
            }
            releasedBy = answer.releasedBy();
        }
        passed = all;
        return Optional.empty();
    }

    /** Who releases an act that passed with this stake. */
    Optional<String> releasedBy(Stake one) {
        return one.isNone() ? Optional.empty() : releasedBy;
    }

    /** What passed. */
    Stake passed() {
        return passed;
    }
}
