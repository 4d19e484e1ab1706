package org.billhook.engine.internal.registry;

import org.billhook.core.model.Finding;

/** A plugin call that did not end well: nothing is decided (law 4). Logged where it is thrown. */
public final class PluginBroke extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Finding finding;
    private final boolean gone;
    private final boolean hangs;

    /** @param gone whether the plugin was stopped by force, so that the same work may succeed on another version */
    public PluginBroke(Finding finding, boolean gone, Throwable cause) {
        this(finding, gone, false, cause);
    }

    private PluginBroke(Finding finding, boolean gone, boolean hangs, Throwable cause) {
        super(finding.message(), cause);
        this.finding = finding;
        this.gone = gone;
        this.hangs = hangs;
    }

    /** Of a plugin that did not come back from a call. */
    static PluginBroke hanging(Finding finding) {
        return new PluginBroke(finding, false, true, null);
    }

    /** Names the plugin, its bundle and version. */
    public Finding finding() {
        return finding;
    }

    public boolean gone() {
        return gone;
    }

    /** Whether it has not come back from a call, this one or one before. */
    public boolean hangs() {
        return hangs;
    }
}
