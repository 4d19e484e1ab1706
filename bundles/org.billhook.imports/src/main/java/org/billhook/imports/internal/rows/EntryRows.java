package org.billhook.imports.internal.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.billhook.core.model.Finding;
import org.billhook.imports.internal.files.TableRow;
import org.billhook.imports.internal.mapping.Mapping.Entries;

/** Makes a row of each entry of a row: the values of that row, and those of the parts of the entry. */
public final class EntryRows {

    private final Entries split;
    private final List<Integer> places = new ArrayList<>();
    private final int columns;
    private long number;

    /** @param header of the file */
    public EntryRows(Entries split, List<String> header) {
        this.split = split;
        columns = header.size();
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).equals(split.column())) {
                places.add(i);
            }
        }
    }

    /** @param row of the file; the rows that come of it are numbered on, one of it that has no entry is skipped */
    public List<ReadRow> of(TableRow row, RowReader reader) {
        if (row.values().size() != columns) {
            String message = "Row %d (line %d) has %d columns; the header has %d"
                    .formatted(++number, row.line(), row.values().size(), columns);
            return List.of(ReadRow.refused(number, List.of(Finding.error("COLUMN_COUNT", message))));
        }
        List<ReadRow> rows = new ArrayList<>();
        for (int place : places) {
            for (String entry : entries(row.values().get(place))) {
                rows.add(of(row, entry, reader));
            }
        }
        return rows.isEmpty() ? List.of(ReadRow.skipped(++number)) : rows;
    }

    private List<String> entries(String cell) {
        if (cell.isBlank()) {
            return List.of();
        }
        if (split.between().isEmpty()) {
            return List.of(cell);
        }
        List<String> entries = new ArrayList<>();
        for (String entry : cell.split(Pattern.quote(split.between().get()))) {
            if (!entry.isBlank()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private ReadRow of(TableRow row, String entry, RowReader reader) {
        number++;
        List<String> parts = new ArrayList<>(List.of(entry.strip().split(Pattern.quote(split.separator()), -1)));
        int wanted = split.parts().size();
        int surplus = parts.size() - wanted;
        if (surplus > 0 && split.rest().isPresent()) {
            int rest = split.parts().indexOf(split.rest().get());
            List<String> joined = List.copyOf(parts.subList(rest, rest + surplus + 1));
            parts.subList(rest, rest + surplus + 1).clear();
            parts.add(rest, String.join(split.separator(), joined));
        }
        if (parts.size() != wanted) {
            RowFindings findings = new RowFindings(number);
            findings.wrong(
                    "BAD_ENTRY",
                    split.column(),
                    entry,
                    "%d parts with '%s' between them".formatted(wanted, split.separator()));
            return ReadRow.refused(number, findings.list());
        }
        List<String> values = new ArrayList<>(row.values());
        values.addAll(parts);
        return reader.read(new TableRow(number, row.line(), values));
    }
}
