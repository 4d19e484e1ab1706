package org.billhook.imports.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.imports.internal.files.BrokenFile;
import org.billhook.imports.internal.files.TableFile;
import org.billhook.imports.internal.files.TableRow;
import org.billhook.imports.internal.files.Workbook;
import org.billhook.imports.internal.mapping.Mapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports of workbooks (XLSX). */
class WorkbookTest {

    private static final String MAPPING =
            """
            {"source": "time", "origin": "o", "file": {"charset": "UTF-8"},
             "formats": {"dates": [{"pattern": "dd.MM.yyyy", "locale": "de"}], "decimalSeparator": ",", "groupingSeparator": "."},
             "fields": {"externalId": "{Id}", "object": {"kind": "wbs-element", "key": "{Project}"},
                        "quantity": {"column": "Hours", "unit": "HUR"}, "serviceDate": "Day"}}
            """;

    private static final String HEADER = "<row r=\"3\">" + text("A3", "Id") + text("B3", "Project")
            + text("C3", "Hours") + text("D3", "Day") + text("E3", "Note") + "</row>";

    private static final String TITLE = "<row r=\"1\">" + text("A1", "Report") + "</row>";

    @TempDir
    private Path folder;

    private static String text(String cell, String text) {
        return "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(cell, text);
    }

    private static String number(String cell, int style, String value) {
        return "<c r=\"%s\" s=\"%d\"><v>%s</v></c>".formatted(cell, style, value);
    }

    private List<List<String>> rows(Workbook workbook, String mapping) throws Exception {
        Mapping compiled = Mappings.compile(mapping);
        Path file = workbook.write(folder.resolve("times.xlsx"));
        TableFile.verify(file, compiled.file(), compiled.formats(), compiled.ownColumns());
        List<List<String>> rows = new ArrayList<>();
        try (TableFile table = TableFile.open(file, compiled.file(), compiled.formats(), compiled.ownColumns())) {
            for (Optional<TableRow> row = table.next(); row.isPresent(); row = table.next()) {
                rows.add(row.get().values());
            }
        }
        return rows;
    }

    @Test
    void cellsBecomeTextsAsTheMappingReadsThem() throws Exception {
        String rows = "<row r=\"4\">" + number("A4", 0, "1") + "<c r=\"B4\" t=\"s\"><v>0</v></c>"
                + number("C4", 0, "1.234")
                + number("D4", 1, "46083") + "<c r=\"E4\" t=\"s\"><v>1</v></c></row>"
                + "<row r=\"6\">" + number("A6", 0, "2") + text("B6", "P1") + number("C6", 3, "1.0416666666666667")
                + number("D6", 2, "46083.958333333336") + "</row>"
                + "<row r=\"7\">" + number("A7", 4, "0.30000000000000004") + "<c r=\"B7\" t=\"b\"><v>1</v></c>"
                + "<c r=\"C7\"><f>1+1</f><v>2</v></c><c r=\"D7\" t=\"e\"><v>#REF!</v></c></row>";
        assertThat(rows(new Workbook(TITLE + HEADER + rows), MAPPING))
                .containsExactly(
                        List.of("1", "P1", "1,234", "02.03.2026", "Two runs"),
                        List.of("2", "P1", "25:00:00", "02.03.2026", ""),
                        List.of("0,3", "TRUE", "2", "#REF!", ""));
    }

    @Test
    void rowsOfAWorkbookBecomePostings() throws Exception {
        String rows = "<row r=\"4\">" + number("A4", 0, "1") + text("B4", "P1")
                + number("C4", 3, "0.013888888888888888") + number("D4", 1, "46083") + "</row>";
        Path file = new Workbook(HEADER + rows).write(folder.resolve("times.xlsx"));
        try (RowSource source = RowSource.open(file, Map.of(), Mappings.compile(MAPPING), 10)) {
            assertThat(source.next(10)).singleElement().satisfies(row -> {
                assertThat(row.draft().orElseThrow().posted()).hasToString("0.333 HUR");
                assertThat(row.draft().orElseThrow().serviceDate()).hasToString("2026-03-02");
            });
        }
    }

