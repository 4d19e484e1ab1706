package org.billhook.store.internal.sql;

import jakarta.persistence.OptimisticLockException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.StoreException.Reason;

/** Tells by SQL state what the database refused. */
public final class SqlErrors {

    /** Deadlock and lock time-out of PostgreSQL (40001, 40P01, 55P03) and Derby (40001, 40XL1, 40XL2, X0Y84). */
    private static final Set<String> RETRY = Set.of("40001", "40P01", "55P03", "40XL1", "40XL2", "X0Y84");

    /** No room: PostgreSQL (53100), and Derby for its log, a page, or a new file (XSLA4, XSDG1, XSDF1). */
    private static final Set<String> FULL = Set.of("53100", "XSLA4", "XSDG1", "XSDF1");

    /** A number that is too large for its column, in PostgreSQL and Derby. */
    private static final String OUT_OF_RANGE = "22003";

    private SqlErrors() {}

    public static StoreException of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreException known) {
                return known;
            }
            if (cause instanceof OptimisticLockException
                    || cause instanceof org.eclipse.persistence.exceptions.OptimisticLockException) {
                return new StoreException(Reason.STALE, "The row was changed in the meantime", thrown);
            }
            if (cause instanceof SQLException sql) {
                return of(sql, thrown);
            }
        }
        return new StoreException(Reason.BROKEN, "The database did not answer as it should: " + thrown, thrown);
    }

    private static StoreException of(SQLException sql, Throwable thrown) {
        SQLException telling = sql;
        while (telling instanceof BatchUpdateException && telling.getNextException() != null) {
            telling = telling.getNextException();
        }
        return new StoreException(reason(telling.getSQLState()), telling.getMessage(), thrown);
    }

    static Reason reason(String state) {
        if (state == null) {
            return Reason.BROKEN;
        }
        if (RETRY.contains(state)) {
            return Reason.RETRY;
        }
        if (state.equals("23505")) {
            return Reason.DUPLICATE;
        }
        if (FULL.contains(state)) {
            return Reason.FULL;
        }
        if (state.equals(OUT_OF_RANGE)) {
            return Reason.TOO_LARGE;
        }
        // 22: a value that does not fit its column; 23: CHECK, NOT NULL and foreign keys
        return state.startsWith("22") || state.startsWith("23") ? Reason.LAW : Reason.BROKEN;
    }
}
