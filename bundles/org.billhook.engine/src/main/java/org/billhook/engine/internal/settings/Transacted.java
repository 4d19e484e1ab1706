package org.billhook.engine.internal.settings;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.model.Finding;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.Transactions;

/**
 * Runs the transaction of a service: once more where the database asks for it, and what it refuses for good becomes a
 * refusal that callers know.
 */
public final class Transacted {

    private static final int ATTEMPTS = 5;
    private static final int PAUSE_MILLIS = 20;

    private Transacted() {}

    /** @param work may be called several times; must have no effect but that on its store */
    public static <T> T call(Transactions transactions, Function<Store, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.call(work);
            } catch (StoreException e) {
                if (e.reason() != StoreException.Reason.RETRY || attempt == ATTEMPTS) {
                    throw refusal(e);
                }
                pause(attempt);
            }
        }
    }

    /** What a caller of the api is told. */
    public static BillhookException refusal(StoreException e) {
        Type type =
                switch (e.reason()) {
                    case DUPLICATE, LAW -> Type.CONFLICT;
                    case STALE -> Type.STALE;
                    case RETRY, BROKEN -> Type.UNAVAILABLE;
                };
        BillhookException refusal =
                new BillhookException(type, Finding.error("STORE_" + e.reason().name(), e.getMessage()));
        refusal.initCause(e);
        return refusal;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(
                    (long) PAUSE_MILLIS * attempt + ThreadLocalRandom.current().nextInt(PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
