package org.billhook.engine.internal.plugins;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.model.Finding;

/** One exchange at a time for each name of a bundle; whoever comes second waits a while, and not for bundles of other names. */
final class Turns {

    /** Ends the turn. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    private final Duration patience;
    private final Set<String> taken = new HashSet<>();

    Turns(Duration patience) {
        this.patience = patience;
    }

    /** @throws BillhookException CONFLICT if the one before does not end in time */
    synchronized Turn take(String name) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!taken.add(name)) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw underWay(name);
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw underWay(name);
        }
        return () -> end(name);
    }

    private synchronized void end(String name) {
        taken.remove(name);
        notifyAll();
    }

    private static BillhookException underWay(String name) {
        return new BillhookException(
                Type.CONFLICT,
                Finding.error(
                        "EXCHANGE_UNDER_WAY", "%s is being exchanged: try again when that has ended".formatted(name)));
    }
}
