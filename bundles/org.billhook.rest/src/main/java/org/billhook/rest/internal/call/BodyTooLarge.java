package org.billhook.rest.internal.call;

import java.io.IOException;

/** More came than was allowed, or than was announced. */
public final class BodyTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    private final long limit;

    BodyTooLarge(long limit) {
        super("The body is larger than %d bytes".formatted(limit));
        this.limit = limit;
    }

    public long limit() {
        return limit;
    }
}
