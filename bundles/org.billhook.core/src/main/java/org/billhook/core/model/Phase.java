package org.billhook.core.model;

/**
 * The phases that every kind of object maps its own statuses on, in order, so that a relevance works with kinds that it
 * never heard of.
 */
public enum Phase {
    OPEN,
    IN_PROCESS,
    RELEASED,
    COMPLETED,
    CLOSED;

    /** Whether this phase is {@code least} or a later one. */
    public boolean atLeast(Phase least) {
        return compareTo(least) >= 0;
    }
}
