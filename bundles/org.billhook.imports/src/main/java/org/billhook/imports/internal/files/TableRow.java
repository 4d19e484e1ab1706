package org.billhook.imports.internal.files;

import java.util.List;

/**
 * A row of a file.
 *
 * @param number 1 for the first after the header
 * @param line of the file that it starts on, 1 for the first
 */
public record TableRow(long number, long line, List<String> values) {}
