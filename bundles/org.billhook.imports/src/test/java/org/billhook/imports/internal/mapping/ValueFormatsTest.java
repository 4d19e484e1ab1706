package org.billhook.imports.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueFormatsTest {

    private static final String MAPPING =
            """
            {"source": "cost-line", "origin": "o", "file": {"charset": "UTF-8"},
             "formats": {"dates": [{"pattern": "dd-MMM-yy", "locale": "en"}, {"pattern": "d.M.yyyy", "locale": "de"}],
                         "decimalSeparator": ",", "groupingSeparator": "."},
             "fields": {"externalId": "{Id}", "object": {"kind": "project", "key": "P"},
                        "quantity": {"column": "Hours", "unit": "HUR"}, "serviceDate": "Day"}}
            """;

    private final ValueFormats formats =
            MappingReader.read(MAPPING).mapping().orElseThrow().formats();

    @ParameterizedTest
    @CsvSource({"02-Nov-04,2004-11-02", "29-FEB-12,2012-02-29", "31-dec-99,2099-12-31", "1.9.2014,2014-09-01"})
    void dateIsReadInTheFirstFormatThatFits(String written, String date) {
        assertThat(formats.date(written)).hasToString("Optional[%s]".formatted(date));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "29-Feb-11",
                "31-Apr-12",
                "02-Nov-2004",
                "02-Okt-04",
                "1.9.0014",
                "1.9.2200",
                "today",
                "02-Nov-04 x"
            })
    void whatIsNoDayIsNoDate(String written) {
        assertThat(formats.date(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1,75|1.75", "-0,5|-0.5", "1.234.567,8|1234567.8", "1234|1234", "+3|3"})
    void decimalIsReadWithItsSeparators(String written, String number) {
        assertThat(formats.decimal(written)).hasToString("Optional[%s]".formatted(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.75",
                "12.34.567",
                "1e5",
                "NaN",
                "٣",
                "1,",
                ",5",
                "--1",
                "1 000",
                "9999999999999999",
                "0,1234567891"
            })
    void whatDoesNotFitIsNoDecimal(String written) {
        assertThat(formats.decimal(written)).isEmpty();
    }
}
