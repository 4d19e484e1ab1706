package org.billhook.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Measures the floor of each database before and after, the server in between, and prints a table. */
public final class Benchmarks {

    private static final int ONE_ROOT = 100_000;

    private final Options options;
    private final Report report = new Report();

    private Benchmarks(Options options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments);
        String text = new Benchmarks(options).run();
        Files.writeString(options.target().resolve("benchmarks.txt"), text);
        System.out.println(text);
    }

    private String run() throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(options.target()), "run-");
        for (String name : options.databases()) {
            try (Database database = Database.open(name, folder)) {
                long before = floor(database, "before");
                if (!options.parts().equals(Set.of("floor"))) {
                    server(new ServerBench(options.archive(), database, folder));
                    long after = floor(database, "after");
                    report.close(name, (before + after) / 2);
                }
            }
        }
        return report.text();
    }

    private long floor(Database database, String when) throws Exception {
        List<Long> rates = new Floor(database).measure();
        report.floor(database.name(), when, rates);
        return rates.get(rates.size() / 2);
    }

    private void server(ServerBench bench) throws Exception {
        if (options.parts().contains("roots")) {
            for (int size : options.sizes()) {
                measure(bench, Shape.thousands(size));
            }
        }
        if (options.parts().contains("root")) {
            measure(
                    bench,
                    Shape.oneRoot(Math.min(
                            ONE_ROOT, options.sizes().get(options.sizes().size() - 1))));
        }
    }

    private void measure(ServerBench bench, Shape shape) throws Exception {
        Measured measured = bench.measure(shape);
        System.out.println(measured);
        report.add(measured);
    }

    /**
     * What to measure.
     *
     * @param parts of floor, roots, root
     */
    private record Options(List<String> databases, List<Integer> sizes, Set<String> parts, Path archive, Path target) {

        static Options parse(String[] arguments) {
            Map<String, String> values = new HashMap<>();
            for (String argument : arguments) {
                String[] parts = argument.substring(2).split("=", 2);
                values.put(parts[0], parts[1]);
            }
            return new Options(
                    List.of(values.get("databases").split(",")),
                    Arrays.stream(values.get("sizes").split(","))
                            .map(Integer::valueOf)
                            .toList(),
                    Set.of(values.get("parts").split(",")),
                    Path.of(values.get("archive")),
                    Path.of(values.get("target")));
        }
    }
}
