package org.billhook.engine.internal.registry;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A call of a plugin that has not come back. Of calls inside of each other, the innermost is the one that may hang. */
public final class CallUnderWay {

    private static final Map<Thread, CallUnderWay> INNERMOST = new ConcurrentHashMap<>();

    private final GuardedLease<?> lease;
    private final String what;
    private final Thread thread = Thread.currentThread();
    private final Optional<Work<?>> work = Work.current();
    private final CallUnderWay outer;
    private volatile long aliveAt = System.nanoTime();
    private boolean ended;
    private boolean hangs;

    private CallUnderWay(GuardedLease<?> lease, String what) {
        this.lease = lease;
        this.what = what;
        outer = INNERMOST.put(thread, this);
    }

    /** @param what for example {@code propose sales-order-item/4711-10} */
    static CallUnderWay begin(GuardedLease<?> lease, String what) {
        return new CallUnderWay(lease, what);
    }

    /** A sign of life: the plugin has come further in what it was given to read. */
    public static void alive() {
        CallUnderWay call = INNERMOST.get(Thread.currentThread());
        if (call != null) {
            call.aliveAt = System.nanoTime();
        }
    }

    static Collection<CallUnderWay> innermost() {
        return List.copyOf(INNERMOST.values());
    }

    /** Must follow, on the same thread. */
    void end() {
        if (outer == null) {
            INNERMOST.remove(thread);
        } else {
            outer.aliveAt = System.nanoTime();
            INNERMOST.put(thread, outer);
        }
        synchronized (this) {
            ended = true;
            if (hangs) {
                lease.gate().cameBack();
                Thread.interrupted(); // that was for the call
            }
        }
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    long silentNanos() {
        return System.nanoTime() - aliveAt;
    }

    Thread thread() {
        return thread;
    }

    Optional<Work<?>> work() {
        return work;
    }

    String plugin() {
        return lease.name();
    }

    String what() {
        return what;
    }

    /**
     * Takes it for one that does not come back: the plugin is not called any more until it does, and its work does not count.
     *
     * @return false if it has come back, or hangs already
     */
    synchronized boolean hang(PluginBroke why) {
        if (ended || hangs) {
            return false;
        }
        hangs = true;
        lease.gate().hangs(why);
        work.ifPresent(Work::giveUp);
        thread.interrupt();
        return true;
    }
}
