package org.billhook.engine.internal.plugins;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.model.Finding;

/**
 * An uploaded archive by what is in it, not by what it says of itself: a small file can unpack to far more than memory and
 * disk hold.
 */
final class Unpacked {

    static final int MOST_ENTRIES = 20_000;
    static final long MOST_BYTES = 256L << 20;
    /** Of a manifest or a component description. */
    static final int MOST_BYTES_OF_TEXT = 1 << 20;

    private final JarFile jar;

    Unpacked(JarFile jar) {
        this.jar = jar;
    }

    /** @throws BillhookException UNREADABLE if there is too much in it */
    void check() throws IOException {
        if (jar.size() > MOST_ENTRIES) {
            throw tooLarge("has %d entries; a plugin has at most %d".formatted(jar.size(), MOST_ENTRIES));
        }
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        for (JarEntry entry : Collections.list(jar.entries())) {
            try (InputStream in = jar.getInputStream(entry)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    bytes += read;
                    if (bytes > MOST_BYTES) {
                        throw tooLarge("unpacks to more than %d bytes".formatted(MOST_BYTES));
                    }
                }
            }
        }
    }

    /**
     * Reads a text that is held in memory.
     *
     * @return null if there is no such entry
     */
    InputStream open(String path) throws IOException {
        JarEntry entry = jar.getJarEntry(path);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] text = in.readNBytes(MOST_BYTES_OF_TEXT + 1);
            if (text.length > MOST_BYTES_OF_TEXT) {
                throw tooLarge("has a %s of more than %d bytes".formatted(path, MOST_BYTES_OF_TEXT));
            }
            return new ByteArrayInputStream(text);
        }
    }

    private static BillhookException tooLarge(String what) {
        return new BillhookException(Type.UNREADABLE, Finding.error("TOO_LARGE", "The file " + what));
    }
}
