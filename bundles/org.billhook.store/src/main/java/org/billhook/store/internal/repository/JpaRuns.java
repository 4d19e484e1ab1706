package org.billhook.store.internal.repository;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Page;
import org.billhook.engine.port.RunStore;
import org.billhook.store.internal.jpa.Findings;
import org.billhook.store.internal.jpa.RunEntity;
import org.billhook.store.internal.repository.Ids.Sequence;
import org.billhook.store.internal.sql.Cursor;
import org.billhook.store.internal.sql.Row;
import org.billhook.store.internal.sql.Sql;
import org.billhook.store.internal.sql.Table;
import org.billhook.store.internal.sql.Type;

/** Runs as entities; their roots, of which there may be very many, as rows. */
final class JpaRuns implements RunStore {

    private static final Table ROOT = new Table("run_root")
            .with(Type.LONG, "run_id", "root_id")
            .with(Type.TEXT, "state", "requests")
            .with(Type.LONG, "line_count")
            .with(Type.TEXT, "totals")
            .with(Type.LONG_TEXT, "findings");

    private static final String SELECT =
            "SELECT run_id, root_id, state, requests, line_count, totals, findings FROM run_root WHERE run_id = ?";

    private final Session session;

    JpaRuns(Session session) {
        this.session = session;
    }

    @Override
    public long insert(RunRow run) {
        long id = session.id(Sequence.BILLING_RUN_ID);
        session.insert(new RunEntity(id, run));
        return id;
    }

    @Override
    public void update(RunRow run) {
        session.change(RunEntity.class, run.id(), entity -> entity.take(run));
    }

    @Override
    public Optional<RunRow> find(long id) {
        return session.find(RunEntity.class, id).map(RunEntity::row);
    }

    @Override
    public Page<RunRow> list(Page.Request page) {
        return NewestFirst.page(session, "billing_run", RunEntity.class, RunEntity::id, RunEntity::row, page);
    }

    @Override
    public void plan(long run, Collection<Long> roots) {
        List<Object[]> rows = new ArrayList<>(roots.size());
        for (long root : new TreeSet<>(roots)) {
            rows.add(new Object[] {run, root, State.PLANNED.name(), "", 0L, "[]", "[]"});
        }
        session.dialect().insert(session.sql(), ROOT, rows);
    }

    @Override
    public List<Long> roots(long run, Collection<State> states, long afterRoot, int limit) {
        return List.copyOf(session.in(
                "SELECT root_id FROM run_root WHERE run_id = ? AND state IN %s AND root_id > ?"
                        + " ORDER BY root_id FETCH FIRST ? ROWS ONLY",
                List.of(run), states, row -> row.number(1), afterRoot, limit));
    }

    @Override
    public List<Long> left(long run, Collection<Long> roots) {
        return session
                .in(
                        "SELECT root_id FROM run_root WHERE run_id = ? AND root_id IN %s AND state IN (?, ?)",
                        List.of(run), roots, row -> row.number(1), State.PLANNED, State.RUNNING)
                .stream()
                .sorted()
                .toList();
    }

    @Override
    public RootRow lockRoot(long run, long root) {
        session.sql()
                .list(
                        "SELECT root_id FROM run_root WHERE run_id = ? AND root_id = ?"
                                + session.dialect().forUpdate(),
                        row -> row.number(1),
                        run,
                        root);
        return session.sql()
                .first(SELECT + " AND root_id = ?", JpaRuns::root, run, root)
                .orElseThrow(
                        () -> new IllegalArgumentException("Root %d was not planned in run %d".formatted(root, run)));
    }

    @Override
    public void updateRoot(RootRow root) {
        session.sql()
                .update(
                        "UPDATE run_root SET state = ?, requests = ?, line_count = ?, totals = ?, findings = ?"
                                + " WHERE run_id = ? AND root_id = ?",
                        root.state(),
                        root.requests().stream().map(String::valueOf).collect(Collectors.joining(",")),
                        root.lines(),
                        Totals.json(root.totals()),
                        Findings.json(root.findings()),
                        root.run(),
                        root.root());
    }

    @Override
    public void putFacts(long run, Map<Long, String> jsonByRoot) {
        session.sql()
                .batch(
                        "UPDATE run_root SET facts = ? WHERE run_id = ? AND root_id = ?",
                        new TreeMap<>(jsonByRoot)
                                .entrySet().stream()
                                        .map(facts -> List.of(facts.getValue(), run, facts.getKey()))
                                        .toList());
    }

    @Override
    public Map<Long, String> facts(long run, Collection<Long> roots) {
        Map<Long, String> facts = new HashMap<>();
        session.in(
                "SELECT root_id, facts FROM run_root WHERE run_id = ? AND root_id IN %s AND facts IS NOT NULL",
                List.of(run), roots, row -> facts.put(row.number(1), row.text(2)));
        return facts;
    }

    @Override
    public void dropFacts(long run, long root) {
        session.sql().update("UPDATE run_root SET facts = NULL WHERE run_id = ? AND root_id = ?", run, root);
    }

    @Override
    public Page<RootRow> rootResults(long run, Optional<State> state, Page.Request page) {
        List<Object> parameters = new ArrayList<>(List.of(run));
        state.ifPresent(parameters::add);
        parameters.add(Cursor.read(page, 1).map(after -> after.number(0)).orElse(-1L));
        parameters.add(page.limit() + 1);
        List<RootRow> rows = session.sql()
                .list(
                        SELECT + (state.isPresent() ? " AND state = ?" : "")
                                + " AND root_id > ? ORDER BY root_id FETCH FIRST ? ROWS ONLY",
                        JpaRuns::root,
                        parameters);
        return Cursor.page(rows, page, row -> Cursor.of(row.root()));
    }

    @Override
    public Map<State, Long> countByState(long run) {
        Map<State, Long> counts = new EnumMap<>(State.class);
        session.sql()
                .list(
                        "SELECT state, COUNT(*) FROM run_root WHERE run_id = ? GROUP BY state",
                        row -> counts.put(State.valueOf(row.text(1)), row.number(2)),
                        run);
        return counts;
    }

    @Override
    public long lines(long run) {
        return session.sql().number("SELECT COALESCE(SUM(line_count), 0) FROM run_root WHERE run_id = ?", run);
    }

    @Override
    public List<RunRow> inState(Collection<State> states) {
        if (states.isEmpty()) {
            return List.of();
        }
        List<Long> ids = session.sql()
                .list(
                        "SELECT id FROM billing_run WHERE state IN " + Sql.marks(states.size()) + " ORDER BY id",
                        row -> row.number(1),
                        List.copyOf(states));
        return session.load(RunEntity.class, ids, RunEntity::id).stream()
                .map(RunEntity::row)
                .toList();
    }

    private static RootRow root(Row row) throws SQLException {
        String requests = row.text(4);
        return new RootRow(
                row.number(1),
                row.number(2),
                State.valueOf(row.text(3)),
                requests.isEmpty()
                        ? List.of()
                        : Stream.of(requests.split(",")).map(Long::valueOf).toList(),
                row.number(5),
                Totals.of(row.text(6)),
                Findings.of(row.text(7)));
    }
}
