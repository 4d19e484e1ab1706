package org.billhook.imports.internal.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.imports.internal.files.BrokenFile;
import org.billhook.imports.internal.files.TableFile;
import org.billhook.imports.internal.files.TableRow;
import org.billhook.imports.internal.mapping.Mapping;
import org.billhook.imports.internal.rows.EntryRows;
import org.billhook.imports.internal.rows.EqualRows;
import org.billhook.imports.internal.rows.ReadRow;
import org.billhook.imports.internal.rows.RowReader;

/** The rows of an upload as its mapping reads them, page by page. */
final class RowSource implements Closeable {

    private final TableFile file;
    private final RowReader reader;
    private final EqualRows equal;
    private final Optional<EntryRows> entries;
    private final Deque<ReadRow> read = new ArrayDeque<>();

    private RowSource(TableFile file, RowReader reader, EqualRows equal, Optional<EntryRows> entries) {
        this.file = file;
        this.reader = reader;
        this.equal = equal;
        this.entries = entries;
    }

    static RowSource open(Path main, Map<String, Path> joined, Mapping mapping, int mostJoinedRows)
            throws IOException, BrokenFile {
        TableFile file = TableFile.open(main, mapping.file(), mapping.formats(), mapping.ownColumns());
        try {
            RowReader reader = RowReader.of(mapping, file.header(), joined, mostJoinedRows);
            Optional<EntryRows> entries = mapping.entries().map(split -> new EntryRows(split, file.header()));
            return new RowSource(file, reader, new EqualRows(mapping.repeats().counted()), entries);
        } catch (IOException | BrokenFile | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** They are read all the same, since rows after them may be equal to them. */
    void skip(long rows) throws IOException, BrokenFile {
        for (long i = 0; i < rows; i++) {
            next();
        }
    }

    /** At most that many rows; none at the end. */
    List<ReadRow> next(int most) throws IOException, BrokenFile {
        List<ReadRow> page = new ArrayList<>(most);
        while (page.size() < most) {
            Optional<ReadRow> row = next();
            if (row.isEmpty()) {
                break;
            }
            page.add(row.get());
        }
        return page;
    }

    private Optional<ReadRow> next() throws IOException, BrokenFile {
        if (read.isEmpty()) {
            Optional<TableRow> row = file.next();
            if (row.isEmpty()) {
                return Optional.empty();
            }
            read.addAll(
                    entries.map(split -> split.of(row.get(), reader)).orElseGet(() -> List.of(reader.read(row.get()))));
        }
        return Optional.of(equal.next(read.remove()));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
