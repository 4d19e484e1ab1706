package org.billhook.engine.internal.retry;

import java.util.function.Function;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.Transactions;

/** Does a transaction again when the database says that this may help, and tells callers in their own words when not. */
public final class Retry {

    private static final int ATTEMPTS = 5;

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
            case LAW, BROKEN -> false;
        };
    }

    private static BillhookException refusal(StoreException e) {
        return switch (e.reason()) {
            case DUPLICATE -> as(BillhookException.Type.CONFLICT, "DUPLICATE", e);
            case STALE -> as(BillhookException.Type.STALE, "STALE", e);
            case LAW -> as(BillhookException.Type.CONFLICT, "LEDGER_LAW", e);
            case RETRY, BROKEN -> as(BillhookException.Type.UNAVAILABLE, "DATABASE", e);
        };
    }

    private static BillhookException as(BillhookException.Type type, String code, StoreException e) {
        BillhookException refusal = new BillhookException(type, Finding.error(code, e.getMessage()));
        refusal.initCause(e);
        return refusal;
    }
}
