package org.billhook.engine.internal.registry;

/** Which plugin decides now. An internal service of the engine, so that its parts share one registry. */
public interface PluginRegistry {

    /** Leases everything that is active now, without waiting. */
    Snapshot freeze();

    /** Digest of what is active now. */
    String generation();

    /** Runs an action, soon and on some thread, each time after the active plugins changed; close to stop that. */
    AutoCloseable onChange(Runnable action);
}
