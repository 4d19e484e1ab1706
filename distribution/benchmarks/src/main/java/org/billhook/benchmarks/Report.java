package org.billhook.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The table of all that was measured. */
final class Report {

    private static final String ROW = "%-11s %-30s %9s %6s %7s  %9s %6s %7s %6s  %s";

    private final List<Measured> all = new ArrayList<>();
    private final List<String> floors = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> views = new ArrayList<>();

    /**
     * @param rates of a round each, slowest first
     * @return it as a line
     */
    String floor(String database, int workers, String when, List<Long> rates) {
        String line = "%s, floor of %d connection%s, %s: %s postings/s, median %,d"
                .formatted(database, workers, workers == 1 ? "" : "s", when, rates, rates.get(rates.size() / 2));
        floors.add(line);
        return line;
    }

    void add(View view) {
        System.out.println(view);
        views.add(view.toString());
    }

    void add(Measured measured) {
        all.add(measured);
    }

    /**
     * Everything of a database is measured.
     *
     * @param floors mean of the medians before and after, by the number of connections
     */
    void close(String database, Map<Integer, Long> floors) {
        for (Measured each : all) {
            if (each.database().equals(database)) {
                lines.add(line(each, floors.get(each.workers())));
            }
        }
    }

    String text() {
        List<String> text = new ArrayList<>(floors);
        text.add("");
        text.add(row(
                "database",
                "postings in roots",
                "import/s",
                "ratio",
                "growth",
                "billed/s",
                "ratio",
                "growth",
                "CPU",
                "MiB"));
        text.addAll(lines);
        text.add("");
        text.addAll(views);
        text.add("ratio: to the floor of as many connections as there were workers: two, or one for one root.");
        text.add("growth: factor of the time per doubling, against the next smaller measurement of the same shape.");
        text.add("CPU: microseconds of the server's process per posting billed.");
        text.add("MiB: most heap after a collection, most heap, most resident memory of the server's process.");
        return String.join(System.lineSeparator(), text) + System.lineSeparator();
    }

    private String line(Measured each, long floor) {
        Optional<Measured> smaller = all.stream()
                .filter(other -> other.database().equals(each.database()))
                .filter(other -> other.shape().postings() < each.shape().postings())
                .filter(other -> other.workers() == each.workers()
                        && other.shape().summarized() == each.shape().summarized())
                .reduce((one, other) -> other.shape().postings() > one.shape().postings() ? other : one);
        return row(
                each.database(),
                each.what(),
                each.importRate(),
                decimal((double) each.importRate() / floor),
                growth(smaller, each, Measured::importSeconds),
                each.billRate(),
                decimal((double) each.billRate() / floor),
                growth(smaller, each, Measured::billSeconds),
                Math.round(each.cpuSeconds() * 1e6 / each.shape().postings()),
                each.memory());
    }

    private static String row(Object... columns) {
        return String.format(Locale.ROOT, ROW, columns).stripTrailing();
    }

    private static String growth(Optional<Measured> smaller, Measured each, ToDoubleFunction<Measured> seconds) {
        return smaller.map(other -> decimal(Measured.growth(
                        seconds.applyAsDouble(other),
                        other.shape().postings(),
                        seconds.applyAsDouble(each),
                        each.shape().postings())))
                .orElse("");
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
