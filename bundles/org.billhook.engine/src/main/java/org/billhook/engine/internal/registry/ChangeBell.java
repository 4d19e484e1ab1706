package org.billhook.engine.internal.registry;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whoever wants to know that something changed, on a thread of its own; several changes at once are one. */
final class ChangeBell {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeBell.class);

    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private final AtomicBoolean rung = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread named = new Thread(work, "billhook-registry");
        named.setDaemon(true);
        return named;
    });

    AutoCloseable add(Runnable action) {
        actions.add(action);
        return () -> actions.remove(action);
    }

    void ring() {
        if (!thread.isShutdown() && rung.compareAndSet(false, true)) {
            thread.execute(this::tell);
        }
    }

    void close() {
        thread.shutdown();
    }

    private void tell() {
        rung.set(false);
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error("An action after a change of plugins failed", e);
            }
        }
    }
}
