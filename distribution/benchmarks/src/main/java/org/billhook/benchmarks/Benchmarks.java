package org.billhook.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measures the floor of each database before and after, the server in between, and prints a table. */
public final class Benchmarks {

    private static final int ROUNDS = 3;
    /** From here on a round is long enough to stand for itself. */
    private static final int LARGE = 500_000;

    private static final int ONE_ROOT = 100_000;
    private static final int MORE = 1_000;

    private final Options options;
    private final Report report = new Report();

    private Benchmarks(Options options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments);
        String text = new Benchmarks(options).run();
        Files.writeString(options.target().resolve("benchmarks.txt"), text);
        System.out.println();
        System.out.println(text);
    }

    private String run() throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(options.target()), "run-");
        for (String name : options.databases()) {
            try (Database database = Database.open(name, folder)) {
                Map<Integer, Long> before = floors(database, "before");
                if (options.hasServer()) {
                    try (ServerBench bench = new ServerBench(options.archive(), database, folder, options.jvm())) {
                        server(bench);
                    }
                    Map<Integer, Long> after = floors(database, "after");
                    before.replaceAll((workers, rate) -> (rate + after.get(workers)) / 2);
                    report.close(name, before);
                }
            }
        }
        return report.text();
    }

    /** Medians, by the number of connections. */
    private Map<Integer, Long> floors(Database database, String when) throws Exception {
        Map<Integer, Long> floors = new TreeMap<>();
        for (int workers = options.hasOneWorker() ? 1 : Floor.WORKERS; workers <= Floor.WORKERS; workers++) {
            List<Long> rates = new Floor(database, workers).measure();
            System.out.println(report.floor(database.name(), workers, when, rates));
            floors.put(workers, rates.get(rates.size() / 2));
        }
        return floors;
    }

    private void server(ServerBench bench) throws Exception {
        bench.warmUp(options.sizes().get(options.sizes().size() - 1));
        if (options.has("roots")) {
            for (int size : options.sizes()) {
                report.add(bench.measure(Shape.thousands(size), rounds(size)));
            }
        }
        if (options.has("summarized")) {
            for (int size : options.sizes()) {
                report.add(bench.measure(Shape.thousands(size).summed(), rounds(size)));
            }
        }
        if (options.has("root")) {
            for (int size : List.of(ONE_ROOT / 10, ONE_ROOT)) {
                report.add(bench.measure(Shape.oneRoot(size), ROUNDS));
            }
        }
        if (options.has("history")) {
            report.add(bench.measure(Shape.oneRoot(MORE), ROUNDS));
            report.add(bench.more(ONE_ROOT, Shape.oneRoot(MORE), ROUNDS));
        }
        // last of all, as it leaves open what the runs of the others would bill
        if (options.has("view")) {
            report.add(bench.view(Shape.oneRoot(ONE_ROOT)));
            report.add(bench.tree(Shape.oneRoot(ONE_ROOT / 10)));
        }
    }

    private static int rounds(int size) {
        return size < LARGE ? ROUNDS : 1;
    }
}
