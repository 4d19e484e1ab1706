package org.billhook.engine.internal.runs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.Set;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.engine.port.Transactions;

/** The roots of a run that are still to be billed, read page by page; each is given to one worker. */
final class RootQueue {

    private static final int PAGE = 1000;

    private final Transactions transactions;
    private final long run;
    private final RunFacts facts;
    private final Deque<Long> page = new ArrayDeque<>();
    private long last;
    private boolean stopped;

    RootQueue(Transactions transactions, long run, RunFacts facts) {
        this.transactions = transactions;
        this.run = run;
        this.facts = facts;
    }

    synchronized OptionalLong next() {
        if (page.isEmpty() && !stopped) {
            page.addAll(transactions.call(
                    store -> store.runs().roots(run, Set.of(State.PLANNED, State.RUNNING), last, PAGE)));
            facts.freeze(page);
        }
        if (stopped || page.isEmpty()) {
            return OptionalLong.empty();
        }
        last = page.remove();
        return OptionalLong.of(last);
    }

    /** Nothing is given out any more; what is in work is ended. */
    synchronized void stop() {
        stopped = true;
    }
}
