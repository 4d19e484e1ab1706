package org.billhook.engine.port;

import java.util.List;
import java.util.Optional;
import org.billhook.core.api.ImportJournal.Import;
import org.billhook.core.api.ImportJournal.RowResult;
import org.billhook.core.api.Page;

/** Imports and the results of their rows. */
public interface ImportStore {

    long insert(Import started);

    void update(Import changed);

    Optional<Import> find(long id);

    Page<Import> list(Page.Request page);

    void insertResults(long importId, List<RowResult> results);

    Page<RowResult> results(long importId, Optional<RowResult.Outcome> outcome, Page.Request page);
}
