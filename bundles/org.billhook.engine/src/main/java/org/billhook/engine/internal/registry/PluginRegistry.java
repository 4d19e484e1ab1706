package org.billhook.engine.internal.registry;

import java.util.function.Function;
import org.billhook.core.api.BillhookException;

/** Which plugin decides now. An internal service of the engine, so that its parts share one registry. */
public interface PluginRegistry {

    /** Leases everything that is active now, without waiting. */
    Snapshot freeze();

    /**
     * Does work with everything that is active now, on a thread that is given up if a plugin does not come back.
     *
     * @throws BillhookException UNAVAILABLE if one did not, broke or was stopped; what the work throws
     */
    default <T> T call(Function<Snapshot, T> work) {
        try {
            return Work.apart(() -> {
                try (Snapshot frozen = freeze()) {
                    return work.apply(frozen);
                }
            });
        } catch (PluginBroke e) {
            throw new BillhookException(BillhookException.Type.UNAVAILABLE, e.finding());
        }
    }

    /** Digest of what is active now. */
    String generation();

    /** Runs an action, soon and on some thread, each time after the active plugins changed; close to stop that. */
    AutoCloseable onChange(Runnable action);
}
