package org.billhook.engine.internal.runs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.port.Transactions;

/**
 * The roots of a run that are still to be billed, read page by page; each is given to one worker, with those that are billed together
 * with it. Safe on any thread.
 */
final class RootQueue {

    private static final int PAGE = 1000;

    private final Transactions transactions;
    private final RunInputs inputs;
    private final long run;
    private final RunFacts facts;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<List<Long>> page = new ArrayDeque<>();
    /** Of roots that are not alone, those that were given out before their own page. */
    private final Set<Long> given = new HashSet<>();

    private long last;
    private volatile boolean stopped;

    RootQueue(Transactions transactions, RunInputs inputs, long run, RunFacts facts) {
        this.transactions = transactions;
        this.inputs = inputs;
        this.run = run;
        this.facts = facts;
    }

    /** Roots for one transaction, ascending; none if there are no more. */
    List<Long> next() throws InterruptedException {
        if (stopped) {
            return List.of();
        }
        // a plugin that hangs may be called within
        lock.lockInterruptibly();
        try {
            return nextAlone();
        } finally {
            lock.unlock();
        }
    }

    private List<Long> nextAlone() {
        while (page.isEmpty() && !stopped) {
            List<Long> roots = transactions.call(
                    store -> store.runs().roots(run, Set.of(State.PLANNED, State.RUNNING), last, PAGE));
            if (roots.isEmpty()) {
                return List.of();
            }
            last = roots.get(roots.size() - 1);
            List<Long> fresh =
                    roots.stream().filter(root -> !given.remove(root)).toList();
            try (Snapshot unit = inputs.plugins().unit()) {
                page.addAll(transactions.call(store -> new BilledTogether(inputs.with(unit), store).units(run, fresh)));
            }
            List<Long> all = page.stream().flatMap(List::stream).toList();
            all.stream().filter(root -> root > last).forEach(given::add);
            facts.freeze(all);
        }
        return stopped ? List.of() : page.remove();
    }

    /** Nothing is given out any more; what is in work is ended. */
    void stop() {
        stopped = true;
    }
}
