package org.billhook.store.internal.repository;

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
import org.billhook.store.internal.sql.Table;
import org.billhook.store.internal.sql.Type;

/** Imports as entities, results of their rows in bulk. */
final class JpaImports implements ImportStore {

    private static final Table ROW = new Table("import_row")
            .with(Type.LONG, "import_id", "row_no")
            .with(Type.TEXT, "outcome")
            .with(Type.LONG, "source_id")
            .with(Type.TEXT, "findings");

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

    @Override
    public void insertResults(long importId, List<RowResult> results) {
        List<Object[]> rows = new ArrayList<>(results.size());
        for (RowResult result : results) {
            rows.add(new Object[] {
                importId,
                result.number(),
                result.outcome().name(),
                result.source().orElse(null),
                Findings.json(result.findings())
            });
        }
        session.dialect().insert(session.sql(), ROW, rows);
    }

    @Override
    public Page<RowResult> results(long importId, Optional<RowResult.Outcome> outcome, Page.Request page) {
        List<Object> parameters = new ArrayList<>(List.of(importId));
        outcome.ifPresent(parameters::add);
        parameters.add(Cursor.read(page, 1).map(after -> after.number(0)).orElse(-1L));
        parameters.add(page.limit() + 1);
        List<RowResult> rows = session.sql()
                .list(
                        "SELECT row_no, outcome, source_id, findings FROM import_row WHERE import_id = ?"
                                + (outcome.isPresent() ? " AND outcome = ?" : "")
                                + " AND row_no > ? ORDER BY row_no FETCH FIRST ? ROWS ONLY",
                        row -> new RowResult(
                                row.number(1),
                                RowResult.Outcome.valueOf(row.text(2)),
                                row.optionalNumber(3),
                                Findings.of(row.text(4))),
                        parameters);
        return Cursor.page(rows, page, row -> Cursor.of(row.number()));
    }
}
