package org.billhook.shell.internal;

/** A command that was not done; the message is for the user of the shell. */
public final class CommandRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandRefused(String message) {
        super(message);
    }
}
