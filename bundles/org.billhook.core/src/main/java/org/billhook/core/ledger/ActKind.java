package org.billhook.core.ledger;

/** The acts of the ledger: each moves a share of one source from one term to another, or posted and open together. */
public enum ActKind {
    POST(null, Term.OPEN),
    /** A new value or quantity of a source that allows it; never below zero open. */
    REVALUE(null, Term.OPEN),
    BILL(Term.OPEN, Term.BILLED),
    HOLD(Term.OPEN, Term.HELD),
    RELEASE(Term.HELD, Term.OPEN),
    WRITE_OFF(Term.OPEN, Term.WRITTEN_OFF),
    INCLUDE(Term.OPEN, Term.INCLUDED),
    TRANSFER(Term.OPEN, Term.TRANSFERRED),
    REVERSE(Term.OPEN, Term.REVERSED),
    /** Cancelling or crediting a line so that what it billed is open again. */
    REOPEN(Term.BILLED, Term.OPEN),
    /** Crediting a line without opening it again: what it billed is given up. */
    CREDIT(Term.BILLED, Term.WRITTEN_OFF),
    UNDO_WRITE_OFF(Term.WRITTEN_OFF, Term.OPEN),
    UNDO_INCLUDE(Term.INCLUDED, Term.OPEN);

    private final Term from;
    private final Term to;

    ActKind(Term from, Term to) {
        this.from = from;
        this.to = to;
    }

    /** The term the share leaves; {@link Term#POSTED} for acts that change posted and open alike. */
    public Term from() {
        return from == null ? Term.POSTED : from;
    }

    public Term to() {
        return to;
    }

    /** Whether the act changes what is posted instead of moving a share between terms. */
    public boolean changesPosted() {
        return from == null;
    }
}
