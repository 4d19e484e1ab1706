package org.billhook.imports.internal.rows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.imports.internal.files.BrokenFile;
import org.billhook.imports.internal.files.TableFile;
import org.billhook.imports.internal.files.TableRow;
import org.billhook.imports.internal.mapping.Mapping.Join;
import org.billhook.imports.internal.mapping.ValueFormats;

/** A joined file in memory: of each row only the columns that the mapping needs, by key. */
final class JoinedRows {

    /**
     * One row, or several that say the same.
     *
     * @param number of the first of them
     * @param contradictedBy number of the first row with the same key and other values
     */
    record Joined(long number, List<String> values, Optional<Long> contradictedBy) {}

    private final Join join;
    private final List<String> wanted;
    private final Map<List<String>, Joined> rows = new HashMap<>();

    private JoinedRows(Join join, List<String> wanted) {
        this.join = join;
        this.wanted = wanted;
    }

    /**
     * @param wanted columns of the joined file, without the name of the join
     * @param most rows with different keys
     */
    static JoinedRows load(Path file, Join join, ValueFormats formats, Set<String> wanted, int most)
            throws IOException, BrokenFile {
        JoinedRows joined = new JoinedRows(join, List.copyOf(wanted));
        Set<String> all = new LinkedHashSet<>(wanted);
        all.addAll(join.keys().values());
        TableFile.verify(file, join.file(), formats, all);
        try (TableFile csv = TableFile.open(file, join.file(), formats, all)) {
            Columns columns = Columns.find("the file", csv.header(), all);
            for (Optional<TableRow> row = csv.next(); row.isPresent(); row = csv.next()) {
                joined.add(row.get(), columns, most);
            }
        }
        return joined;
    }

    private void add(TableRow row, Columns columns, int most) throws BrokenFile {
        if (row.values().size() != columns.count()) {
            throw new BrokenFile(Finding.error(
                    "COLUMN_COUNT",
                    "Row %d (line %d) has %d columns; the header has %d"
                            .formatted(row.number(), row.line(), row.values().size(), columns.count())));
        }
        List<String> key = values(row, columns, List.copyOf(join.keys().values()));
        List<String> values = values(row, columns, wanted);
        Joined known = rows.get(key);
        if (known == null) {
            if (rows.size() >= most) {
                throw new BrokenFile(Finding.error(
                        "TOO_MANY_JOINED_ROWS",
                        "more than %d rows with different keys; the file is held in memory, so no more are allowed"
                                .formatted(most)));
            }
            rows.put(key, new Joined(row.number(), values, Optional.empty()));
        } else if (known.contradictedBy().isEmpty() && !known.values().equals(values)) {
            rows.put(key, new Joined(known.number(), known.values(), Optional.of(row.number())));
        }
    }

    private static List<String> values(TableRow row, Columns columns, List<String> names) {
        List<String> values = new ArrayList<>(names.size());
        names.forEach(name -> values.add(columns.value(row.values(), name)));
        return List.copyOf(values);
    }

    Optional<Joined> find(List<String> key) {
        return Optional.ofNullable(rows.get(key));
    }

    /** @param column without the name of the join */
    String value(Joined row, String column) {
        return row.values().get(wanted.indexOf(column));
    }
}
