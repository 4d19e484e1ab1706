package org.billhook.imports.internal.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.imports.internal.csv.BrokenFile;
import org.billhook.imports.internal.csv.CsvFile;
import org.billhook.imports.internal.csv.CsvRow;
import org.billhook.imports.internal.mapping.Mapping;
import org.billhook.imports.internal.rows.EqualRows;
import org.billhook.imports.internal.rows.ReadRow;
import org.billhook.imports.internal.rows.RowReader;

/** The rows of an upload as its mapping reads them, page by page. */
final class RowSource implements Closeable {

    private final CsvFile csv;
    private final RowReader reader;
    private final EqualRows equal;

    private RowSource(CsvFile csv, RowReader reader, EqualRows equal) {
        this.csv = csv;
        this.reader = reader;
        this.equal = equal;
    }

    static RowSource open(Path main, Map<String, Path> joined, Mapping mapping, int mostJoinedRows)
            throws IOException, BrokenFile {
        CsvFile csv = CsvFile.open(main, mapping.file());
        try {
            RowReader reader = RowReader.of(mapping, csv.header(), joined, mostJoinedRows);
            return new RowSource(csv, reader, new EqualRows(mapping.repeats().counted()));
        } catch (IOException | BrokenFile | RuntimeException e) {
            csv.close();
            throw e;
        }
    }

    /** They are read all the same, since rows after them may be equal to them. */
    void skip(long rows) throws IOException, BrokenFile {
        for (long i = 0; i < rows; i++) {
            csv.next().ifPresent(row -> equal.next(reader.read(row)));
        }
    }

    /** At most that many rows; none at the end. */
    List<ReadRow> next(int most) throws IOException, BrokenFile {
        List<ReadRow> page = new ArrayList<>(most);
        while (page.size() < most) {
            Optional<CsvRow> row = csv.next();
            if (row.isEmpty()) {
                break;
            }
            page.add(equal.next(reader.read(row.get())));
        }
        return page;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
