package org.billhook.rest.whiteboard.internal;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts an asynchronous request out of its generation, once, however it ends. */
final class LeaveWhenDone implements AsyncListener {

    private final Generation generation;
    private final AtomicBoolean left = new AtomicBoolean();

    LeaveWhenDone(Generation generation) {
        this.generation = generation;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        if (left.compareAndSet(false, true)) {
            generation.leave();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // followed by onComplete
    }

    @Override
    public void onError(AsyncEvent event) {
        // followed by onComplete
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
