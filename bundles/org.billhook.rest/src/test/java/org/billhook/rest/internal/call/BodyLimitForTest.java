package org.billhook.rest.internal.call;

/** Limits small enough for a test. */
public final class BodyLimitForTest {

    private BodyLimitForTest() {}

    public static BodyLimit of(long bytes) {
        return new BodyLimit(bytes, bytes, bytes);
    }
}
