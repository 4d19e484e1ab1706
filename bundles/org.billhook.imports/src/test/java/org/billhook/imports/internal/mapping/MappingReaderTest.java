package org.billhook.imports.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.imports.internal.mapping.Mapping.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingReaderTest {

    private static final String SMALLEST =
            """
            {"source": "cost-line", "origin": "times", "file": {"charset": "UTF-8"},
             "fields": {"externalId": "{Id}", "object": {"kind": "wbs-element", "key": "{Project}"},
                        "quantity": {"column": "Hours", "unit": "HUR"}, "serviceDate": "Day"}}
            """;

    @Test
    void smallestMappingUsesTheUsualFormats() {
        Mapping mapping = read(SMALLEST).mapping().orElseThrow();

        assertThat(mapping.file().separator()).isEqualTo(',');
        assertThat(mapping.file().quote()).isEqualTo('"');
        assertThat(mapping.formats().date("2014-02-28")).hasToString("Optional[2014-02-28]");
        assertThat(mapping.columns()).containsExactlyInAnyOrder("Id", "Project", "Hours", "Day");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"origin\": \"times\"|\"originn\": \"times\"|UNKNOWN_PROPERTY|originn",
                "\"origin\": \"times\"|\"x\": \"times\"|MISSING|origin",
                "\"charset\": \"UTF-8\"|\"separator\": \";\"|MISSING|file.charset",
                "\"UTF-8\"|\"klingon\"|UNKNOWN_CHARSET|file.charset",
                "\"UTF-8\"|\"UTF-8\", \"quote\": \",\"|BAD_CHARACTER|file.quote",
                "\"UTF-8\"|\"UTF-8\", \"separator\": \"::\"|BAD_CHARACTER|file.separator",
                "{Id}|{Id|BAD_TEMPLATE|fields.externalId",
                "{Project}|Project}|BAD_TEMPLATE|fields.object.key",
                "\"wbs-element\"|\"WBS\"|BAD_NAME|fields.object.kind",
                "\"unit\": \"HUR\"|\"units\": \"HUR\"|MISSING|fields.quantity.unit",
                "\"unit\": \"HUR\"|\"unit\": \"HUR\", \"least\": \"5\", \"most\": \"1\"|OUT_OF_RANGE|fields.quantity.least",
                "\"unit\": \"HUR\"|\"unit\": \"HUR\", \"least\": \"1e9\"|WRONG_TYPE|fields.quantity.least",
                "\"serviceDate\": \"Day\"|\"text\": \"{Day}\"|MISSING|fields.serviceDate",
                "\"serviceDate\": \"Day\"|\"serviceDate\": [\"Day\", 7]|WRONG_TYPE|fields.serviceDate[1]",
                "\"quantity\"|\"amounts\"|MISSING|fields.quantity",
                "\"fields\"|\"columns\": {\"Id\": \"integer\"}, \"fields\"|UNKNOWN_COLUMN_TYPE|columns.Id",
                "\"fields\"|\"columns\": {\"Hours\": \"date\"}, \"fields\"|WRONG_COLUMN_TYPE|fields.quantity.column",
                "\"fields\"|\"formats\": {\"dates\": [{\"pattern\": \"MMM-yy\", \"locale\": \"en\"}]}, \"fields\"|BAD_PATTERN|formats.dates[0].pattern",
                "\"fields\"|\"formats\": {\"dates\": [{\"pattern\": \"dd-bb-yy\", \"locale\": \"en\"}]}, \"fields\"|BAD_PATTERN|formats.dates[0].pattern",
                "\"fields\"|\"formats\": {\"dates\": [{\"pattern\": \"dd-MM-yy\", \"locale\": \"xx\"}]}, \"fields\"|UNKNOWN_LOCALE|formats.dates[0].locale",
                "\"fields\"|\"formats\": {\"groupingSeparator\": \".\"}, \"fields\"|BAD_CHARACTER|formats.decimalSeparator",
                "\"fields\"|\"joins\": [{\"name\": \"dates\"}], \"fields\"|MISSING|joins[0].keys",
                "\"fields\"|\"joins\": [{\"name\": \"file\", \"keys\": {\"a\": \"b\"}}], \"fields\"|BAD_NAME|joins[0].name",
                "\"fields\"|\"filters\": [{\"column\": \"a\"}], \"fields\"|MISSING|filters[0].in",
                "\"fields\"|\"objects\": [{\"kind\": \"project\", \"key\": \"{P}\"}], \"fields\"|MISSING|objects[0].name",
                "\"fields\"|\"objects\": {}, \"fields\"|WRONG_TYPE|objects"
            })
    void findingNamesThePath(String part, String replacement, String code, String path) {
        MappingReader.Reading reading = read(SMALLEST.replace(part, replacement));

        assertThat(reading.mapping()).isEmpty();
        assertThat(reading.findings()).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.field()).contains(path);
        });
    }

    @Test
    void everythingWrongIsFoundAtOnce() {
        MappingReader.Reading reading = read("{\"source\": 7, \"colour\": \"red\", \"file\": {}, \"fields\": {}}");

        assertThat(reading.findings())
                .extracting(Finding::field)
                .extracting(field -> field.orElse(""))
                .contains(
                        "source",
                        "colour",
                        "origin",
                        "file.charset",
                        "fields.externalId",
                        "fields.object",
                        "fields.quantity",
                        "fields.serviceDate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{|NOT_JSON", "[]|WRONG_TYPE", "{\"a\": 1, \"a\": 2}|NOT_JSON", "{} x|NOT_JSON"})
    void whatIsNoJsonObjectIsNoMapping(String json, String code) {
        assertThat(read(json).findings()).extracting(Finding::code).containsExactly(code);
    }

    @Test
    void columnTypesAndConstantsAreRead() {
        Mapping mapping = read(SMALLEST.replace(
                        "\"fields\"", "\"columns\": {\"Day\": \"date\"}, \"constants\": {\"Id\": \"1\"}, \"fields\""))
                .mapping()
                .orElseThrow();

        assertThat(mapping.types()).containsEntry("Day", ColumnType.DATE);
        assertThat(mapping.columns()).doesNotContain("Id");
    }

    private static MappingReader.Reading read(String json) {
        MappingReader.Reading reading = MappingReader.read(json);
        assertThat(reading.mapping().isEmpty()).isEqualTo(!reading.findings().equals(List.of()));
        return reading;
    }
}
