package org.billhook.rest.internal.operation;

import java.time.Duration;

/**
 * Which reasons of a server that is not ready are news, and whether they are a warning: every start is not ready at first, and
 * that is how it should be. Used on one thread.
 */
final class NotReady {

    /** A start on an idle machine is over long before; what lasts longer needs somebody who looks. */
    static final Duration LONG = Duration.ofSeconds(30);

    /** What a reason is worth. */
    enum News {
        NONE,
        NOTE,
        WARNING
    }

    private boolean ready = true;
    private long since;
    private String told = "";
    private boolean warned;

    /** It is ready. */
    void over() {
        ready = true;
        told = "";
        warned = false;
    }

    /** @param nanos of a clock that only runs forward */
    News of(String reason, long nanos) {
        if (ready) {
            ready = false;
            since = nanos;
        }
        boolean tooLong = nanos - since >= LONG.toNanos();
        if (reason.equals(told) && warned == tooLong) {
            return News.NONE;
        }
        told = reason;
        warned = tooLong;
        return tooLong ? News.WARNING : News.NOTE;
    }
}
