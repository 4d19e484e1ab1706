package org.billhook.rest.internal.security;

import java.time.Duration;

/**
 * How often something failed of late: some failures are free, after each further one the next try waits, twice as long each
 * time up to a minute. Forgotten half an hour after the last. Times are those of {@link System#nanoTime()}.
 */
final class Failures {

    private static final long SECOND = 1_000_000_000L;
    private static final int LONGEST_SECONDS = 60;
    private static final int MOST_DOUBLINGS = 6;
    private static final long KEPT = Duration.ofMinutes(30).toNanos();

    private final int free;
    private int count;
    private long last;

    /** @param free so many fail before one has to wait */
    Failures(int free) {
        this.free = free;
    }

    /** Nanoseconds until the next try; zero or less if it need not wait. */
    long waitFrom(long now) {
        if (count < free || now - last > KEPT) {
            return 0;
        }
        long seconds = Math.min(LONGEST_SECONDS, 1L << Math.min(count - free, MOST_DOUBLINGS));
        return last + seconds * SECOND - now;
    }

    void add(long now) {
        count = now - last > KEPT ? 1 : count + 1;
        last = now;
    }

    /** A try that was counted before it was made did not fail. */
    void takeBackOne() {
        count = Math.max(0, count - 1);
    }
}
