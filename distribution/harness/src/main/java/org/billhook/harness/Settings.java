package org.billhook.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Changes configuration files as an administrator would: single keys, the rest of the file stays. */
final class Settings {

    private Settings() {}

    static void put(Path file, Map<String, String> values) throws IOException {
        Map<String, String> missing = new TreeMap<>(values);
        List<String> lines = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String key = line.split("[=:]", 2)[0].trim();
                lines.add(missing.containsKey(key) ? key + " = " + missing.remove(key) : line);
            }
        }
        missing.forEach((key, value) -> lines.add(key + " = " + value));
        Files.write(file, lines);
    }
}
