package org.billhook.engine.internal.runs;

import java.util.function.Consumer;
import org.billhook.engine.internal.registry.Leased;

/**
 * One call of a plugin that calls back into core. What core throws inside must come out as it is, whatever the plugin does
 * with it, so the first failure is kept here. Not for more than one thread.
 */
final class PluginCall {

    private RuntimeException failure;

    /** Notes a failure of core inside the call; to be thrown at once. */
    RuntimeException fail(RuntimeException e) {
        if (failure == null) {
            failure = e;
        }
        return failure;
    }

    <S> void run(Leased<S> plugin, String what, Consumer<S> work) {
        try {
            plugin.call(what, service -> {
                work.accept(service);
                return null;
            });
        } catch (RuntimeException e) {
            throw failure == null ? e : failure;
        }
        if (failure != null) {
            throw failure;
        }
    }
}
