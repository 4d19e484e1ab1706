package org.billhook.engine.internal.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A set of lines that outlives the server. What can't be written matters at the next start only, so it is logged. */
final class NotedLines {

    private static final Logger LOG = LoggerFactory.getLogger(NotedLines.class);

    private final Path file;

    NotedLines(Path file) {
        this.file = file;
    }

    /** Empty if nothing was ever noted, or it can't be read. */
    synchronized Optional<Set<String>> read() {
        try {
            return Files.exists(file) ? Optional.of(new TreeSet<>(Files.readAllLines(file))) : Optional.empty();
        } catch (IOException e) {
            LOG.error("What was noted can't be read file='{}'", file, e);
            return Optional.empty();
        }
    }

    synchronized void write(Set<String> lines) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.write(next, new TreeSet<>(lines));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.error("Could not be noted for the next start file='{}'", file, e);
        }
    }

    synchronized void add(String line) {
        Set<String> lines = read().orElseGet(TreeSet::new);
        if (lines.add(line)) {
            write(lines);
        }
    }

    synchronized void remove(String line) {
        Set<String> lines = read().orElseGet(TreeSet::new);
        if (lines.remove(line)) {
            write(lines);
        }
    }
}
