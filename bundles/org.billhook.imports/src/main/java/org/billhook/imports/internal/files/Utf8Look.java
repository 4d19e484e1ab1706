package org.billhook.imports.internal.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells a file in UTF-8 from one in a single-byte charset: in such a charset nearly every byte sequence means something,
 * so the wrong one would be taken in silence and turn every accent into two letters.
 */
final class Utf8Look {

    private Utf8Look() {}

    /** @throws BrokenFile if every byte above ASCII belongs to a character of UTF-8 and the charset is another one */
    static void refuse(Path file, Charset charset) throws IOException, BrokenFile {
        if (charset.name().startsWith("UTF-")) {
            return;
        }
        long foreign;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                StrictReader reader = new StrictReader(in, StandardCharsets.UTF_8, 0)) {
            foreign = charactersAboveAscii(reader);
        } catch (UndecodableBytes e) {
            // not UTF-8, as it should be
            return;
        }
        if (foreign > 0) {
            throw BrokenFile.of(
                    "WRONG_ENCODING",
                    "The file is UTF-8 (all of its %d characters above ASCII are), but its mapping says %s",
                    foreign,
                    charset.name());
        }
    }

    private static long charactersAboveAscii(StrictReader reader) throws IOException {
        char[] buffer = new char[8192];
        long found = 0;
        for (int read = reader.read(buffer, 0, buffer.length);
                read >= 0;
                read = reader.read(buffer, 0, buffer.length)) {
            for (int i = 0; i < read; i++) {
                if (buffer[i] > 127) {
                    found++;
                }
            }
        }
        return found;
    }
}
