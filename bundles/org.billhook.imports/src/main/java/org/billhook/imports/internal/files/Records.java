package org.billhook.imports.internal.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The records of a file one by one, in constant memory; those that are empty are left out. */
interface Records extends Closeable {

    /**
     * @param line where it stands in the file, 1 for the first
     */
    record Line(long line, List<String> values) {}

    /** The next record; empty at the end. */
    Optional<Line> next() throws IOException, BrokenFile;

    /** Whether a record ends with its last value, so that what it lacks to the header is empty. */
    boolean endsWithLastValue();
}
