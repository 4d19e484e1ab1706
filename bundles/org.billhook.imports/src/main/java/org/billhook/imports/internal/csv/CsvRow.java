package org.billhook.imports.internal.csv;

import java.util.List;

/**
 * A record of a file.
 *
 * @param number 1 for the first after the header
 * @param line of the file that it starts on, 1 for the first
 */
public record CsvRow(long number, long line, List<String> values) {}
