package org.billhook.settings.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The good value of each setting that was seen last. Single values are kept in a file, so that a start with a bad one goes on
 * as before.
 */
final class InUse {

    private static final Logger LOG = LoggerFactory.getLogger(InUse.class);

    private final Path file;
    private final Map<String, Object> values = new HashMap<>();

    InUse(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            Properties read = new Properties();
            try (Reader in = Files.newBufferedReader(file)) {
                read.load(in);
            } catch (IOException | IllegalArgumentException e) {
                LOG.error(
                        "Settings of before can't be read, so a bad one is replaced by its default file='{}'", file, e);
            }
            read.forEach((key, value) -> values.put((String) key, value));
        }
    }

    synchronized Optional<Object> of(String pid, String name) {
        return Optional.ofNullable(values.get(key(pid, name)));
    }

    synchronized void note(String pid, String name, Object value) {
        Object before = values.put(key(pid, name), value);
        if (before == null || !text(before).equals(text(value))) {
            write();
        }
    }

    synchronized void forget(String pid, String name) {
        if (values.remove(key(pid, name)) != null) {
            write();
        }
    }

    synchronized void forget(String pid) {
        if (values.keySet().removeIf(key -> key.startsWith(key(pid, "")))) {
            write();
        }
    }

    /** As it is shown. */
    static String text(Object value) {
        return value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value);
    }

    private void write() {
        Properties single = new Properties();
        values.forEach((key, value) -> {
            if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                single.put(key, String.valueOf(value));
            }
        });
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            try (Writer out = Files.newBufferedWriter(next)) {
                single.store(
                        out,
                        "The last good value of each setting. Written by the server: change files in etc/ instead.");
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.error("Settings in use can't be noted for the next start file='{}'", file, e);
        }
    }

    private static String key(String pid, String name) {
        return pid + "/" + name;
    }
}
