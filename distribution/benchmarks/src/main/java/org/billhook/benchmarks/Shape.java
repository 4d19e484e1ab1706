package org.billhook.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.billhook.harness.CsvWork;

/**
 * How postings are spread.
 *
 * @param postings number of all
 * @param roots number of billing roots that have the same share of them
 * @param summarized whether each root is one line of all its postings, instead of one of each
 */
record Shape(int postings, int roots, boolean summarized) {

    private static final int PER_ROOT = 1_000;

    /** Roots of a thousand postings each. */
    static Shape thousands(int postings) {
        return new Shape(postings, Math.max(1, postings / PER_ROOT), false);
    }

    static Shape oneRoot(int postings) {
        return new Shape(postings, 1, false);
    }

    /** The same postings in one line per root. */
    Shape summed() {
        return new Shape(postings, roots, true);
    }

    /** Lines of all requests. */
    int lines() {
        return summarized ? roots : postings;
    }

    /**
     * Writes the postings to a file, root by root.
     *
     * @param key of the roots
     * @param first number of the first posting
     */
    Path write(Path file, String key, int first) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(CsvWork.HEADER + "\n");
            for (int i = 0; i < postings; i++) {
                out.write(CsvWork.row(key, (int) ((long) i * roots / postings), first + i) + "\n");
            }
        }
        return file;
    }

    @Override
    public String toString() {
        return "%,d in %,d%s".formatted(postings, roots, summarized ? " summarized" : "");
    }
}
