package org.billhook.engine.internal.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.billhook.core.api.BillhookException;
import org.billhook.engine.internal.calls.CallName;

/**
 * Work that calls plugins, on a thread that can be given up: whoever waits for it goes on without it when a plugin does not come back
 * ({@link HangingCalls}). Its leases are given back then, and nothing that its thread still does can be stored: each call of a plugin on
 * that thread ends, and each new one begins, with {@link GivenUp}.
 */
public final class Work<T> {

    /** Ends all that the thread of given up work still does; no exception, so that nobody takes it for a failure to be handled. */
    public static final class GivenUp extends Error {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("The work of this thread was given up", null, false, false);
        }
    }

    private static final ThreadLocal<Work<?>> CURRENT = new ThreadLocal<>();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "billhook-work-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Set<LeasedSnapshot> held = new HashSet<>();
    private boolean givenUp;

    private Work() {}

    /**
     * Does work for a caller that waits. Work that is part of other work is done at once.
     *
     * @throws BillhookException UNAVAILABLE if a plugin did not come back; what the work throws
     */
    public static <T> T apart(Supplier<T> task) {
        if (CURRENT.get() != null) {
            return task.get();
        }
        Work<T> work = new Work<>();
        Optional<String> call = CallName.current();
        THREADS.execute(() -> CallName.during(call, () -> work.run(task)));
        try {
            return work.result.join();
        } catch (CompletionException e) {
            throw unwrapped(e.getCause());
        }
    }

    /** Work for a thread of the caller's, which looks at the result. */
    public static <T> Work<T> on(ExecutorService thread, Supplier<T> task) {
        Work<T> work = new Work<>();
        thread.execute(() -> work.run(task));
        return work;
    }

    static Optional<Work<?>> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** @throws GivenUp if the thread that asks does work that was given up */
    static void check() {
        Work<?> work = CURRENT.get();
        if (work != null && work.isGivenUp()) {
            throw new GivenUp();
        }
    }

    /** What came of it; a {@link PluginBroke} if it was given up. */
    public CompletableFuture<T> result() {
        return result;
    }

    private void run(Supplier<T> task) {
        CURRENT.set(this);
        try {
            result.complete(task.get());
        } catch (Throwable e) { // for whoever waits
            result.completeExceptionally(e);
        } finally {
            CURRENT.remove();
        }
    }

    private synchronized boolean isGivenUp() {
        return givenUp;
    }

    /** Nothing of it counts from now on. */
    synchronized void giveUp() {
        givenUp = true;
    }

    /** Lets those go on who wait, after what the work held was freed. */
    void end(PluginBroke why) {
        Collection<LeasedSnapshot> leases;
        synchronized (this) {
            leases = new ArrayList<>(held);
        }
        leases.forEach(LeasedSnapshot::close);
        result.completeExceptionally(why);
    }

    synchronized void holds(LeasedSnapshot lease) {
        held.add(lease);
    }

    synchronized void gaveBack(LeasedSnapshot lease) {
        held.remove(lease);
    }

    private static RuntimeException unwrapped(Throwable thrown) {
        if (thrown instanceof PluginBroke broke && broke.hangs()) {
            return new BillhookException(BillhookException.Type.UNAVAILABLE, broke.finding());
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }
}
