package org.billhook.imports.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.imports.internal.files.BrokenFile;
import org.billhook.imports.internal.files.TableFile;
import org.billhook.imports.internal.mapping.Mapping;
import org.billhook.imports.internal.mapping.MappingReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowReaderTest {

    private static final String HEADER = "Task,Person,Project,Hours,Status,Text\n";

    private static final String MAPPING =
            """
            {"source": "cost-line", "origin": "times", "file": {"charset": "UTF-8"},
             "formats": {"dates": [{"pattern": "dd-MMM-yy", "locale": "en"}]},
             "columns": {"dates.Done": "date"},
             "constants": {"Company": "ACME"},
             "joins": [{"name": "dates", "keys": {"Task": "No"}}],
             "filters": [{"column": "Status", "notIn": ["DRAFT"]}],
             "fields": {
               "externalId": "{Task}-{Person}",
               "object": {"kind": "wbs-element", "key": "{Project}"},
               "person": "{Person}", "activity": "Work",
               "quantity": {"column": "Hours", "unit": "HUR", "least": "-24", "most": "24"},
               "serviceDate": ["dates.Done", "dates.Begun"],
               "text": "{Company}: {Text}",
               "billable": {"column": "Status", "in": ["OK"]},
               "characteristics": {"done-on": "{dates.Done}"}},
             "objects": [
               {"kind": "project", "key": "{Project}", "name": "Project {Project}", "attributes": {"customer": "{Company}"},
                "statuses": ["released"]}]}
            """;

    private static final String DATES = "No,Begun,Done\n1,01-Nov-12,02-Nov-12\n2,03-Nov-12,\n";

    @TempDir
    private Path folder;

    @Test
    void rowBecomesAPosting() throws Exception {
        SourceDraft draft = read("1,58,PC2,1.75,OK,A task\n").draft().orElseThrow();

        assertThat(draft.externalId()).isEqualTo("1-58");
        assertThat(draft.kind()).isEqualTo("cost-line");
        assertThat(draft.object()).isEqualTo(new ObjectRef("wbs-element", "PC2"));
        assertThat(draft.posted()).hasToString("1.75 HUR");
        assertThat(draft.serviceDate()).isEqualTo(LocalDate.of(2012, 11, 2));
        assertThat(draft.text()).isEqualTo("ACME: A task");
        assertThat(draft.billable()).isTrue();
        assertThat(draft.characteristics())
                .isEqualTo(Map.of("person", "58", "activity", "Work", "done-on", "2012-11-02"));
    }

    @Test
    void dateFallsBackToTheNextColumnAndEmptyCharacteristicIsLeftOut() throws Exception {
        SourceDraft draft = read("2,58,PC2,-2,NO,\n").draft().orElseThrow();

        assertThat(draft.serviceDate()).isEqualTo(LocalDate.of(2012, 11, 3));
        assertThat(draft.characteristics()).doesNotContainKey("done-on");
        assertThat(draft.posted()).hasToString("-2 HUR");
        assertThat(draft.billable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"12.3, 12.3 EUR", "12.3000, 12.3 EUR", "-0.010, -0.01 EUR"})
    void amountMayHaveZerosAtItsEnd(String amount, String posted) throws Exception {
        assertThat(readAmount(amount).draft().orElseThrow().posted()).hasToString(posted);
    }

    @Test
    void amountWithMoreDecimalsThanItsCurrencyIsRefused() throws Exception {
        assertThat(readAmount("12.345").findings()).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("a number of EUR with at most 2 decimals"));
    }

    @Test
    void filteredRowIsSkipped() throws Exception {
        ReadRow row = read("1,58,PC2,nonsense,DRAFT,\n");

        assertThat(row.isSkipped()).isTrue();
        assertThat(row.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,58,PC2,abc,OK,x|BAD_NUMBER|Hours|Row 1, column Hours: 'abc' is not a number of at most 15 digits",
                "1,58,PC2,,OK,x|EMPTY_VALUE|Hours|is empty",
                "1,58,PC2,999999999999999,OK,x|OUT_OF_RANGE|Hours|at least -24 at most 24",
                "1,58,PC2,-24.001,OK,x|OUT_OF_RANGE|Hours|'-24.001' is not within",
                "1,58,PC2,1e9,OK,x|BAD_NUMBER|Hours|'1e9'",
                "1,58,,1,OK,x|EMPTY_VALUE|Project|is empty",
                "1,58,A/B,1,OK,x|BAD_KEY|Project|none of them a slash",
                "3,58,PC2,1,OK,x|BAD_DATE|dates.Done|'31-Feb-12' is not a date from 1900 to 2199 written dd-MMM-yy",
                "4,58,PC2,1,OK,x|EMPTY_VALUE|dates.Done, dates.Begun|all empty",
                "5,58,PC2,1,OK,x|NOT_JOINED|Task|joined file 'dates' has no row with [5]",
                "6,58,PC2,1,OK,x|JOIN_CONTRADICTS|Task|rows 5 and 6 of joined file 'dates' contradict each other",
                "1,58,PC2,1,OK|COLUMN_COUNT||Row 1 (line 2) has 5 columns; the header has 6",
                "1,58,PC2,1,OK,x,y|COLUMN_COUNT||Row 1 (line 2) has 7 columns; the header has 6"
            })
    void wrongRowIsRefusedWithRowColumnValueAndWhatIsAllowed(String line, String code, String column, String message)
            throws Exception {
        String dates = DATES + "3,,31-Feb-12\n4,,\n6,01-Jan-12,\n6,02-Jan-12,\n6,02-Jan-12,\n";

        ReadRow row = read(line + "\n", dates);

        assertThat(row.draft()).isEmpty();
        assertThat(row.isSkipped()).isFalse();
        assertThat(row.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.field().orElse(null)).isEqualTo(column);
            assertThat(finding.message()).contains(message);
        });
    }

    @Test
    void everythingWrongWithARowIsFoundAtOnce() throws Exception {
        assertThat(read("1,,A/B,x,OK,t\n").findings())
                .extracting(Finding::code)
                .containsExactly("BAD_KEY", "BAD_NUMBER");
    }

    @Test
    void tooLongValuesAreRefused() throws Exception {
        assertThat(read("1," + "5".repeat(121) + ",PC2,1,OK," + "x".repeat(500) + "\n")
                        .findings())
                .extracting(Finding::code)
                .contains("TOO_LONG");
        assertThat(read("1,58,PC2,1,OK," + "x".repeat(494) + "\n").findings()).isEmpty();
        assertThat(read("1,58,PC2,1,OK," + "x".repeat(495) + "\n").findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("has 501 characters; at most 500 are allowed");
    }

    @Test
    void controlCharactersAreRefused() throws Exception {
        assertThat(read("1,58,PC2,1,OK,a\u0000b\n").findings())
                .extracting(Finding::code)
                .containsExactly("BAD_CHARACTER");
    }

    @Test
    void duplicatesOfTheJoinedFileThatAreEqualCountOnce() throws Exception {
        assertThat(read("1,58,PC2,1,OK,x\n", DATES + "1,01-Nov-12,02-Nov-12\n").findings())
                .isEmpty();
    }

    @Test
    void objectIsDescribedForCreation() throws Exception {
        ReadRow.Need need = read("1,58,PC2,1,OK,x\n").objects().get(0);

        assertThat(need.draft().get())
                .isEqualTo(new BillingObjects.Draft(
                        new ObjectRef("project", "PC2"), "Project PC2", Map.of("customer", "ACME")));
        assertThat(need.statuses()).containsExactly("released");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Task,Person,Project,Hours,Status|MISSING_COLUMN|lacks [Text]",
                "Task,Person,Project,Hours,Status,Text,Text|DUPLICATE_COLUMN|column 'Text' twice, in places 6 and 7",
                "Task,Person,Project,Hours,Status,Text,Company|DUPLICATE_COLUMN|which is a constant"
            })
    void headerMustHaveEachMappedColumnOnce(String header, String code, String message) {
        assertThatThrownBy(() -> reader(header + "\n", Map.of("dates", file(DATES)), 10))
                .isInstanceOfSatisfying(BrokenFile.class, e -> {
                    assertThat(e.finding().code()).isEqualTo(code);
                    assertThat(e.finding().message()).contains(message);
                });
    }

    @Test
    void joinedFileIsCheckedLikeTheMainOne() {
        assertThatThrownBy(() -> reader(HEADER, Map.of(), 10)).hasMessageContaining("needs joined files [dates]");
        assertThatThrownBy(() -> reader(HEADER, Map.of("dates", file("No,Begun\n1,\n")), 10))
                .hasMessageContaining("Joined file 'dates'")
                .hasMessageContaining("lacks [Done]");
        assertThatThrownBy(() -> reader(HEADER, Map.of("dates", file(DATES + "3\n")), 10))
                .hasMessageContaining("Joined file 'dates': Row 3 (line 4) has 1 columns");
        assertThatThrownBy(() -> reader(HEADER, Map.of("dates", file(DATES)), 1))
                .hasMessageContaining("more than 1 rows with different keys");
    }

    private ReadRow read(String line) throws Exception {
        return read(line, DATES);
    }

    /** A row that is counted in euros. */
    private ReadRow readAmount(String amount) throws Exception {
        String euros = MAPPING.replace(
                "\"quantity\": {\"column\": \"Hours\", \"unit\": \"HUR\", \"least\": \"-24\", \"most\": \"24\"}",
                "\"amount\": {\"column\": \"Hours\", \"currency\": \"EUR\"}");
        Mapping mapping = MappingReader.read(euros).mapping().orElseThrow();
        try (TableFile csv = TableFile.open(
                file(HEADER + "1,58,PC2," + amount + ",OK,x\n"),
                mapping.file(),
                mapping.formats(),
                mapping.ownColumns())) {
            return RowReader.of(mapping, csv.header(), Map.of("dates", file(DATES)), 10)
                    .read(csv.next().orElseThrow());
        }
    }

    private ReadRow read(String line, String dates) throws Exception {
        Mapping mapping = mapping();
        RowReader reader = reader(HEADER, Map.of("dates", file(dates)), 10);
        try (TableFile csv =
                TableFile.open(file(HEADER + line), mapping.file(), mapping.formats(), mapping.ownColumns())) {
            return reader.read(csv.next().orElseThrow());
        }
    }

    private RowReader reader(String header, Map<String, Path> joined, int most) throws Exception {
        try (TableFile csv =
                TableFile.open(file(header), mapping().file(), mapping().formats(), List.of())) {
            return RowReader.of(mapping(), csv.header(), joined, most);
        }
    }

    private static Mapping mapping() {
        return MappingReader.read(MAPPING).mapping().orElseThrow();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "file", ".csv"), content, StandardCharsets.UTF_8);
    }
}
