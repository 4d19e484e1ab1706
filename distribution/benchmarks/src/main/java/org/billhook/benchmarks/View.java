package org.billhook.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * How long the expenditure view of a root takes.
 *
 * @param made seconds from the call to the stored preview with its tree
 * @param roots seconds of each call for the first page of the first level
 * @param nodes likewise, of the nodes beneath one
 * @param sources likewise, of the sources beneath the first node
 */
record View(String database, Shape shape, double made, List<Double> roots, List<Double> nodes, List<Double> sources) {

    /** How often each page is asked for. */
    static final int TIMES = 21;

    @Override
    public String toString() {
        return "%s, expenditure view of %s: made in %s s; first page (median, slowest of %d): roots %s, nodes %s, sources %s"
                .formatted(database, shape, decimal(made), TIMES, millis(roots), millis(nodes), millis(sources));
    }

    private static String millis(List<Double> seconds) {
        List<Double> sorted = seconds.stream().sorted().toList();
        return "%.0f ms, %.0f ms".formatted(sorted.get(sorted.size() / 2) * 1e3, sorted.get(sorted.size() - 1) * 1e3);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
