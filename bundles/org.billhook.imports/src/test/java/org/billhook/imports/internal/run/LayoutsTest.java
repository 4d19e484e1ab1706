package org.billhook.imports.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.imports.internal.files.BrokenFile;
import org.billhook.imports.internal.files.TableFile;
import org.billhook.imports.internal.mapping.Mapping;
import org.billhook.imports.internal.rows.ReadRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layouts of files as trackers and spreadsheets write them. */
class LayoutsTest {

    private static final String FIELDS =
            """
            "fields": {"externalId": "{Id}", "object": {"kind": "wbs-element", "key": "{Project}"},
                       "quantity": {"column": "Hours", "unit": "HUR"}, "serviceDate": "Day"}""";

    @TempDir
    private Path folder;

    private List<String> read(String mapping, String file) throws Exception {
        Mapping compiled = Mappings.compile(mapping);
        Path path = Files.writeString(folder.resolve("file.csv"), file, StandardCharsets.UTF_8);
        TableFile.verify(path, compiled.file(), compiled.formats(), compiled.ownColumns());
        try (RowSource rows = RowSource.open(path, Map.of(), compiled, 10)) {
            return rows.next(1000).stream().map(LayoutsTest::told).toList();
        }
    }

    private static String told(ReadRow row) {
        String codes =
                String.join(",", row.findings().stream().map(Finding::code).toList());
        if (row.isSkipped()) {
            return "SKIPPED";
        }
        return row.draft()
                .map(LayoutsTest::told)
                .map(told -> told + (codes.isEmpty() ? "" : " " + codes))
                .orElse(codes);
    }

    private static String told(SourceDraft draft) {
        return draft.posted() + " on " + draft.serviceDate();
    }

    private static String mapping(String more, String fields) {
        return "{\"source\": \"time\", \"origin\": \"o\", \"file\": {\"charset\": \"UTF-8\"}" + more + ", " + fields
                + "}";
    }

