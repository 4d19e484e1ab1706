package org.billhook.rest.whiteboard.internal;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One set of resources and extensions, served unchanged from its first request to its last. It counts who is inside;
 * once retired it lets nobody in, and closes its endpoint when the last one leaves.
 */
final class Generation {

    private static final int CLOSED = 0;

    private final Endpoint endpoint;
    private final AtomicInteger inside = new AtomicInteger(1);
    private volatile boolean retired;

    Generation(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** False when this generation has ended or is about to: ask for the current one again. */
    boolean enter() {
        int before;
        do {
            before = inside.get();
            if (retired || before == CLOSED) {
                return false;
            }
        } while (!inside.compareAndSet(before, before + 1));
        return true;
    }

    void leave() {
        if (inside.decrementAndGet() == CLOSED) {
            endpoint.close();
        }
    }

    /** Gives up the place that the whiteboard itself holds. Called once, after another generation has become current. */
    void retire() {
        retired = true;
        leave();
    }
}
