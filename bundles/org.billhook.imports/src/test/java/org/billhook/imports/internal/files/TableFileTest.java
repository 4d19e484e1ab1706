package org.billhook.imports.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.billhook.imports.internal.mapping.Mapping.FileFormat;
import org.billhook.imports.internal.mapping.MappingReader;
import org.billhook.imports.internal.mapping.ValueFormats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFileTest {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final ValueFormats VALUES = MappingReader.read(
                    """
                    {"source": "time", "origin": "o", "file": {"charset": "UTF-8"},
                     "fields": {"externalId": "{Id}", "object": {"kind": "project", "key": "P"},
                                "quantity": {"column": "Hours", "unit": "HUR"}, "serviceDate": "Day"}}""")
            .mapping()
            .orElseThrow()
            .formats();

    @TempDir
    private Path folder;

    @Test
    void quotesSeparatorsAndLineBreaksInsideQuotesAreValues() throws Exception {
        Path file = file("a,b\n\"x \"\"y\"\", z\",\"two\r\nlines\"\r\n\n3,4", StandardCharsets.UTF_8);

        assertThat(rows(file, StandardCharsets.UTF_8))
                .containsExactly(
                        new TableRow(1, 2, List.of("x \"y\", z", "two\r\nlines")),
                        new TableRow(2, 5, List.of("3", "4")));
    }

    @Test
    void otherSeparatorAndQuoteAreUsed() throws Exception {
        Path file = file("a;b\n'x;y';2\n", StandardCharsets.UTF_8);

        try (TableFile csv = TableFile.open(
                file,
                new FileFormat(StandardCharsets.UTF_8, ';', '\'', Optional.empty(), Optional.empty()),
                VALUES,
                List.of())) {
            assertThat(csv.header()).containsExactly("a", "b");
            assertThat(csv.next().orElseThrow().values()).containsExactly("x;y", "2");
        }
    }

    @Test
    void byteWithoutCharacterNamesRowAndByte() throws Exception {
        // 0x81 stands for nothing in windows-1252; it is byte 4 + 4 + 2
        Path file = bytes("a,b\n1,x\n2,".getBytes(WINDOWS), HexFormat.of().parseHex("81"), "\n3,y\n".getBytes(WINDOWS));

        assertBroken(file, WINDOWS, "WRONG_ENCODING", "row 2, byte 11 of the file, 81 is no character of windows-1252");
    }

    @Test
    void malformedUtf8FarBehindNamesRowAndByte() throws Exception {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write("a\n".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 30_000; i++) {
            content.write("äöü\n".getBytes(StandardCharsets.UTF_8));
        }
        content.write(HexFormat.of().parseHex("e4"));
        content.write("x\n".getBytes(StandardCharsets.UTF_8));

        assertBroken(
                bytes(content.toByteArray()),
                StandardCharsets.UTF_8,
                "WRONG_ENCODING",
                "row 30001, byte 210003 of the file, E4 is no character of UTF-8");
    }

    @Test
    void byteWithoutCharacterInTheHeaderIsNamed() throws Exception {
        assertBroken(
                bytes(HexFormat.of().parseHex("618162"), "\n1\n".getBytes(WINDOWS)),
                WINDOWS,
                "WRONG_ENCODING",
                "the header, byte 2");
    }

    @Test
    void utf8FileIsNotTakenAsWindows1252() throws Exception {
        Path file = file("a\nMüller\n", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> TableFile.verify(
                        file, new FileFormat(WINDOWS, ',', '"', Optional.empty(), Optional.empty()), VALUES, List.of()))
                .isInstanceOf(BrokenFile.class)
                .hasMessageContaining("The file is UTF-8")
                .hasMessageContaining("windows-1252");
        assertThat(TableFile.verify(
                        file("a\nMüller\n", WINDOWS),
                        new FileFormat(WINDOWS, ',', '"', Optional.empty(), Optional.empty()),
                        VALUES,
                        List.of()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"efbbbf,UTF-8,UTF-8", "fffe,UTF-16LE,UTF-16LE", "feff,UTF-16BE,UTF-16", "fffe,UTF-16LE,UTF-16"})
    void fittingByteOrderMarkIsNoPartOfTheHeader(String mark, String written, String mapped) throws Exception {
        Path file = bytes(HexFormat.of().parseHex(mark), "Id\n1\n".getBytes(Charset.forName(written)));

        try (TableFile csv = TableFile.open(
                file,
                new FileFormat(Charset.forName(mapped), ',', '"', Optional.empty(), Optional.empty()),
                VALUES,
                List.of())) {
            assertThat(csv.header()).containsExactly("Id");
        }
    }

    @ParameterizedTest
    @CsvSource({"efbbbf,windows-1252", "fffe,UTF-8", "feff,UTF-16LE"})
    void otherByteOrderMarkIsRefused(String mark, String mapped) throws Exception {
        assertBroken(
                bytes(HexFormat.of().parseHex(mark), "Id\n1\n".getBytes(WINDOWS)),
                Charset.forName(mapped),
                "WRONG_ENCODING",
                "byte order mark");
    }

    @ParameterizedTest
    @CsvSource({"'',The file is empty", "a,a header but no rows", "'a\n\n\n',a header but no rows"})
    void fileWithoutRowsIsRefused(String content, String message) throws Exception {
        assertBroken(file(content, StandardCharsets.UTF_8), StandardCharsets.UTF_8, "EMPTY_FILE", message);
    }

    @Test
    void quoteThatIsNeverClosedNamesItsRow() throws Exception {
        assertBroken(
                file("a,b\n1,2\n3,\"4\n5,6\n", StandardCharsets.UTF_8),
                StandardCharsets.UTF_8,
                "NOT_CSV",
                "From row 2 on");
    }

    @Test
    void textAfterTheClosingQuoteNamesItsRow() throws Exception {
        assertBroken(
                file("a,b\n1,\"x\"y\n", StandardCharsets.UTF_8), StandardCharsets.UTF_8, "NOT_CSV", "From row 1 on");
    }

    @Test
    void rowLongerThanAllowedNamesItsRow() throws Exception {
        String tooLong = "x".repeat(CsvRecords.LONGEST_RECORD + 1);

        assertBroken(
                file("a\n1\n" + tooLong + "\n", StandardCharsets.UTF_8),
                StandardCharsets.UTF_8,
                "NOT_CSV",
                "From row 2 on");
    }

    @Test
    void rowsAreCounted() throws Exception {
        StringBuilder content = new StringBuilder("a,b\n");
        for (int i = 0; i < 12_345; i++) {
            content.append(i).append(",x\n");
        }

        assertThat(TableFile.verify(
                        file(content.toString(), WINDOWS),
                        new FileFormat(WINDOWS, ',', '"', Optional.empty(), Optional.empty()),
                        VALUES,
                        List.of()))
                .isEqualTo(12_345);
    }

    private static List<TableRow> rows(Path file, Charset charset) throws Exception {
        List<TableRow> rows = new ArrayList<>();
        try (TableFile csv = TableFile.open(
                file, new FileFormat(charset, ',', '"', Optional.empty(), Optional.empty()), VALUES, List.of())) {
            for (Optional<TableRow> row = csv.next(); row.isPresent(); row = csv.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }

    private static void assertBroken(Path file, Charset charset, String code, String message) {
        assertThatThrownBy(() -> TableFile.verify(
                        file, new FileFormat(charset, ',', '"', Optional.empty(), Optional.empty()), VALUES, List.of()))
                .isInstanceOfSatisfying(BrokenFile.class, e -> {
                    assertThat(e.finding().code()).isEqualTo(code);
                    assertThat(e.finding().message()).contains(message);
                });
    }

    private Path file(String content, Charset charset) throws IOException {
        return bytes(content.getBytes(charset));
    }

    private Path bytes(byte[]... parts) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.write(part);
        }
        return Files.write(Files.createTempFile(folder, "file", ".csv"), content.toByteArray());
    }
}
