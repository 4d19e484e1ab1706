package org.billhook.engine.internal.log;

/** The chain of events can't go on until an administrator has done something; the message says what. */
public final class ChainStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChainStopped(String message, Throwable cause) {
        super(message, cause);
    }
}
