package org.billhook.engine.internal.registry;

import org.billhook.core.model.Finding;

/** A plugin call that did not end well: nothing is decided (law 4). Logged where it is thrown. */
public final class PluginBroke extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Finding finding;
    private final boolean gone;

    /** @param gone whether the plugin was stopped by force, so that the same work may succeed on another version */
    public PluginBroke(Finding finding, boolean gone, Throwable cause) {
        super(finding.message(), cause);
        this.finding = finding;
        this.gone = gone;
    }

    /** Names the plugin, its bundle and version. */
    public Finding finding() {
        return finding;
    }

    public boolean gone() {
        return gone;
    }
}
