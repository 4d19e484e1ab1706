package org.billhook.imports.internal.run;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;

/** An upload while it comes in: straight to disk, bounded as a whole. What is not kept is deleted on close. */
public final class Intake implements AutoCloseable {

    /** Name of the part that is the main file. */
    public static final String MAIN = "file";

    /** @param stored name in the folder */
    private record Received(String stored, String originalName, MessageDigest digest) {}

    private final UploadFolder folder;
    private final long mostBytes;
    private final Map<String, Received> files = new LinkedHashMap<>();
    private long bytes;
    private boolean kept;

    Intake(UploadFolder folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /**
     * Where to write the next file to.
     *
     * @param part {@link #MAIN}, or the name of a joined file
     */
    public OutputStream open(String part, String originalName) throws IOException {
        if (files.containsKey(part)) {
            throw unreadable("File '%s' is sent twice".formatted(part));
        }
        Received received = new Received("part-%d.csv".formatted(files.size() + 1), originalName, sha256());
        files.put(part, received);
        OutputStream out =
                new DigestOutputStream(Files.newOutputStream(folder.file(received.stored())), received.digest());
        return new Bounded(out);
    }

    UploadFolder folder() {
        return folder;
    }

    /**
     * To be called once, when all is written.
     *
     * @throws BillhookException if there is no main file
     */
    Upload describe(Mappings.Named mapping) {
        Received main = main();
        Map<String, String> joined = new LinkedHashMap<>();
        files.forEach((part, file) -> joined.put(part, file.stored()));
        joined.remove(MAIN);
        return new Upload(
                mapping.name(),
                mapping.version(),
                mapping.json(),
                main.originalName(),
                HexFormat.of().formatHex(main.digest().digest()),
                main.stored(),
                joined,
                0);
    }

    private Received main() {
        return Optional.ofNullable(files.get(MAIN))
                .orElseThrow(() -> unreadable("There is no part '%s' with the file to import".formatted(MAIN)));
    }

    /** The folder stays after close. */
    UploadFolder keep() {
        kept = true;
        return folder;
    }

    @Override
    public void close() throws IOException {
        if (!kept) {
            folder.delete();
        }
    }

    private static BillhookException unreadable(String message) {
        return new BillhookException(BillhookException.Type.UNREADABLE, Finding.error("BAD_UPLOAD", MAIN, message));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private final class Bounded extends FilterOutputStream {

        Bounded(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            count(1);
            out.write(b);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            count(length);
            out.write(source, offset, length);
        }

        private void count(int more) {
            bytes += more;
            if (bytes > mostBytes) {
                throw new BillhookException(
                        BillhookException.Type.REFUSED,
                        Finding.error(
                                "FILE_TOO_LARGE",
                                MAIN,
                                "The files are larger than %d MiB together, which is all that an upload may have"
                                        .formatted(mostBytes >> 20)));
            }
        }
    }
}
