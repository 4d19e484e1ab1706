package org.billhook.engine.inmemory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Page;
import org.billhook.engine.port.RunStore;

final class MemoryRuns implements RunStore {

    private final Undo.Table<Long, RunRow> runs;
    private final Map<Long, Undo.Table<Long, RootRow>> roots = new TreeMap<>();
    private final Map<Long, Undo.Table<Long, String>> facts = new TreeMap<>();
    private final Undo undo;
    private long next = 1;

    MemoryRuns(Undo undo) {
        runs = undo.table();
        this.undo = undo;
    }

    @Override
    public long insert(RunRow run) {
        long id = next++;
        runs.put(id, copy(run, id));
        return id;
    }

    private static RunRow copy(RunRow run, long id) {
        return new RunRow(
                id,
                run.job(),
                run.orderJson(),
                run.state(),
                run.actor(),
                run.createdAt(),
                run.endedAt(),
                run.generation(),
                run.prices(),
                run.deciders(),
                run.findings());
    }

    @Override
    public void update(RunRow run) {
        runs.put(run.id(), run);
    }

    @Override
    public Optional<RunRow> find(long id) {
        return Optional.ofNullable(runs.get(id));
    }

    @Override
    public Page<RunRow> list(Page.Request page) {
        List<RunRow> all = new ArrayList<>(runs.rows().values());
        Collections.reverse(all);
        return Pages.of(all, page);
    }

    private Undo.Table<Long, RootRow> of(long run) {
        return roots.computeIfAbsent(run, id -> undo.table());
    }

    @Override
    public void plan(long run, Collection<Long> ids) {
        for (Long root : ids) {
            of(run).put(root, new RootRow(run, root, State.PLANNED, List.of(), 0, List.of(), List.of()));
        }
    }

    @Override
    public List<Long> roots(long run, Collection<State> states, long afterRoot, int limit) {
        return of(run).rows().tailMap(afterRoot, false).values().stream()
                .filter(root -> states.contains(root.state()))
                .limit(limit)
                .map(RootRow::root)
                .toList();
    }

    @Override
    public List<Long> left(long run, Collection<Long> roots) {
        return roots.stream()
                .filter(root -> of(run).get(root) != null)
                .filter(root -> Set.of(State.PLANNED, State.RUNNING)
                        .contains(of(run).get(root).state()))
                .sorted()
                .toList();
    }

    @Override
    public RootRow lockRoot(long run, long root) {
        return of(run).get(root);
    }

    @Override
    public void updateRoot(RootRow root) {
        of(root.run()).put(root.root(), root);
    }

    @Override
    public void putFacts(long run, Map<Long, String> jsonByRoot) {
        jsonByRoot.forEach((root, json) -> factsOf(run).put(root, json));
    }

    @Override
    public Map<Long, String> facts(long run, Collection<Long> roots) {
        Map<Long, String> found = new TreeMap<>(factsOf(run).rows());
        found.keySet().retainAll(roots);
        return found;
    }

    @Override
    public void dropFacts(long run, long root) {
        factsOf(run).remove(root);
    }

    private Undo.Table<Long, String> factsOf(long run) {
        return facts.computeIfAbsent(run, id -> undo.table());
    }

    @Override
    public Page<RootRow> rootResults(long run, Optional<State> state, Page.Request page) {
        return Pages.of(
                of(run).rows().values().stream()
                        .filter(root -> state.isEmpty() || state.get() == root.state())
                        .toList(),
                page);
    }

    @Override
    public Map<State, Long> countByState(long run) {
        Map<State, Long> counts = new EnumMap<>(State.class);
        of(run).rows().values().forEach(root -> counts.merge(root.state(), 1L, Long::sum));
        return counts;
    }

    @Override
    public long lines(long run) {
        return of(run).rows().values().stream().mapToLong(RootRow::lines).sum();
    }

    @Override
    public List<RunRow> inState(Collection<State> states) {
        return runs.rows().values().stream()
                .filter(run -> states.contains(run.state()))
                .toList();
    }
}
