package org.billhook.engine.port;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Page;
import org.billhook.core.api.Requests;
import org.billhook.core.model.Finding;
import org.joda.money.Money;

/** Billing runs and their roots. */
public interface RunStore {

    /**
     * A run.
     *
     * @param orderJson the frozen order, written and read by the engine
     * @param prices version of the price lists it was frozen with
     * @param deciders the plugins it was frozen with; lines name them by index
     */
    record RunRow(
            long id,
            long job,
            String orderJson,
            State state,
            String actor,
            Instant createdAt,
            Optional<Instant> endedAt,
            String generation,
            long prices,
            List<Requests.Decider> deciders,
            List<Finding> findings) {}

    /** A root of a run. */
    record RootRow(
            long run,
            long root,
            State state,
            List<Long> requests,
            long lines,
            List<Money> totals,
            List<Finding> findings) {

        /** The same in another state. */
        public RootRow in(State other) {
            return new RootRow(run, root, other, requests, lines, totals, findings);
        }
    }

    long insert(RunRow run);

    void update(RunRow run);

    Optional<RunRow> find(long id);

    Page<RunRow> list(Page.Request page);

    /** Adds roots in state PLANNED. */
    void plan(long run, Collection<Long> roots);

    /** Roots in one of the states, ascending, after one. */
    List<Long> roots(long run, Collection<State> states, long afterRoot, int limit);

    /** Those of the roots that the run is still to bill, ascending. */
    List<Long> left(long run, Collection<Long> roots);

    /** Locks the root's row in the run until the end of the transaction; it is billed only if its state is still as wanted. */
    RootRow lockRoot(long run, long root);

    void updateRoot(RootRow root);

    /** Keeps the facts that a root is billed with, as the engine wrote them. */
    void putFacts(long run, Map<Long, String> jsonByRoot);

    /** Facts of those of the roots that have any. */
    Map<Long, String> facts(long run, Collection<Long> roots);

    /** Forgets the facts of a root, so that they are fetched anew. */
    void dropFacts(long run, long root);

    Page<RootRow> rootResults(long run, Optional<State> state, Page.Request page);

    Map<State, Long> countByState(long run);

    long lines(long run);

    /** Runs in one of the states, oldest first. */
    List<RunRow> inState(Collection<State> states);
}
