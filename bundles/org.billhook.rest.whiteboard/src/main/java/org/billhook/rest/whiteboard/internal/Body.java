package org.billhook.rest.whiteboard.internal;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Body of a call. It must come at a least rate, and only so many calls may wait for theirs at once, so that slow callers do not
 * hold all threads. What nobody asked for is left unread: the call is answered before it has come. Used by one thread at a
 * time.
 */
final class Body extends ServletInputStream {

    /** Attribute of the request. */
    static final String NAME = Body.class.getName();

    /** Bytes a second, on the average of the time that was waited. */
    static final int LEAST_RATE = 1_000;

    /** How long a caller may be slower, in all. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Calls that wait for their bodies at once: half of the threads that the server has as delivered. */
    private static final int MOST_WAITING = 100;

    private static final AtomicInteger WAITING = new AtomicInteger();

    private final HttpServletRequest request;
    private final ServletInputStream in;
    private final long length;
    private final boolean chunked;
    private long given;
    private long waitedNanos;
    private boolean left;

    private Body(HttpServletRequest request) throws IOException {
        this.request = request;
        this.in = request.getInputStream();
        this.length = request.getContentLengthLong();
        this.chunked = request.getHeader("Transfer-Encoding") != null;
    }

    /** Body of a request, which carries it from then on. */
    static Body of(HttpServletRequest request) throws IOException {
        Body body = new Body(request);
        request.setAttribute(NAME, body);
        return body;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read;
        do {
            read = read(one, 0, 1);
        } while (read == 0);
        return read < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * @throws SocketTimeoutException if it comes too slowly, or has to be waited for while too many others are
     */
    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
        if (left || isWhole()) {
            return -1;
        }
        int read = in.available() > 0 ? in.read(into, offset, most) : await(into, offset, most);
        given += Math.max(read, 0);
        return read;
    }

    private int await(byte[] into, int offset, int most) throws IOException {
        long start = System.nanoTime();
        int read;
        try {
            if (WAITING.incrementAndGet() > MOST_WAITING) {
                throw new SocketTimeoutException(
                        "The body did not come at once, and %d other calls wait for theirs".formatted(MOST_WAITING));
            }
            read = in.read(into, offset, most);
        } catch (IOException e) {
            throw e.getCause() instanceof TimeoutException ? tooSlow(e) : e;
        } finally {
            WAITING.decrementAndGet();
        }
        waitedNanos += System.nanoTime() - start;
        double seconds = (double) (waitedNanos - PATIENCE_NANOS) / TimeUnit.SECONDS.toNanos(1);
        if (given + Math.max(read, 0) < seconds * LEAST_RATE) {
            throw tooSlow(null);
        }
        return read;
    }

    private static SocketTimeoutException tooSlow(IOException cause) {
        SocketTimeoutException fault =
                new SocketTimeoutException("The body comes slower than %d bytes a second".formatted(LEAST_RATE));
        fault.initCause(cause);
        return fault;
    }

    /**
     * Ends the reading. What has come already is taken, nothing is waited for.
     *
     * @return whether all of it has come; else the connection can't be used for another call
     */
    boolean leave() throws IOException {
        byte[] waste = new byte[8_192];
        boolean asksFirst = request.getHeader("Expect") != null && given == 0;
        while (!left && !asksFirst && !isWhole() && in.available() > 0) {
            given += Math.max(in.read(waste), 0);
        }
        left = true;
        return isWhole();
    }

    private boolean isWhole() {
        return length >= 0 ? given >= length : !chunked || in.isFinished();
    }

    @Override
    public int available() throws IOException {
        return left ? 0 : in.available();
    }

    @Override
    public boolean isFinished() {
        return left || in.isFinished();
    }

    @Override
    public boolean isReady() {
        return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        in.setReadListener(listener);
    }
}
