package org.billhook.engine.internal.requests;

import java.time.LocalDate;
import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.engine.port.SourceRow;

/** Why the open share of a source would not be billed at a key date: found by the pipeline of a run, without writing. */
public interface OpenReasons {

    /**
     * Called outside of any transaction.
     *
     * @param source billable, with an open share
     * @return empty if a run at that date would bill it
     */
    List<Finding> of(SourceRow source, LocalDate keyDate);
}
