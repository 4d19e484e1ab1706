package org.billhook.core.api;

import java.util.List;
import java.util.stream.Collectors;
import org.billhook.core.model.Finding;

/** A call that was refused as a whole: nothing was changed. The only exception that callers of this package handle. */
public final class BillhookException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a call is refused; every caller maps it to its own protocol. */
    public enum Type {
        /** What was sent can't be read. */
        UNREADABLE,
        /** No such object, source, run, document, plugin. */
        UNKNOWN,
        /** Someone changed it in the meantime. */
        STALE,
        /** It contradicts what is stored: billed already, exists already, in use. */
        CONFLICT,
        /** A rule refuses it. */
        REFUSED,
        /** The caller may not do this; somebody else may, and the findings say who. */
        FORBIDDEN,
        /** A part of the system that it needs is not there now; trying again later may work. */
        UNAVAILABLE
    }

    private final transient List<Finding> findings;
    private final Type type;

    /** @param findings all that is wrong, at least one */
    public BillhookException(Type type, List<Finding> findings) {
        super(findings.stream().map(Finding::message).collect(Collectors.joining("; ")));
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("A refusal needs at least one finding");
        }
        this.type = type;
        this.findings = List.copyOf(findings);
    }

    /** A refusal for one reason. */
    public BillhookException(Type type, Finding finding) {
        this(type, List.of(finding));
    }

    /** Nothing of that name is known. */
    public static BillhookException unknown(String what, Object id) {
        return new BillhookException(
                Type.UNKNOWN, Finding.error("UNKNOWN", what, "There is no %s '%s'".formatted(what, id)));
    }

    /** What kind of refusal it is. */
    public Type type() {
        return type;
    }

    /** At least one. */
    public List<Finding> findings() {
        return findings;
    }
}
