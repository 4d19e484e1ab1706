package org.billhook.core.model;

/** How much a {@link Finding} weighs. */
public enum Severity {
    /** Worth knowing; changes nothing. */
    INFO,
    /** Works, but someone should look. */
    WARNING,
    /** Refused; nothing was changed. */
    ERROR
}
