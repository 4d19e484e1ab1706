package org.billhook.imports.internal.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.billhook.imports.internal.mapping.Mapping.FileFormat;

/** A CSV file (RFC 4180) with a header, read record by record in constant memory. Empty lines are no records. */
public final class CsvFile implements Closeable {

    /** Longest record in characters; a longer one is a quote that is never closed. */
    public static final int LONGEST_RECORD = 262_144;

    private static final int MOST_COLUMNS = 1_000;

    private final FileFormat format;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> header;
    private long number;

    private CsvFile(FileFormat format, CsvReader<CsvRecord> reader) throws BrokenFile, IOException {
        this.format = format;
        this.reader = reader;
        records = reader.iterator();
        number = -1;
        header = next().map(row -> row.values().stream().map(String::strip).toList())
                .orElseThrow(() -> BrokenFile.of("EMPTY_FILE", "The file is empty; it must have a header and rows"));
    }

    public static CsvFile open(Path file, FileFormat format) throws IOException, BrokenFile {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 65_536);
        try {
            int skipped = ByteOrderMark.skip(in, format.charset());
            StrictReader strict = new StrictReader(in, format.charset(), skipped);
            return new CsvFile(
                    format,
                    CsvReader.builder()
                            .fieldSeparator(format.separator())
                            .quoteCharacter(format.quote())
                            .allowExtraFields(true)
                            .allowMissingFields(true)
                            .allowUnclosedQuote(false)
                            .maxBufferSize(LONGEST_RECORD)
                            .build(
                                    CsvRecordHandler.of(limits -> limits.maxFields(MOST_COLUMNS)
                                            .maxFieldSize(LONGEST_RECORD)
                                            .maxRecordSize(LONGEST_RECORD)),
                                    strict));
        } catch (IOException | BrokenFile | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Reads the file to its end, without keeping anything, and counts its rows. */
    public static long verify(Path file, FileFormat format) throws IOException, BrokenFile {
        try (CsvFile csv = open(file, format)) {
            Utf8Look.refuse(file, format.charset());
            while (csv.next().isPresent()) {
                continue;
            }
            if (csv.number == 0) {
                throw BrokenFile.of("EMPTY_FILE", "The file has a header but no rows");
            }
            return csv.number;
        }
    }

    public List<String> header() {
        return header;
    }

    /** The next row; empty at the end. */
    public Optional<CsvRow> next() throws IOException, BrokenFile {
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            CsvRecord record = records.next();
            number++;
            return Optional.of(new CsvRow(number, record.getStartingLineNumber(), record.getFields()));
        } catch (CsvParseException | UncheckedIOException e) {
            throw broken(e);
        }
    }

    private BrokenFile broken(RuntimeException failure) throws IOException {
        String where = number < 0 ? "the header" : "row " + (number + 1);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UndecodableBytes bytes) {
                return BrokenFile.of(
                        "WRONG_ENCODING",
                        "In %s, byte %d of the file, %s is no character of %s, the charset of the mapping",
                        where,
                        bytes.position(),
                        bytes.bytes(),
                        format.charset().name());
            }
            if (cause instanceof IOException io) {
                throw io;
            }
        }
        return BrokenFile.of(
                "NOT_CSV",
                "From %s on the file can't be read as CSV with separator '%s' and quote '%s': %s; a row has at most %d characters in %d columns",
                where,
                format.separator(),
                format.quote(),
                reason(failure),
                LONGEST_RECORD,
                MOST_COLUMNS);
    }

    private static String reason(RuntimeException failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
