package org.billhook.rest.whiteboard.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private final ObjectMapper json = Json.mapper();

    record Posting(LocalDate day, Instant entered, BigDecimal hours, String text, int rank) {}

    @Test
    void datesAreIsoAndDecimalsPlain() throws JsonProcessingException {
        Posting posting = new Posting(
                LocalDate.of(2026, 2, 28),
                Instant.parse("2026-02-28T10:15:30Z"),
                new BigDecimal("0.00000001"),
                "pruning",
                1);

        assertThat(json.writeValueAsString(posting))
                .isEqualTo("{\"day\":\"2026-02-28\",\"entered\":\"2026-02-28T10:15:30Z\",\"hours\":0.00000001,"
                        + "\"text\":\"pruning\",\"rank\":1}");
    }

    @Test
    void absentValueIsLeftOut() throws JsonProcessingException {
        assertThat(json.writeValueAsString(new Posting(null, null, BigDecimal.ONE, null, 1)))
                .isEqualTo("{\"hours\":1,\"rank\":1}");
    }

    @Test
    void decimalKeepsEveryDigit() throws JsonProcessingException {
        Posting read = json.readValue("{\"hours\":1234567890123456.123456789,\"rank\":1}", Posting.class);

        assertThat(read.hours()).isEqualTo(new BigDecimal("1234567890123456.123456789"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rank\":1,\"hour\":1}",
                "{\"rank\":1,\"rank\":2}",
                "{\"rank\":1.5}",
                "{\"rank\":null}",
                "{\"rank\":1} x",
                "{\"rank\":1,\"text\":12.5}",
                "{\"rank\":1,\"text\":true}",
                "{\"rank\":1,\"day\":\"28.02.2026\"}"
            })
    void whatIsNotUnderstoodIsRefused(String body) {
        assertThatThrownBy(() -> json.readValue(body, Posting.class)).isInstanceOf(JsonProcessingException.class);
    }
}
