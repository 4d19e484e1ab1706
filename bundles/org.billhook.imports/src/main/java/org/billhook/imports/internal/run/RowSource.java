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
import org.billhook.imports.internal.rows.ReadRow;
import org.billhook.imports.internal.rows.RowReader;

/** The rows of an upload as its mapping reads them, page by page. */
final class RowSource implements Closeable {

    private final CsvFile csv;
    private final RowReader reader;

    private RowSource(CsvFile csv, RowReader reader) {
        this.csv = csv;
        this.reader = reader;
    }

    static RowSource open(Path main, Map<String, Path> joined, Mapping mapping, int mostJoinedRows)
            throws IOException, BrokenFile {
        CsvFile csv = CsvFile.open(main, mapping.file());
        try {
            return new RowSource(csv, RowReader.of(mapping, csv.header(), joined, mostJoinedRows));
        } catch (IOException | BrokenFile | RuntimeException e) {
            csv.close();
            throw e;
        }
    }

    void skip(long rows) throws IOException, BrokenFile {
        for (long i = 0; i < rows; i++) {
            csv.next();
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
            page.add(reader.read(row.get()));
        }
        return page;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
