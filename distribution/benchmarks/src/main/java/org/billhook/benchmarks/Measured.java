package org.billhook.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What one measurement gave.
 *
 * @param what was measured, for people
 * @param workers that can work at once: two, or one where all is in one root
 * @param importSeconds from the upload to the end of its job
 * @param billSeconds from the start of the run to its end
 * @param cpuSeconds that the process of the server took for the run
 * @param memory that the server took meanwhile
 */
record Measured(
        String database,
        String what,
        Shape shape,
        int workers,
        double importSeconds,
        double billSeconds,
        double cpuSeconds,
        ServerMemory.Peak memory) {

    long importRate() {
        return Math.round(shape.postings() / importSeconds);
    }

    long billRate() {
        return Math.round(shape.postings() / billSeconds);
    }

    /** The round with the median time of its run, with the median time of the imports. */
    static Measured median(List<Measured> rounds) {
        Measured middle = rounds.stream()
                .sorted(Comparator.comparingDouble(Measured::billSeconds))
                .toList()
                .get(rounds.size() / 2);
        double imports =
                rounds.stream().mapToDouble(Measured::importSeconds).sorted().toArray()[rounds.size() / 2];
        return new Measured(
                middle.database,
                middle.what,
                middle.shape,
                middle.workers,
                imports,
                middle.billSeconds,
                middle.cpuSeconds,
                rounds.stream()
                        .map(Measured::memory)
                        .reduce(ServerMemory.Peak::most)
                        .orElseThrow());
    }

    /** Factor of the time per doubling of the postings, against a smaller measurement. */
    static double growth(double smallSeconds, int small, double largeSeconds, int large) {
        double doublings = Math.log((double) large / small) / Math.log(2);
        return Math.pow(largeSeconds / smallSeconds, 1 / doublings);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %s: imported in %.2f s (%,d/s), billed in %.2f s (%,d/s), %.1f s of CPU, %s MiB",
                database,
                what,
                importSeconds,
                importRate(),
                billSeconds,
                billRate(),
                cpuSeconds,
                memory);
    }
}