    private static String quantity(String more) {
        return FIELDS.replace("\"unit\": \"HUR\"", more);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"unit\": \"HUR\"|01:30:30|1.508 HUR on 2026-03-02 ROUNDED",
                "\"unit\": \"HUR\"|0:20|0.333 HUR on 2026-03-02 ROUNDED",
                "\"unit\": \"HUR\"|0:15|0.25 HUR on 2026-03-02",
                "\"unit\": \"MIN\"|0:20|20 MIN on 2026-03-02",
                "\"unit\": \"MIN\"|01:30:30|90.5 MIN on 2026-03-02",
                "\"unit\": \"HUR\"|18:25 min|0.307 HUR on 2026-03-02 ROUNDED",
                "\"unit\": \"HUR\"|0.3333333333333333|0.333 HUR on 2026-03-02 ROUNDED",
                "\"unit\": \"HUR\"|0.0005|0.001 HUR on 2026-03-02 ROUNDED",
                "\"unit\": \"HUR\"|-0.0005|-0.001 HUR on 2026-03-02 ROUNDED",
                "\"unit\": \"HUR\", \"rounding\": \"half-even\"|0.0025|0.002 HUR on 2026-03-02 ROUNDED",
                "\"unit\": \"HUR\", \"rounding\": \"up\"|0:20|0.334 HUR on 2026-03-02 ROUNDED",
                "\"unit\": \"HUR\", \"rounding\": \"down\"|-0:20|-0.333 HUR on 2026-03-02 ROUNDED",
                "\"unit\": \"HUR\", \"rounding\": \"exact\"|0:20|BAD_NUMBER",
                "\"unit\": \"HUR\", \"rounding\": \"exact\"|7.5000|7.5 HUR on 2026-03-02",
                "\"unit\": \"SEC\"|9000|2.5 HUR on 2026-03-02",
                "\"unit\": \"HUR\", \"counts\": \"SEC\"|9000|2.5 HUR on 2026-03-02",
                "\"unit\": \"MIN\", \"counts\": \"HUR\"|1.5|90 MIN on 2026-03-02",
                "\"unit\": \"HUR\", \"counts\": \"SEC\"|1:30|1.5 HUR on 2026-03-02",
                "\"unit\": \"C62\"|1:30|BAD_NUMBER",
                "\"unit\": \"DAY\"|1:30|BAD_NUMBER"
            })
    void timeIsExactOrRoundedByARuleThatIsTold(String unit, String written, String told) throws Exception {
        assertThat(read(mapping("", quantity(unit)), "Id,Project,Hours,Day\n1,P," + written + ",2026-03-02\n"))
                .containsExactly(told);
    }

    @Test
    void whatWasRoundedIsTold() throws Exception {
        Mapping mapping = Mappings.compile(mapping("", FIELDS));
        Path path = Files.writeString(folder.resolve("f"), "Id,Project,Hours,Day\n1,P,0:20,2026-03-02\n");
        try (RowSource rows = RowSource.open(path, Map.of(), mapping, 10)) {
            assertThat(rows.next(1).get(0).findings())
                    .extracting(Finding::message)
                    .containsExactly(
                            "Row 1, column Hours: '0:20' is posted as 0.333 HUR, rounded half-up to 3 decimals");
        }
    }

    @ParameterizedTest
    @CsvSource({"12.345, BAD_NUMBER, exact", "12.345, 12.35 EUR on 2026-03-02 ROUNDED, half-up"})
    void moneyIsRoundedOnlyWhereTheMappingSaysSo(String written, String told, String rounding) throws Exception {
        String amount = FIELDS.replace(
                "\"quantity\": {\"column\": \"Hours\", \"unit\": \"HUR\"}",
                "\"amount\": {\"column\": \"Hours\", \"currency\": \"EUR\", \"rounding\": \"" + rounding + "\"}");
        assertThat(read(mapping("", amount), "Id,Project,Hours,Day\n1,P," + written + ",2026-03-02\n"))
                .containsExactly(told);
    }

    @ParameterizedTest
    @CsvSource({
        "Euro - EUR, 7 EUR on 2026-03-02",
        "EUR, 7 EUR on 2026-03-02",
        "Euro, BAD_CURRENCY",
        "EUR/USD, BAD_CURRENCY"
    })
    void aCurrencyIsReadOutOfItsName(String written, String told) throws Exception {
        String amount = FIELDS.replace(
                "\"quantity\": {\"column\": \"Hours\", \"unit\": \"HUR\"}",
                "\"amount\": {\"column\": \"Hours\", \"currency\": \"{Currency}\"}");
        assertThat(read(mapping("", amount), "Id,Project,Hours,Day,Currency\n1,P,7,2026-03-02," + written + "\n"))
                .containsExactly(told);
    }

    @ParameterizedTest
    @CsvSource({
        "yyyy-MM-dd HH:mm, 2026-03-02 08:00",
        "dd/MMM/yy h:mm a, 02/Mar/26 9:00 AM",
        "yyyy-MM-dd'T'HH:mm:ssXXX, 2026-03-02T23:30:00-08:00"
    })
    void aDateMayHaveATime(String pattern, String written) throws Exception {
        String formats = ", \"formats\": {\"dates\": [{\"pattern\": \"%s\", \"locale\": \"en\"}]}".formatted(pattern);
        assertThat(read(mapping(formats, FIELDS), "Id,Project,Hours,Day\n1,P,1," + written + "\n"))
                .containsExactly("1 HUR on 2026-03-02");
    }

    @Test
    void aFirstLineMayTellTheSeparator() throws Exception {
        String semicolons = mapping("", FIELDS).replace("\"UTF-8\"", "\"UTF-8\", \"separator\": \";\"");
        assertThat(read(semicolons, "\ufeffsep=;\r\nId;Project;Hours;Day\r\n1;P;1;2026-03-02\r\n"))
                .containsExactly("1 HUR on 2026-03-02");
        assertThatThrownBy(() -> read(semicolons, "sep=,\nId,Project,Hours,Day\n1,P,1,2026-03-02\n"))
                .isInstanceOf(BrokenFile.class)
                .hasMessageContaining("says that the separator is ','");
    }

    @Test
    void linesAboveTheHeaderAreNoPartOfTheTable() throws Exception {
        String file = "Report,,,\nCustomer,Hafen AG\n\nId,Project,Hours,Day\n1,P,1,2026-03-02\n,,Sum 1,\n";
        String filter = ", \"filters\": [{\"column\": \"Id\", \"notIn\": [\"\"]}]";
        assertThat(read(mapping(filter, FIELDS), file)).containsExactly("1 HUR on 2026-03-02", "SKIPPED");
        String line = mapping(filter, FIELDS).replace("\"UTF-8\"", "\"UTF-8\", \"headerLine\": 4");
        assertThat(read(line, file)).containsExactly("1 HUR on 2026-03-02", "SKIPPED");
        assertThatThrownBy(() -> read(line.replace(": 4", ": 3"), file))
                .hasMessageContaining("Line 3, where the mapping says that the header is, is empty");
        assertThatThrownBy(() -> read(mapping("", FIELDS), file.replace("Hours", "Time")))
                .hasMessageContaining("lacks [Hours]");
    }

    @Test
    void columnsOfOneNameAndSeveralValuesInACellAreRowsOfTheirOwn() throws Exception {
        String entries =
                """
                , "entries": {"column": "Log Work", "parts": ["Note", "When", "Who", "Seconds"], "rest": "Note"},
                "formats": {"dates": [{"pattern": "dd/MMM/yy h:mm a", "locale": "en"}]}""";
        String fields =
                """
                "fields": {"externalId": "{Issue key}/{When}/{Who}", "object": {"kind": "wbs-element", "key": "{Issue key}"},
                           "quantity": {"column": "Seconds", "unit": "HUR", "counts": "SEC"}, "serviceDate": "When"}""";
        String file =
                """
                Issue key,Log Work,Log Work,Log Work
                K-7,Drawing;02/Mar/26 9:00 AM;ifalk;5400,Call; with the yard;03/Mar/26 1:30 PM;obrandt;3600,
                K-8,,,
                K-9,no parts,,
                K-10,short
                """;
        assertThat(read(mapping(entries, fields), file))
                .containsExactly(
                        "1.5 HUR on 2026-03-02", "1 HUR on 2026-03-03", "SKIPPED", "BAD_ENTRY", "COLUMN_COUNT");
    }

    @Test
    void severalEntriesOfOneCell() throws Exception {
        String entries =
                ", \"entries\": {\"column\": \"Work\", \"between\": \" | \", \"separator\": \"=\", \"parts\": [\"When\", \"Hours\"]}";
        String fields = FIELDS.replace("\"Day\"", "\"When\"").replace("{Id}", "{Id}/{When}");
        assertThat(read(mapping(entries, fields), "Id,Project,Work\n1,P,2026-03-02=1:30 | 2026-03-03=2\n2,P,\n"))
                .containsExactly("1.5 HUR on 2026-03-02", "2 HUR on 2026-03-03", "SKIPPED");
    }

    @Test
    void templatesGetReplacedValues() throws Exception {
        String replacements =
                """
                , "replacements": {"Project": {"map": {"Cafe": "C1"}, "replace": {" / ": ".", "/": "-"}, "empty": "NONE"}}""";
        Mapping mapping = Mappings.compile(mapping(replacements, FIELDS));
        Path path = Files.writeString(
                folder.resolve("f"),
                "Id,Project,Hours,Day\n1,Cafe / Phase 1,1,2026-03-02\n2,Cafe,1,2026-03-02\n3,,1,2026-03-02\n4,a/b,1,2026-03-02\n");
        try (RowSource rows = RowSource.open(path, Map.of(), mapping, 10)) {
            assertThat(rows.next(9))
                    .extracting(row -> row.draft().orElseThrow().object().key())
                    .containsExactly("Cafe.Phase 1", "C1", "NONE", "a-b");
        }
    }

    @Test
    void aPartOfAnExternalIdMayBeEmptyButNotAllOfIt() throws Exception {
        String fields = FIELDS.replace("{Id}", "{Day}/{Note}");
        assertThat(read(mapping("", fields), "Note,Project,Hours,Day\nPhone,P,1,2026-03-02\n,P,1,2026-03-02\n"))
                .containsExactly("1 HUR on 2026-03-02", "1 HUR on 2026-03-02");
        assertThat(read(mapping("", FIELDS), "Id,Project,Hours,Day\n,P,1,2026-03-02\n"))
                .containsExactly("EMPTY_VALUE");
    }

    @Test
    void lakhsAreGroupedByTwo() throws Exception {
        String formats = ", \"formats\": {\"groupingSeparator\": \",\"}";
        assertThat(
                        read(
                                mapping(formats, quantity("\"unit\": \"C62\"")),
                                "Id,Project,Hours,Day\n1,P,\"1,23,456.50\",2026-03-02\n2,P,\"1,23,45\",2026-03-02\n3,P,\"12,345,67\",2026-03-02\n"))
                .containsExactly("123456.5 C62 on 2026-03-02", "BAD_NUMBER", "BAD_NUMBER");
    }
}
