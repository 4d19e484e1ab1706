package org.billhook.imports.internal.files;

import java.io.IOException;

/** Bytes that stand for no character in the charset of a file. */
final class UndecodableBytes extends IOException {

    private static final long serialVersionUID = 1L;

    private final long position;
    private final String bytes;

    /** @param position of the first of them in the file, 1 for its first byte */
    UndecodableBytes(long position, String bytes) {
        super("Bytes %s at position %d cannot be decoded".formatted(bytes, position));
        this.position = position;
        this.bytes = bytes;
    }

    long position() {
        return position;
    }

    /** In hexadecimal. */
    String bytes() {
        return bytes;
    }
}
