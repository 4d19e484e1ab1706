package org.billhook.engine.internal.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ids of bundles that must not be there after the next start: new ones that are not proven yet, old ones whose runs have not
 * ended. Kept in a file, so that a server that dies in between comes up with the right version.
 */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final Path file;
    private final Set<Long> ids = new LinkedHashSet<>();

    Leftovers(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file).forEach(line -> ids.add(Long.valueOf(line)));
            }
        } catch (IOException | NumberFormatException e) {
            LOG.error("List of bundles to remove can't be read, they stay file='{}'", file, e);
        }
    }

    synchronized List<Long> all() {
        return List.copyOf(ids);
    }

    /** Adds and removes at one moment. */
    synchronized void change(Set<Long> added, Set<Long> removed) throws IOException {
        ids.addAll(added);
        ids.removeAll(removed);
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, ids.stream().map(id -> Long.toString(id)).toList());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
