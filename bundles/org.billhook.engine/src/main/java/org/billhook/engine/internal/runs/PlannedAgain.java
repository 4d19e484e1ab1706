package org.billhook.engine.internal.runs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.model.Finding;
import org.billhook.engine.port.RunStore.RootRow;
import org.billhook.engine.port.RunStore.RunRow;
import org.billhook.engine.port.Store;

/** The roots of a run that failed or wait, planned once more on what is there now. */
final class PlannedAgain {

    private final Store store;
    private final RunInputs inputs;
    private final Instant now;

    PlannedAgain(Store store, RunInputs inputs, Instant now) {
        this.store = store;
        this.inputs = inputs;
        this.now = now;
    }

    /**
     * Plans it.
     *
     * @param left whether no job works on it, though it may look like it: the database failed under its last one
     */
    void plan(RunRow run, boolean left) {
        boolean active = run.state() == State.PLANNED || run.state() == State.RUNNING;
        if (active && !left || run.state() == State.CANCELLED) {
            throw new BillhookException(
                    BillhookException.Type.CONFLICT,
                    Finding.error("NOT_STOPPED", "Run %d is %s".formatted(run.id(), run.state())));
        }
        if (run.state() == State.PLANNED) {
            return;
        }
        long again = again(run.id());
        if (again == 0 && run.state() != State.WAITING && !active) {
            throw new BillhookException(
                    BillhookException.Type.CONFLICT,
                    Finding.error("NOTHING_TO_RESUME", "No root of run %d failed or waits".formatted(run.id())));
        }
        // explicitly moved to what is there now; the plugins join the dictionary of the run
        store.runs()
                .update(RunRows.with(
                        RunRows.priced(run, inputs.prices.version()),
                        run.job(),
                        State.RUNNING,
                        inputs.plugins().generation(),
                        Deciders.with(
                                Deciders.of(inputs.plugins(), run.deciders()).all(), inputs.profiles),
                        List.of(),
                        Optional.empty()));
        store.log().putEvents(List.of(RunRows.event(run, State.RUNNING, now)));
    }

    private long again(long run) {
        long after = 0;
        List<Long> page = store.runs().roots(run, Set.of(State.FAILED, State.WAITING), after, 1000);
        while (!page.isEmpty()) {
            for (long root : page) {
                store.runs().updateRoot(new RootRow(run, root, State.PLANNED, List.of(), 0, List.of(), List.of()));
                store.runs().dropFacts(run, root);
                after = root;
            }
            page = store.runs().roots(run, Set.of(State.FAILED, State.WAITING), after, 1000);
        }
        return store.runs().countByState(run).getOrDefault(State.PLANNED, 0L);
    }
}
