package org.billhook.rest.internal.security;

import java.util.function.LongSupplier;

/** A clock as {@link System#nanoTime()} that stands still until it is moved, and overflows soon. */
final class MovableClock implements LongSupplier {

    private static final long SECOND = 1_000_000_000L;

    private long now = Long.MAX_VALUE - 3 * SECOND;

    synchronized void forward(long seconds) {
        now += seconds * SECOND;
    }

    @Override
    public synchronized long getAsLong() {
        return now;
    }
}
