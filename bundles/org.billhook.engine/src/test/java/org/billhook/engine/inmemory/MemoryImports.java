package org.billhook.engine.inmemory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.ImportJournal.Import;
import org.billhook.core.api.ImportJournal.RowResult;
import org.billhook.core.api.Page;
import org.billhook.engine.port.ImportStore;
import org.billhook.engine.port.StoreException;

final class MemoryImports implements ImportStore {

    private final Undo.Table<Long, Import> imports;
    private final Undo.Table<String, RowResult> results;
    private long next = 1;

    MemoryImports(Undo undo) {
        imports = undo.table();
        results = undo.table();
    }

    @Override
    public long insert(Import started) {
        long id = next++;
        imports.put(
                id,
                new Import(
                        id,
                        started.mapping(),
                        started.mappingVersion(),
                        started.file(),
                        started.checksum(),
                        started.state(),
                        started.rows(),
                        started.posted(),
                        started.unchanged(),
                        started.refused(),
                        started.skipped(),
                        started.actor(),
                        started.startedAt(),
                        started.endedAt()));
        return id;
    }

    @Override
    public void update(Import changed) {
        imports.put(changed.id(), changed);
    }

    @Override
    public Optional<Import> find(long id) {
        return Optional.ofNullable(imports.get(id));
    }

    @Override
    public Page<Import> list(Page.Request page) {
        List<Import> all = new ArrayList<>(imports.rows().values());
        Collections.reverse(all);
        return Pages.of(all, page);
    }

    @Override
    public void insertResults(long importId, List<RowResult> rows) {
        for (RowResult row : rows) {
            String key = "%09d/%012d".formatted(importId, row.number());
            if (results.get(key) != null) {
                throw new StoreException(StoreException.Reason.DUPLICATE, "Row " + row.number(), null);
            }
            results.put(key, row);
        }
    }

    @Override
    public Page<RowResult> results(long importId, Optional<RowResult.Outcome> outcome, Page.Request page) {
        return Pages.of(
                results.rows().subMap("%09d/".formatted(importId), "%09d0".formatted(importId)).values().stream()
                        .filter(row -> outcome.isEmpty() || outcome.get() == row.outcome())
                        .toList(),
                page);
    }
}
