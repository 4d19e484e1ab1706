package org.billhook.store.internal.repository;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.ImportJournal.Import;
import org.billhook.core.api.ImportJournal.RowResult;
import org.billhook.core.api.Page;
import org.billhook.engine.port.ImportStore;
import org.billhook.store.internal.jpa.Findings;
import org.billhook.store.internal.jpa.ImportEntity;
import org.billhook.store.internal.repository.Ids.Sequence;
import org.billhook.store.internal.sql.Cursor;
import org.billhook.store.internal.sql.Row;
import org.billhook.store.internal.sql.Table;
import org.billhook.store.internal.sql.Type;

/** Imports as entities, results of their rows in bulk. */
final class JpaImports implements ImportStore {

    private static final Table ROW = new Table("import_row")
            .with(Type.LONG, "import_id", "row_no")
            .with(Type.TEXT, "outcome")
            .with(Type.LONG, "source_id")
            .with(Type.TEXT, "findings")
            .with(Type.INT, "row_count");

    /** Rows that one stored result stands for. */
    private static final int MOST_AT_ONCE = 1000;

    private final Session session;

    JpaImports(Session session) {
        this.session = session;
    }

    @Override
    public long insert(Import started) {
        long id = session.id(Sequence.IMPORT_RUN_ID);
        session.insert(new ImportEntity(id, started));
        return id;
    }

    @Override
    public void update(Import changed) {
        session.change(ImportEntity.class, changed.id(), entity -> entity.take(changed));
    }

    @Override
    public Optional<Import> find(long id) {
        return session.find(ImportEntity.class, id).map(ImportEntity::row);
    }

    @Override
    public Page<Import> list(Page.Request page) {
        return NewestFirst.page(session, "import_run", ImportEntity.class, ImportEntity::id, ImportEntity::row, page);
    }

    /** What came of rows that follow one another and got sources that follow one another is stored once. */
    @Override
    public void insertResults(long importId, List<RowResult> results) {
        List<Object[]> rows = new ArrayList<>();
        int from = 0;
        while (from < results.size()) {
            int to = from + 1;
            while (to < results.size() && to - from < MOST_AT_ONCE && follows(results.get(to - 1), results.get(to))) {
                to++;
            }
            RowResult first = results.get(from);
            rows.add(new Object[] {
                importId,
                first.number(),
                first.outcome().name(),
                first.source().orElse(null),
                Findings.json(first.findings()),
                to - from
            });
            from = to;
        }
        session.dialect().insert(session.sql(), ROW, rows);
    }

    private static boolean follows(RowResult before, RowResult next) {
        return next.number() == before.number() + 1
                && next.outcome() == before.outcome()
                && next.source().equals(before.source().map(id -> id + 1))
                && before.findings().isEmpty()
                && next.findings().isEmpty();
    }

    @Override
    public Page<RowResult> results(long importId, Optional<RowResult.Outcome> outcome, Page.Request page) {
        long after = Cursor.read(page, 1).map(cursor -> cursor.number(0)).orElse(0L);
        List<Object> parameters = new ArrayList<>(List.of(importId));
        outcome.ifPresent(parameters::add);
        parameters.add(after - MOST_AT_ONCE);
        parameters.add(after + 1);
        parameters.add(page.limit() + 1);
        List<RowResult> rows = new ArrayList<>();
        session.sql()
                .list(
                        "SELECT row_no, outcome, source_id, findings, row_count FROM import_row WHERE import_id = ?"
                                + (outcome.isPresent() ? " AND outcome = ?" : "")
                                + " AND row_no > ? AND row_no + row_count > ? ORDER BY row_no FETCH FIRST ? ROWS ONLY",
                        row -> each(row, after, page.limit() + 1 - rows.size(), rows),
                        parameters);
        return Cursor.page(rows, page, row -> Cursor.of(row.number()));
    }

    /** Adds the rows that a stored result stands for, behind a row and at most so many. */
    private static boolean each(Row row, long after, int most, List<RowResult> rows) throws SQLException {
        long first = row.number(1);
        long from = Math.max(first, after + 1);
        long to = Math.min(first + row.integer(5), from + most);
        for (long number = from; number < to; number++) {
            long offset = number - first;
            rows.add(new RowResult(
                    number,
                    RowResult.Outcome.valueOf(row.text(2)),
                    row.optionalNumber(3).map(id -> id + offset),
                    Findings.of(row.text(4))));
        }
        return true;
    }
}
