package org.billhook.https.internal;

import java.nio.file.Path;
import java.util.Arrays;

/** A file as it was read. */
record Content(Path file, byte[] bytes) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content && content.file.equals(file) && Arrays.equals(content.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return 31 * file.hashCode() + Arrays.hashCode(bytes);
    }

    /** Without what is in it, which is secret. */
    @Override
    public String toString() {
        return file.toString();
    }
}
