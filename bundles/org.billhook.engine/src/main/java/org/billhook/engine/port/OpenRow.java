package org.billhook.engine.port;

import java.math.BigDecimal;

/** A source of which something is open: the row, and as much of its balance as a run needs. Plain, since a run reads millions. */
public record OpenRow(SourceRow source, BigDecimal open, int seq) {

    /** Whether no part of it was ever settled: all that is posted is open. */
    public boolean whole() {
        return open.compareTo(source.posted().value()) == 0;
    }
}
