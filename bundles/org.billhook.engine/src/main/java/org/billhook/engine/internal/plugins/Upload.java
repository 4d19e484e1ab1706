package org.billhook.engine.internal.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.model.Finding;

/** A file that is being uploaded: kept apart until the framework has its own copy. */
final class Upload implements AutoCloseable {

    private final Path file;

    private Upload(Path file) {
        this.file = file;
    }

    /** @throws BillhookException UNREADABLE if it is larger than allowed or breaks off */
    static Upload of(InputStream in, Path folder, long mostBytes) {
        try {
            Files.createDirectories(folder);
            Upload upload = new Upload(Files.createTempFile(folder, "upload", ".jar"));
            try {
                upload.copy(in, mostBytes);
                return upload;
            } catch (IOException | BillhookException e) {
                upload.close();
                throw e;
            }
        } catch (IOException e) {
            throw new BillhookException(
                    Type.UNREADABLE, Finding.error("UPLOAD", "The file could not be taken: " + e.getMessage()));
        }
    }

    Path file() {
        return file;
    }

    private void copy(InputStream in, long mostBytes) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[8192];
            long bytes = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > mostBytes) {
                    throw new BillhookException(
                            Type.UNREADABLE,
                            Finding.error("TOO_LARGE", "A plugin has at most %d bytes".formatted(mostBytes)));
                }
                out.write(buffer, 0, read);
            }
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
