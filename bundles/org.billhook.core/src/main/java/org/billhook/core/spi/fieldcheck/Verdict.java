package org.billhook.core.spi.fieldcheck;

/** What may be done with a field, from most to least open. */
public enum Verdict {
    EDITABLE,
    /** Editable, and must have a value. */
    MANDATORY,
    DISPLAY_ONLY,
    HIDDEN;

    /** Whether the field can be changed. */
    public boolean open() {
        return this == EDITABLE || this == MANDATORY;
    }
}
