package org.billhook.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How long it takes to look at something large.
 *
 * @param what was looked at, for people
 * @param calls seconds of each call, by what was called
 */
record View(String database, String what, Map<String, List<Double>> calls) {

    /** How often each is called. */
    static final int TIMES = 21;

    View {
        calls = new TreeMap<>(calls);
    }

    @Override
    public String toString() {
        return calls.entrySet().stream()
                .map(call -> call.getKey() + " " + millis(call.getValue()))
                .collect(Collectors.joining(
                        "; ", "%s, %s: median and slowest of %d calls: ".formatted(database, what, TIMES), ""));
    }

    private static String millis(List<Double> seconds) {
        List<Double> sorted = seconds.stream().sorted().toList();
        return "%.0f and %.0f ms".formatted(sorted.get(sorted.size() / 2) * 1e3, sorted.get(sorted.size() - 1) * 1e3);
    }
}
