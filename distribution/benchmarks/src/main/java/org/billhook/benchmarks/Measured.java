package org.billhook.benchmarks;

/**
 * What one measurement gave.
 *
 * @param importSeconds from the upload to the end of its job
 * @param billSeconds from the start of the run to its end
 * @param residentMiB most memory of the server process
 * @param heapMiB most heap in use after a collection
 */
record Measured(
        String database, Shape shape, double importSeconds, double billSeconds, long residentMiB, long heapMiB) {

    long importRate() {
        return Math.round(shape.postings() / importSeconds);
    }

    long billRate() {
        return Math.round(shape.postings() / billSeconds);
    }

    /** Factor of the time per doubling of the postings, against a smaller measurement. */
    static double growth(double smallSeconds, int small, double largeSeconds, int large) {
        double doublings = Math.log((double) large / small) / Math.log(2);
        return Math.pow(largeSeconds / smallSeconds, 1 / doublings);
    }
}
