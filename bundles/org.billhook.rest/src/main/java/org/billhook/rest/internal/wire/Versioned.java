package org.billhook.rest.internal.wire;

/** A representation of something with a version, which becomes the ETag of the answer. */
public interface Versioned {

    long version();
}
