package org.billhook.engine.internal.registry;

import java.util.function.Function;

/** One plugin service in a snapshot. Every call goes through here, guarded; the service itself never leaves. */
public interface Leased<S> {

    Spi<S> spi();

    String id();

    /** Symbolic name of the bundle. */
    String bundle();

    String version();

    /** Digest of the settings of the component, hexadecimal, short; the same for the same settings. */
    String settingsHash();

    int ranking();

    /**
     * Calls the service.
     *
     * @param what for the log and the finding, for example {@code propose sales-order-item/4711-10}
     * @throws PluginBroke if it throws anything, each {@link Error} included, or if the
     *     lease was broken by a forced stop
     */
    <T> T call(String what, Function<S, T> work) throws PluginBroke;
}
