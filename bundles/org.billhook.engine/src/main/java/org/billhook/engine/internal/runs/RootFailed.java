package org.billhook.engine.internal.runs;

import org.billhook.core.model.Finding;
import org.billhook.engine.internal.registry.Leased;

/** A root can't be billed as proposed: its transaction rolls back, and the finding says whose fault it is at which step. */
final class RootFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    RootFailed(Finding finding) {
        super(finding.message());
        this.finding = finding;
    }

    /** What a plugin returned breaks its contract. */
    static RootFailed by(Leased<?> plugin, String step, String code, String message) {
        return new RootFailed(Finding.error(
                code,
                "%s '%s' of %s %s at step %s: %s"
                        .formatted(
                                plugin.spi().name(), plugin.id(), plugin.bundle(), plugin.version(), step, message)));
    }

    Finding finding() {
        return finding;
    }
}
