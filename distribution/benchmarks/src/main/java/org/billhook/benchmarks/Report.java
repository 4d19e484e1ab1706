package org.billhook.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table of all that was measured. */
final class Report {

    private static final String ROW = "%-11s %-20s %10s %10s %8s %7s %8s %7s %7s %7s";

    private final List<Measured> all = new ArrayList<>();
    private final List<String> floors = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    /** @param rates of a round each, slowest first */
    void floor(String database, String when, List<Long> rates) {
        floors.add("floor %-11s %-6s %s postings/s, median %,d"
                .formatted(database, when, rates, rates.get(rates.size() / 2)));
    }

    void add(Measured measured) {
        all.add(measured);
    }

    /** Everything of a database is measured; its floor is the mean of the medians before and after. */
    void close(String database, long floor) {
        for (Measured each : all) {
            if (each.database().equals(database)) {
                lines.add(line(each, floor));
            }
        }
    }

    String text() {
        List<String> text = new ArrayList<>(floors);
        text.add("");
        text.add(String.format(
                Locale.ROOT,
                ROW,
                "database",
                "postings in roots",
                "import/s",
                "ratio",
                "growth",
                "",
                "billed/s",
                "ratio",
                "growth",
                "MiB"));
        text.addAll(lines);
        text.add("");
        text.add("ratio: to the floor. growth: factor of the time per doubling, against the next smaller measurement.");
        text.add("MiB: most resident memory of the server, and most heap after a collection.");
        return String.join(System.lineSeparator(), text) + System.lineSeparator();
    }

    private String line(Measured each, long floor) {
        Optional<Measured> smaller = all.stream()
                .filter(other -> other.database().equals(each.database()))
                .filter(other -> other.shape().postings() < each.shape().postings())
                .filter(other -> (other.shape().roots() == 1) == (each.shape().roots() == 1))
                .reduce((one, other) -> other.shape().postings() > one.shape().postings() ? other : one);
        return String.format(
                Locale.ROOT,
                ROW,
                each.database(),
                each.shape(),
                each.importRate(),
                decimal((double) each.importRate() / floor),
                growth(smaller, each, Measured::importSeconds),
                "",
                each.billRate(),
                decimal((double) each.billRate() / floor),
                growth(smaller, each, Measured::billSeconds),
                each.residentMiB() + "/" + each.heapMiB());
    }

    private static String growth(
            Optional<Measured> smaller, Measured each, java.util.function.ToDoubleFunction<Measured> seconds) {
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
