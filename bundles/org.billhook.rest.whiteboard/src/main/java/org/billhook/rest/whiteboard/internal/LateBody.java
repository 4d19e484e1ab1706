package org.billhook.rest.whiteboard.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Throws away for a moment, without a thread, what still comes of a body after its call was answered. A caller who is still
 * sending would else find the connection reset and never see the answer.
 */
final class LateBody implements ReadListener, AsyncListener {

    private static final long MOMENT_MILLIS = 2_000;
    private static final long MOST_BYTES = 16L << 20;

    private final AsyncContext call;
    private final ServletInputStream in;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final byte[] waste = new byte[8_192];
    private long thrown;

    private LateBody(AsyncContext call, ServletInputStream in) {
        this.call = call;
        this.in = in;
    }

    /** @param request of the container, answered, with its body not read to the end */
    static void discard(HttpServletRequest request) throws IOException {
        ServletInputStream in = request.getInputStream();
        AsyncContext call = request.startAsync();
        call.setTimeout(MOMENT_MILLIS);
        LateBody late = new LateBody(call, in);
        call.addListener(late);
        in.setReadListener(late);
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (in.isReady()) {
            int read = in.read(waste);
            thrown += Math.max(read, 0);
            if (read < 0 || thrown > MOST_BYTES) {
                end();
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        end();
    }

    /** The caller went away, as callers do. */
    @Override
    public void onError(Throwable fault) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            call.complete();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        ended.set(true);
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // started once
    }
}
