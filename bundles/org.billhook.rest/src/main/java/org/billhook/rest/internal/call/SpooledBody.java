package org.billhook.rest.internal.call;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** A body that was read to its end, so that it could be hashed, and can be read once more; a large one lies in a file. */
final class SpooledBody {

    private static final int IN_MEMORY = 1 << 20;

    private final byte[] memory;
    private final Path file;

    private SpooledBody(byte[] memory, Path file) {
        this.memory = memory;
        this.file = file;
    }

    static SpooledBody read(InputStream body, MessageDigest digest) throws IOException {
        DigestInputStream in = new DigestInputStream(body, digest);
        byte[] start = in.readNBytes(IN_MEMORY);
        if (start.length < IN_MEMORY) {
            return new SpooledBody(start, null);
        }
        Path file = Files.createTempFile("billhook-call", ".body");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(start);
            in.transferTo(out);
            return new SpooledBody(null, file);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    static SpooledBody empty() {
        return new SpooledBody(new byte[0], null);
    }

    InputStream open() throws IOException {
        return file == null ? new ByteArrayInputStream(memory) : Files.newInputStream(file);
    }

    void delete() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
