package org.billhook.rest.wire;

/** A representation of something with a version, which becomes the ETag of the answer. */
public interface Versioned {

    /** Grows with each change. */
    long version();
}
