package org.billhook.engine.internal.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Requests.Decider;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.json.Json;
import org.billhook.engine.port.LogStore.Unnumbered;
import org.billhook.engine.port.RunStore.RunRow;
import org.billhook.engine.port.Store;

/** Changes of stored runs. */
final class RunRows {

    private RunRows() {}

    static RunRow with(
            RunRow run,
            long job,
            State state,
            String generation,
            List<Decider> deciders,
            List<Finding> findings,
            Optional<Instant> endedAt) {
        return new RunRow(
                run.id(),
                job,
                run.orderJson(),
                state,
                run.actor(),
                run.createdAt(),
                endedAt,
                generation,
                run.prices(),
                deciders,
                findings);
    }

    /** The run on other price lists. */
    static RunRow priced(RunRow run, long prices) {
        return new RunRow(
                run.id(),
                run.job(),
                run.orderJson(),
                run.state(),
                run.actor(),
                run.createdAt(),
                run.endedAt(),
                run.generation(),
                prices,
                run.deciders(),
                run.findings());
    }

    /**
     * Sends a run on that waits for the plugin versions of a generation; empty if it does not wait for these. One of which all roots
     * were taken on them, and some still wait, needs other versions: a person resumes it.
     */
    static Optional<RunRow> goOn(Store store, long id, String generation, Instant at) {
        return store.runs()
                .find(id)
                .filter(run -> run.state() == State.WAITING && run.generation().equals(generation))
                .filter(run -> isLeft(store, run))
                .map(run -> {
                    RunRow running = with(
                            run, run.job(), State.RUNNING, generation, run.deciders(), List.of(), Optional.empty());
                    store.runs().update(running);
                    store.log().putEvents(List.of(event(running, State.RUNNING, at)));
                    return running;
                });
    }

    private static boolean isLeft(Store store, RunRow run) {
        Map<State, Long> roots = store.runs().countByState(run.id());
        return !roots.containsKey(State.WAITING)
                || roots.containsKey(State.PLANNED)
                || roots.containsKey(State.RUNNING);
    }

    static Unnumbered event(RunRow run, State state, Instant at) {
        return event(run, state, Optional.empty(), at);
    }

    /** @param releasedBy who released what it gives up */
    static Unnumbered event(RunRow run, State state, Optional<String> releasedBy, Instant at) {
        ObjectNode json =
                Json.object().put("run", run.id()).put("state", state.name()).put("actor", run.actor());
        releasedBy.ifPresent(name -> json.put("releasedBy", name));
        return new Unnumbered(
                0, "run." + state.name().toLowerCase(Locale.ROOT), "run/" + run.id(), Json.text(json), at);
    }
}
