package org.billhook.core.ledger;

/** The terms of law 1: {@link #POSTED} is always the sum of all the others, each between zero and posted. */
public enum Term {
    POSTED,
    /** To be billed. */
    OPEN,
    /** Set aside until a date, with reason; not passed to rules. */
    HELD,
    /** Claimed by a document line that stands. */
    BILLED,
    /** Given up, with reason. */
    WRITTEN_OFF,
    /** Moved to another root, where a source of its own was posted for it. */
    TRANSFERRED,
    /** Covered by a contract's base amount (J-52). */
    INCLUDED,
    /** Taken back by a reversal posting. */
    REVERSED
}
