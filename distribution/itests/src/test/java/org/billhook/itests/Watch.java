package org.billhook.itests;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;

/** Looks at something all the time, and keeps every value that it ever had. */
final class Watch implements AutoCloseable {

    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private final Thread thread;
    private volatile boolean over;

    private Watch(Supplier<String> look) {
        thread = new Thread(() -> {
            while (!over) {
                seen.add(look.get());
            }
        });
        thread.start();
    }

    static Watch of(Supplier<String> look) {
        return new Watch(look);
    }

    /** Ends it and gives what was seen. */
    Set<String> end() throws InterruptedException {
        over = true;
        thread.join();
        return Set.copyOf(seen);
    }

    @Override
    public void close() throws InterruptedException {
        end();
    }
}
