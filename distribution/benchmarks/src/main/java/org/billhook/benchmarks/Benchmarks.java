package org.billhook.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Measures the floor of each database, then the server on it, and prints a table. */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments);
        List<String> lines = new ArrayList<>();
        Path folder = Files.createTempDirectory(Files.createDirectories(options.target()), "bench-");
        for (String name : options.databases()) {
            try (Database database = Database.open(name, folder)) {
                List<Long> rates = new Floor(database).measure();
                lines.add("floor %s: %s postings/s".formatted(database.name(), rates));
            }
        }
        lines.forEach(System.out::println);
    }

    /** What to measure. */
    record Options(List<String> databases, List<Integer> sizes, Set<String> parts, Path archive, Path target) {

        static Options parse(String[] arguments) {
            java.util.Map<String, String> values = new java.util.HashMap<>();
            for (String argument : arguments) {
                String[] parts = argument.substring(2).split("=", 2);
                values.put(parts[0], parts[1]);
            }
            return new Options(
                    List.of(values.get("databases").split(",")),
                    java.util.Arrays.stream(values.get("sizes").split(","))
                            .map(Integer::valueOf)
                            .toList(),
                    Set.of(values.get("parts").split(",")),
                    Path.of(values.get("archive")),
                    Path.of(values.get("target")));
        }
    }
}
