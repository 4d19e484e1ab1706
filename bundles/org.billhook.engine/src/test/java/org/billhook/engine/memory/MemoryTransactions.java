package org.billhook.engine.memory;

import java.util.function.Function;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;

/** Transactions over {@link MemoryStore}: one at a time, undone when the work throws. Refuses to be nested, as the real one. */
public final class MemoryTransactions implements Transactions {

    private MemoryStore state = new MemoryStore();
    private boolean inside;

    @Override
    public synchronized <T> T call(Function<Store, T> work) {
        if (inside) {
            throw new IllegalStateException("Transactions are not to be nested on one thread");
        }
        MemoryStore before = state.copy();
        inside = true;
        try {
            return work.apply(state);
        } catch (RuntimeException | Error e) {
            state = before;
            throw e;
        } finally {
            inside = false;
        }
    }

    @Override
    public String database() {
        return "memory";
    }

    /** For assertions; not to be changed. */
    public synchronized MemoryStore state() {
        return state;
    }
}
