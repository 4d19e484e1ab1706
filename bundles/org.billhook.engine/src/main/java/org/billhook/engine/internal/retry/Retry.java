package org.billhook.engine.internal.retry;

import java.util.Optional;
import java.util.function.Function;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.Transactions;

/** Does a transaction again when the database says that this may help, and tells callers in their own words when not. */
public final class Retry {

    private static final int ATTEMPTS = 5;

    private static final String LARGE = "TOO_LARGE";
    private static final String DIGITS =
            "A number is too large: quantities have at most 15 digits before the point, amounts 20,"
                    + " costs 12; check quantities, prices and what they come to together";

    private Retry() {}

    /**
     * Runs work that a caller waits for.
     *
     * @throws BillhookException for what the store refuses in the end
     */
    public static <T> T call(Transactions transactions, Function<Store, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.call(work);
            } catch (StoreException e) {
                if (attempt >= ATTEMPTS || !mayHelp(e.reason())) {
                    throw refusal(e);
                }
            }
        }
    }

    /** Whether the same work may succeed when it is done again: what it read has changed, or a lock was in its way. */
    public static boolean mayHelp(StoreException.Reason reason) {
        return switch (reason) {
            case DUPLICATE, STALE, RETRY -> true;
            case LAW, TOO_LARGE, FULL, BROKEN -> false;
        };
    }

    private static BillhookException refusal(StoreException e) {
        return switch (e.reason()) {
            case DUPLICATE -> as(BillhookException.Type.CONFLICT, "DUPLICATE", e);
            case STALE -> as(BillhookException.Type.STALE, "STALE", e);
            case LAW -> as(BillhookException.Type.CONFLICT, "LEDGER_LAW", e);
            case TOO_LARGE -> new BillhookException(BillhookException.Type.REFUSED, Finding.error(LARGE, DIGITS));
            case FULL -> as(BillhookException.Type.UNAVAILABLE, "DATABASE_FULL", e);
            case RETRY, BROKEN -> as(BillhookException.Type.UNAVAILABLE, "DATABASE", e);
        };
    }

    /** What the store refused, if that is why something was thrown. */
    public static Optional<StoreException> storeFailure(RuntimeException thrown) {
        return thrown instanceof StoreException failure
                ? Optional.of(failure)
                : thrown.getCause() instanceof StoreException cause ? Optional.of(cause) : Optional.empty();
    }

    /** Why work was not done, to be kept with it and read by people; the words of the database are for the log. */
    public static Finding finding(StoreException failure) {
        return switch (failure.reason()) {
            case LAW -> Finding.error(
                    "LEDGER_LAW", "The database refused it: a source would not add up any more; the log has more");
            case TOO_LARGE -> Finding.error(LARGE, DIGITS);
            case DUPLICATE, STALE, RETRY -> Finding.error(
                    "DATABASE", "Others changed the same rows each time it was tried: resume the run");
            case FULL -> Finding.error(
                    "DATABASE_FULL",
                    "The database has no room left, so nothing of it was stored: make room on its disk, then resume the run");
            case BROKEN -> Finding.error(
                    "DATABASE",
                    "The database failed, so nothing of it was stored: resume the run when it is well again; the log has more");
        };
    }

    private static BillhookException as(BillhookException.Type type, String code, StoreException e) {
        BillhookException refusal = new BillhookException(type, Finding.error(code, e.getMessage()));
        refusal.initCause(e);
        return refusal;
    }
}
