package org.billhook.engine.port;

/** What the database refused. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** A unique key is taken. */
        DUPLICATE,
        /** The row was changed or claimed by someone else. */
        STALE,
        /** A condition of the schema, such as the law of the ledger, would be broken. */
        LAW,
        /** A number has more digits than its column. */
        TOO_LARGE,
        /** Deadlock or lock time-out: the same work may succeed when done again. */
        RETRY,
        /** The database has no room left to write. */
        FULL,
        /** The database is away, or something else broke. */
        BROKEN
    }

    private final Reason reason;

    public StoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
