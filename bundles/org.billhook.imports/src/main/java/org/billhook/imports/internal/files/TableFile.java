package org.billhook.imports.internal.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.billhook.imports.internal.mapping.Mapping.FileFormat;
import org.billhook.imports.internal.mapping.ValueFormats;

/** A table with a header, read row by row in constant memory. Above the header there may be lines that are no part of it. */
public final class TableFile implements Closeable {

    /** Lines among which the header is looked for. */
    static final int LINES_OF_HEADER = 50;

    private final Records records;
    private final Deque<Records.Line> looked = new ArrayDeque<>();
    private final List<String> header;
    private long number;

    private TableFile(Records records, FileFormat format, Collection<String> wanted) throws IOException, BrokenFile {
        this.records = records;
        header = format.headerLine().isPresent() ? headerAt(format.headerLine().get()) : findHeader(wanted);
    }

    /**
     * Opens a workbook (XLSX), by its first bytes, or a CSV file.
     *
     * @param values how the texts of a workbook's numbers and days are to be written
     * @param wanted columns by which the header is known where the format does not say its line
     */
    public static TableFile open(Path file, FileFormat format, ValueFormats values, Collection<String> wanted)
            throws IOException, BrokenFile {
        Records records =
                XlsxRecords.fits(file) ? XlsxRecords.open(file, format, values) : CsvRecords.open(file, format);
        try {
            return new TableFile(records, format, wanted);
        } catch (BrokenFile e) {
            records.close();
            throw e.at("the header");
        } catch (IOException | RuntimeException e) {
            records.close();
            throw e;
        }
    }

    /** Reads the file to its end, without keeping anything, and counts its rows. */
    public static long verify(Path file, FileFormat format, ValueFormats values, Collection<String> wanted)
            throws IOException, BrokenFile {
        try (TableFile table = open(file, format, values, wanted)) {
            if (!XlsxRecords.fits(file)) {
                Utf8Look.refuse(file, format.charset());
            }
            while (table.next().isPresent()) {
                continue;
            }
            if (table.number == 0) {
                throw BrokenFile.of("EMPTY_FILE", "The file has a header but no rows");
            }
            return table.number;
        }
    }

    private List<String> headerAt(int line) throws IOException, BrokenFile {
        Optional<Records.Line> found = records.next();
        while (found.isPresent() && found.get().line() < line) {
            found = records.next();
        }
        if (found.filter(record -> record.line() == line).isEmpty()) {
            throw BrokenFile.of("NO_HEADER", "Line %d, where the mapping says that the header is, is empty", line);
        }
        return names(found.get());
    }

    /** The first line with all wanted columns; without one the line that has the most of them. */
    private List<String> findHeader(Collection<String> wanted) throws IOException, BrokenFile {
        List<Records.Line> lines = new ArrayList<>();
        int best = 0;
        long most = -1;
        while (lines.size() < LINES_OF_HEADER && most < wanted.size()) {
            Optional<Records.Line> line = records.next();
            if (line.isEmpty()) {
                break;
            }
            lines.add(line.get());
            List<String> names = names(line.get());
            long has = wanted.stream().filter(names::contains).count();
            if (has > most) {
                most = has;
                best = lines.size() - 1;
            }
        }
        if (lines.isEmpty()) {
            throw BrokenFile.of("EMPTY_FILE", "The file is empty; it must have a header and rows");
        }
        looked.addAll(lines.subList(best + 1, lines.size()));
        return names(lines.get(best));
    }

    private static List<String> names(Records.Line line) {
        return line.values().stream().map(String::strip).toList();
    }

    public List<String> header() {
        return header;
    }

    /** The next row; empty at the end. */
    public Optional<TableRow> next() throws IOException, BrokenFile {
        Optional<Records.Line> line = looked.isEmpty() ? nextRecord() : Optional.of(looked.remove());
        if (line.isEmpty()) {
            return Optional.empty();
        }
        number++;
        return Optional.of(
                new TableRow(number, line.get().line(), filledUp(line.get().values())));
    }

    private Optional<Records.Line> nextRecord() throws IOException, BrokenFile {
        try {
            return records.next();
        } catch (BrokenFile e) {
            throw e.at("row " + (number + 1));
        }
    }

    private List<String> filledUp(List<String> values) {
        if (!records.endsWithLastValue() || values.size() >= header.size()) {
            return values;
        }
        List<String> all = new ArrayList<>(values);
        while (all.size() < header.size()) {
            all.add("");
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
