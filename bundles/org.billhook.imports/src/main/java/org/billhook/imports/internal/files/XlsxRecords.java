package org.billhook.imports.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.billhook.imports.internal.mapping.Mapping.FileFormat;
import org.billhook.imports.internal.mapping.ValueFormats;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** The rows of one sheet of a workbook (XLSX). Numbers, days and durations become texts as the mapping reads them. */
final class XlsxRecords implements Records {

    private static final int MOST_COLUMNS = 1_000;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final CellText texts;

    private XlsxRecords(ReadableWorkbook workbook, Sheet sheet, ValueFormats formats) throws IOException {
        this.workbook = workbook;
        stream = sheet.openStream();
        rows = stream.iterator();
        texts = new CellText(formats, workbook.isDate1904());
    }

    /**
     * Whether the file is a workbook, by its first bytes.
     *
     * @throws BrokenFile if it is one of the older kind, or one with a password
     */
    static boolean fits(Path file) throws IOException, BrokenFile {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(ZIP.length);
        }
        if (java.util.Arrays.equals(start, OLE)) {
            throw BrokenFile.of(
                    "NOT_XLSX",
                    "The file is a workbook of Excel before 2007 (XLS), or one with a password; save it as XLSX");
        }
        return java.util.Arrays.equals(start, ZIP);
    }

    static XlsxRecords open(Path file, FileFormat format, ValueFormats formats) throws IOException, BrokenFile {
        XlsxGuard.check(file);
        ReadableWorkbook workbook = null;
        try {
            workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
            return new XlsxRecords(workbook, sheet(workbook, format), formats);
        } catch (ExcelReaderException | IllegalStateException | IllegalArgumentException | NullPointerException e) {
            // what is missing in a workbook, the library finds by these
            close(workbook);
            throw notXlsx(e);
        } catch (IOException | BrokenFile e) {
            close(workbook);
            throw e;
        }
    }

    private static void close(ReadableWorkbook workbook) throws IOException {
        if (workbook != null) {
            workbook.close();
        }
    }

    private static Sheet sheet(ReadableWorkbook workbook, FileFormat format) throws BrokenFile {
        List<Sheet> sheets = workbook.getSheets()
                .filter(sheet -> format.sheet()
                        .map(sheet.getName()::equals)
                        .orElse(sheet.getVisibility() == SheetVisibility.VISIBLE))
                .toList();
        if (sheets.isEmpty()) {
            throw BrokenFile.of(
                    "NO_SHEET",
                    "The workbook has no sheet %s; it has %s",
                    format.sheet().map("'%s'"::formatted).orElse("that is not hidden"),
                    workbook.getSheets().map(Sheet::getName).toList());
        }
        return sheets.get(0);
    }

    private static BrokenFile notXlsx(RuntimeException e) {
        return BrokenFile.of("NOT_XLSX", "The workbook can't be read: %s", e.getMessage());
    }

    @Override
    public boolean endsWithLastValue() {
        return true;
    }

    @Override
    public Optional<Line> next() throws BrokenFile {
        try {
            while (rows.hasNext()) {
                Row row = rows.next();
                List<String> values = values(row);
                if (!values.isEmpty()) {
                    return Optional.of(new Line(row.getRowNum(), values));
                }
            }
            return Optional.empty();
        } catch (ExcelReaderException | IllegalStateException | IllegalArgumentException e) {
            throw BrokenFile.of("NOT_XLSX", "From %s on the sheet can't be read: %s", BrokenFile.PLACE, e.getMessage());
        }
    }

    /** Up to the last that isn't empty. */
    private List<String> values(Row row) throws BrokenFile {
        List<String> values = new ArrayList<>(row.getCellCount());
        int last = 0;
        for (int i = 0; i < row.getCellCount(); i++) {
            Optional<Cell> cell = row.getOptionalCell(i);
            String text = cell.map(texts::of).orElse("");
            if (i >= MOST_COLUMNS && !text.isEmpty()) {
                throw BrokenFile.of(
                        "NOT_XLSX", "Row %d of the sheet has more than %d columns", row.getRowNum(), MOST_COLUMNS);
            }
            if (i < MOST_COLUMNS) {
                values.add(text);
            }
            if (!text.isBlank()) {
                last = i + 1;
            }
        }
        return List.copyOf(values.subList(0, last));
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
