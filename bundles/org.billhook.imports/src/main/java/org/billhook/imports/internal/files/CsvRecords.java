package org.billhook.imports.internal.files;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.billhook.imports.internal.mapping.Mapping.FileFormat;

/**
 * The records of a CSV file (RFC 4180). A first line {@code sep=;}, by which spreadsheets tell each other the separator, is no
 * record.
 */
final class CsvRecords implements Records {

    /** Longest record in characters; a longer one is a quote that is never closed. */
    static final int LONGEST_RECORD = 262_144;

    private static final int MOST_COLUMNS = 1_000;
    private static final String SEPARATOR = "sep=";

    private final FileFormat format;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final int before;

    private CsvRecords(FileFormat format, CsvReader<CsvRecord> reader, int before) {
        this.format = format;
        this.reader = reader;
        this.before = before;
        records = reader.iterator();
    }

    static CsvRecords open(Path file, FileFormat format) throws IOException, BrokenFile {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 65_536);
        try {
            int skipped = ByteOrderMark.skip(in, format.charset());
            BufferedReader strict = new BufferedReader(new StrictReader(in, format.charset(), skipped), 65_536);
            int before = skipSeparator(strict, format);
            return new CsvRecords(
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
                                    strict),
                    before);
        } catch (IOException | BrokenFile | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** @return lines skipped */
    private static int skipSeparator(BufferedReader reader, FileFormat format) throws IOException, BrokenFile {
        reader.mark(SEPARATOR.length() + 2);
        char[] start = new char[SEPARATOR.length() + 2];
        int length = 0;
        try {
            for (int read = reader.read(); read >= 0 && length < start.length; read = reader.read()) {
                start[length++] = (char) read;
                if (length == start.length) {
                    break;
                }
            }
        } catch (UndecodableBytes e) {
            // whoever reads on from the mark meets it again, and tells where it stands
            length = 0;
        }
        String text = new String(start, 0, length);
        boolean line = text.regionMatches(true, 0, SEPARATOR, 0, SEPARATOR.length())
                && text.length() > SEPARATOR.length()
                && (text.length() == SEPARATOR.length() + 1 || "\r\n".indexOf(text.charAt(5)) >= 0);
        reader.reset();
        if (!line) {
            return 0;
        }
        char separator = text.charAt(SEPARATOR.length());
        if (separator != format.separator()) {
            throw BrokenFile.of(
                    "WRONG_SEPARATOR",
                    "The first line of the file says that the separator is '%s', but its mapping says '%s'",
                    separator,
                    format.separator());
        }
        reader.readLine();
        return 1;
    }

    @Override
    public boolean endsWithLastValue() {
        return false;
    }

    @Override
    public Optional<Line> next() throws IOException, BrokenFile {
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            CsvRecord record = records.next();
            return Optional.of(new Line(record.getStartingLineNumber() + before, record.getFields()));
        } catch (CsvParseException | UncheckedIOException e) {
            throw broken(e);
        }
    }

    private BrokenFile broken(RuntimeException failure) throws IOException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UndecodableBytes bytes) {
                return BrokenFile.of(
                        "WRONG_ENCODING",
                        "In %s, byte %d of the file, %s is no character of %s, the charset of the mapping",
                        BrokenFile.PLACE,
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
                BrokenFile.PLACE,
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
