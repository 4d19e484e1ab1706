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
                "(-1)",
                "--1",
                "()"
            })
    void whatDoesNotFitIsNoDecimal(String written) {
        assertThat(formats.decimal(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "(34,50)|-34.50",
                "'-75,63|-75.63",
                "34,50-|-34.50",
                "\u22121,5|-1.5",
                "0,3333333333333333|0.3333333333333333"
            })
    void aSignStandsWhereSpreadsheetsPutIt(String written, String number) {
        assertThat(formats.decimal(written)).hasToString("Optional[%s]".formatted(number));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.000,00 \u20ac|EUR|1000.00",
                "-950,00\u00a0\u20ac|EUR|-950.00",
                "\u20ac 5|EUR|5",
                "$1.234,50|USD|1234.50",
                "$(34,50)|USD|-34.50",
                "($34,50)|CAD|-34.50",
                "$-34,50|USD|-34.50",
                "US$ 7|USD|7",
                "EUR 7|EUR|7",
                "7 eur|EUR|7",
                "7|EUR|7"
            })
    void anAmountMayHaveTheSignOfItsCurrency(String written, String currency, String number) {
        assertThat(formats.amount(written, currency)).hasToString("Optional[%s]".formatted(number));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$7|EUR",
                "7 \u20ac|USD",
                "7 GBP|EUR",
                "7 x|EUR",
                "\u20ac|EUR",
                "-(-7 \u20ac)|EUR",
                "-$(7)|USD",
                "7 \u20ac \u20ac|EUR"
            })
    void anotherSignIsNoAmount(String written, String currency) {
        assertThat(formats.amount(written, currency)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1:25|5100",
                "01:30:30|5430",
                "0:20|1200",
                "-0:20|-1200",
                "100:00|360000",
                "18:25 min|1105",
                "1h 25m|5100",
                "1 h 25 min|5100",
                "90 min|5400",
                "45s|45",
                "1,5h|5400.0",
                "PT1H25M|5100",
                "PT0.5H|1800.0"
            })
    void aDurationIsReadToTheSecond(String written, String seconds) {
        assertThat(formats.seconds(written)).hasToString("Optional[%s]".formatted(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1:60",
                "1:2",
                "1:25:99",
                "18:70 min",
                "1.5h",
                "1d 2h",
                "2w",
                "90",
                "1,5",
                "",
                "PT",
                "h",
                "10:00 PM"
            })
    void whatIsNoDurationIsNone(String written) {
        assertThat(formats.seconds(written)).isEmpty();
    }
}
