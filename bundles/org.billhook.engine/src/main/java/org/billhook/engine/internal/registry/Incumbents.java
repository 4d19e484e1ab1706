package org.billhook.engine.internal.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles that have the ids now. Kept in a file, so that a server that starts again, where bundles come one after the
 * other, chooses none but those that decided before. Not for more than one thread.
 */
final class Incumbents {

    private static final Logger LOG = LoggerFactory.getLogger(Incumbents.class);

    /** @param bundle symbolic name */
    record Incumbent(String bundle, long bundleId) {
        static Incumbent of(Provider<?> provider) {
            return new Incumbent(provider.bundle(), provider.bundleId());
        }
    }

    private final Path file;
    private final Map<Provider.Key, Incumbent> byKey = new HashMap<>();
    private Map<Provider.Key, Incumbent> saved = Map.of();

    Incumbents(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file).forEach(this::read);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("Who decided before can't be read, so the first to come decides file='{}'", file, e);
            byKey.clear();
        }
        saved = Map.copyOf(byKey);
    }

    Optional<Incumbent> of(Provider.Key key) {
        return Optional.ofNullable(byKey.get(key));
    }

    Set<Provider.Key> keys() {
        return Set.copyOf(byKey.keySet());
    }

    void put(Provider.Key key, Incumbent incumbent) {
        byKey.put(key, incumbent);
    }

    void remove(Provider.Key key) {
        byKey.remove(key);
    }

    /** Writes the file if anything changed. What can't be written only matters at the next start. */
    void save() {
        if (byKey.equals(saved)) {
            return;
        }
        List<String> lines = byKey.entrySet().stream()
                .map(entry -> String.join(
                        " ",
                        entry.getKey().spi().name(),
                        entry.getKey().id(),
                        entry.getValue().bundle(),
                        Long.toString(entry.getValue().bundleId())))
                .sorted()
                .toList();
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.write(next, lines);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            saved = Map.copyOf(byKey);
        } catch (IOException e) {
            LOG.error("Who decides can't be noted for the next start file='{}'", file, e);
        }
    }

    private void read(String line) {
        String[] words = line.split(" ");
        if (words.length != 4) {
            throw new IllegalArgumentException("Not four words: " + line);
        }
        Spi.named(words[0])
                .ifPresent(spi ->
                        byKey.put(new Provider.Key(spi, words[1]), new Incumbent(words[2], Long.parseLong(words[3]))));
    }
}
