package org.billhook.engine.internal.registry;

import java.time.Duration;
import java.util.Optional;

/**
 * The only holder of a plugin's instance: counts who is inside, lets nobody in once it is being shut, and drops the
 * instance when it is. Safe on any thread.
 */
final class Gate<S> {

    private final Breakages breakages = new Breakages();
    private S service;
    private int inside;
    private int hanging;
    private volatile PluginBroke hangs;
    private boolean shutting;

    Gate(S service) {
        this.service = service;
    }

    Breakages breakages() {
        return breakages;
    }

    /** Why the plugin is not called now: it has not come back from a call. */
    Optional<PluginBroke> hangs() {
        return Optional.ofNullable(hangs);
    }

    synchronized void hangs(PluginBroke why) {
        hanging++;
        hangs = why;
    }

    /** One call that hung has come back. */
    synchronized void cameBack() {
        hanging--;
        if (hanging == 0) {
            hangs = null;
        }
    }

    /** @return false if it is shut or being shut; else {@link #leave} must follow */
    synchronized boolean enter() {
        if (shutting) {
            return false;
        }
        inside++;
        return true;
    }

    synchronized void leave() {
        inside--;
        notifyAll();
    }

    /** The instance; empty once the gate is shut. */
    synchronized Optional<S> service() {
        return Optional.ofNullable(service);
    }

    /**
     * Lets nobody in any more, waits for those inside, and drops the instance in any case.
     *
     * @return whether all left in time
     */
    synchronized boolean shut(Duration patience) {
        shutting = true;
        long end = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            for (long left = patience.toMillis();
                    inside > 0 && left > 0;
                    left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        service = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return inside == 0;
    }
}