    @Test
    void aSheetIsFoundByItsName() {
        Workbook workbook = new Workbook(HEADER);
        String notes = MAPPING.replace("\"UTF-8\"", "\"UTF-8\", \"sheet\": \"Nobody\"");
        assertThatThrownBy(() -> rows(workbook, notes))
                .isInstanceOf(BrokenFile.class)
                .hasMessage("The workbook has no sheet 'Nobody'; it has [Notes, Times]");
        assertThatThrownBy(() -> rows(workbook, MAPPING)).hasMessage("The file has a header but no rows");
    }

    @Test
    void anEntityOfAnotherFileIsNotRead() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "SECRET");
        String sheet = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>";
        Workbook workbook = new Workbook(HEADER);
        String data =
                new String(workbook.parts.get("xl/worksheets/sheet2.xml"), java.nio.charset.StandardCharsets.UTF_8);
        String row = "<row r=\"4\">" + text("A4", "&e;") + text("B4", "x") + "</row></sheetData>";
        workbook.part(
                "xl/worksheets/sheet2.xml",
                data.replace("?><worksheet", "?>" + sheet + "<worksheet").replace("</sheetData>", row));
        try {
            assertThat(rows(workbook, MAPPING).toString()).doesNotContain("SECRET");
        } catch (BrokenFile e) {
            assertThat(e.getMessage()).doesNotContain("SECRET");
        }
    }

    @Test
    void workbooksThatBurstAreRefused() {
        Workbook shared = new Workbook(HEADER);
        shared.parts.put("xl/sharedStrings.xml", new byte[65 << 20]);
        assertThatThrownBy(() -> rows(shared, MAPPING)).hasMessageContaining("xl/sharedStrings.xml has more than");

        Workbook text = new Workbook(HEADER + "<row r=\"4\">" + text("A4", "x".repeat(300_000)) + "</row>");
        assertThatThrownBy(() -> rows(text, MAPPING)).hasMessageContaining("a text in a sheet has more than");

        Workbook column = new Workbook(HEADER + "<row r=\"4\">" + number("ZZZZZZ4", 0, "1") + "</row>");
        assertThatThrownBy(() -> rows(column, MAPPING)).hasMessageContaining("beyond column XFD");

        Workbook hidden = new Workbook(HEADER + "<row r=\"4\">" + number("&#90;ZZZZZ4", 0, "1") + "</row>");
        assertThatThrownBy(() -> rows(hidden, MAPPING)).hasMessageContaining("beyond column XFD");

        Workbook wide = new Workbook(HEADER + "<row r=\"4\">" + number("XFD4", 0, "1") + "</row>");
        assertThatThrownBy(() -> rows(wide, MAPPING)).hasMessageContaining("more than 1000 columns");

        Workbook utf16 = new Workbook(HEADER);
        utf16.parts.put("xl/worksheets/sheet2.xml", "<worksheet/>".getBytes(java.nio.charset.StandardCharsets.UTF_16));
        assertThatThrownBy(() -> rows(utf16, MAPPING)).hasMessageContaining("not written in UTF-8");
    }

    @Test
    void whatIsNoWorkbookSaysSo() throws Exception {
        Mapping mapping = Mappings.compile(MAPPING);
        Path broken = Files.write(folder.resolve("b"), new byte[] {'P', 'K', 3, 4, 0, 0, 0});
        assertThatThrownBy(() -> TableFile.verify(broken, mapping.file(), mapping.formats(), List.of()))
                .hasMessageContaining("begins like a workbook but can't be unpacked");
        Path old = Files.write(folder.resolve("o"), new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1});
        assertThatThrownBy(() -> TableFile.verify(old, mapping.file(), mapping.formats(), List.of()))
                .hasMessageContaining("save it as XLSX");
        Workbook empty = new Workbook(HEADER);
        empty.parts.keySet().removeIf(name -> name.startsWith("xl/"));
        Path nothing = empty.write(folder.resolve("n"));
        assertThatThrownBy(() -> TableFile.verify(nothing, mapping.file(), mapping.formats(), List.of()))
                .isInstanceOf(BrokenFile.class)
                .hasMessageContaining("can't be read");
    }
}
