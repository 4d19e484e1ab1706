package org.billhook.imports.internal.rows;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.billhook.imports.internal.files.BrokenFile;

/** Where the columns that are wanted stand in a file. */
final class Columns {

    private final Map<String, Integer> positions = new HashMap<>();
    private final int count;

    private Columns(int count) {
        this.count = count;
    }

    /**
     * @param file what to call the file in findings
     * @throws BrokenFile if a column is missing or there twice
     */
    static Columns find(String file, List<String> header, Collection<String> wanted) throws BrokenFile {
        Columns columns = new Columns(header.size());
        List<String> missing = new ArrayList<>();
        for (String column : wanted) {
            int position = header.indexOf(column);
            if (position < 0) {
                missing.add(column);
            } else if (header.lastIndexOf(column) != position) {
                throw new BrokenFile(Finding.error(
                        "DUPLICATE_COLUMN",
                        column,
                        "The header of %s has column '%s' twice, in places %d and %d"
                                .formatted(file, column, position + 1, header.lastIndexOf(column) + 1)));
            }
            columns.positions.put(column, position);
        }
        if (!missing.isEmpty()) {
            throw new BrokenFile(Finding.error(
                    "MISSING_COLUMN",
                    missing.get(0),
                    "The header of %s lacks %s, which the mapping needs; it has %s".formatted(file, missing, header)));
        }
        return columns;
    }

    int count() {
        return count;
    }

    /** Value without the spaces around it. */
    String value(List<String> values, String column) {
        return values.get(positions.get(column)).strip();
    }
}
