package org.billhook.rest.internal.users;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file that holds the first administrator's password until it is changed; only the owner can read it. */
final class FirstPassword {

    /** Name of the first user. */
    static final String USER = "admin";

    private final Path file;

    FirstPassword(Path data) {
        this.file = data.resolve("first-password.txt");
    }

    Path file() {
        return file;
    }

    void write(String password) {
        byte[] text = "%s:%s%n".formatted(USER, password).getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            create();
            Files.write(file, text, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("The first password could not be written to " + file, e);
        }
    }

    private void create() throws FileAlreadyExistsException, IOException {
        // not the file store: in a changed root it is not found
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(Set.copyOf(PosixFilePermissions.fromString("rw-------")))
                }
                : new FileAttribute<?>[0];
        Files.createFile(file, owner);
    }

    /** Takes the file away, if it is there. */
    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The first password could not be removed from " + file, e);
        }
    }
}
