package org.billhook.rest.internal.users;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * Changes a file that others read at any time: they see it as it was or as it is, never a half of each. The container reads
 * {@code users.properties} in the moment it is written; of half a line it made a user, and wrote that back without the roles.
 */
final class WholeFile {

    private WholeFile() {}

    /**
     * Changes a copy, which then takes the place of the file.
     *
     * @param work changes the file that it is given
     */
    static void change(Path file, Consumer<Path> work) {
        try {
            Path real = file.toRealPath();
            Path next = real.resolveSibling(real.getFileName() + ".next");
            Files.copy(real, next, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            work.accept(next);
            Files.move(next, real, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be changed".formatted(file), e);
        }
    }
}
