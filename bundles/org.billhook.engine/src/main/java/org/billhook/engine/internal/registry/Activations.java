package org.billhook.engine.internal.registry;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.osgi.framework.Bundle;

/**
 * Runs what a bundle does while it comes up on a thread of its own, so that nobody waits for ever for one that does not come back.
 * The bundle is noted meanwhile: the next start skips one in which the server ended.
 */
public interface Activations {

    /** Code of the finding of a plugin that has not come up yet. */
    String ACTIVATING = "ACTIVATING";

    /** Whether the bundle did not come with the server, so that nobody has tried what it does while it comes up. */
    boolean isForeign(Bundle bundle);

    /** @param what it does, for the log and {@code /health} */
    <T> CompletableFuture<T> run(Bundle bundle, String what, Callable<T> work);

    /** Interrupts what a bundle still does while it comes up: nobody waits for it any more. */
    void interrupt(Bundle bundle);
}
