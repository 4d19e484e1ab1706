package org.billhook.rest.whiteboard.internal;

import java.time.Duration;

/** Lets callers wait until the changes count that were there before them, but no longer than a while after the last one. For any thread. */
final class Turns {

    private final long patience;
    private volatile long changes;
    private volatile long served;
    private long lastChange;

    /** @param patience after the last change */
    Turns(Duration patience) {
        this.patience = patience.toNanos();
    }

    synchronized void changed() {
        changes++;
        lastChange = System.nanoTime();
    }

    /** How many there were. */
    long changes() {
        return changes;
    }

    /** @param seen changes that count now */
    synchronized void served(long seen) {
        served = seen;
        notifyAll();
    }

    /** Comes back at once while all counts, and when the thread is interrupted. */
    void await() {
        if (served < changes) {
            await(changes);
        }
    }

    private synchronized void await(long wanted) {
        try {
            long left = left();
            while (served < wanted && left > 0) {
                wait(left);
                left = left();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Milliseconds, at least one while there are any. */
    private long left() {
        return (lastChange + patience - System.nanoTime() + 999_999) / 1_000_000;
    }
}
