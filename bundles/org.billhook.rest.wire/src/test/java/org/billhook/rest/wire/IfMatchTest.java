package org.billhook.rest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.ClientErrorException;
import java.util.concurrent.atomic.AtomicLong;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {"\"1\", 1", "' \"42\" ', 42"})
    void tagIsTheVersion(String header, long version) {
        assertThat(IfMatch.version(header)).isEqualTo(version);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void withoutAVersionTheHeaderIsAskedFor(String header) {
        assertThatThrownBy(() -> IfMatch.version(header))
                .isInstanceOfSatisfying(
                        ClientErrorException.class,
                        e -> assertThat(e.getResponse().getStatus()).isEqualTo(428));
    }

    @Test
    void starMeansTheVersionOfNow() {
        IfMatch any = new IfMatch();
        any.given = " * ";

        assertThat(any.<Long>change(() -> 7, version -> version)).isEqualTo(7);
    }

    @Test
    void starIsTriedAgainWhileOthersChange() {
        IfMatch any = new IfMatch();
        any.given = "*";
        AtomicLong now = new AtomicLong(1);

        long done = any.<Long>change(now::get, version -> {
            if (version < 4) {
                now.incrementAndGet();
                throw new BillhookException(BillhookException.Type.STALE, Finding.error("STALE", "too old"));
            }
            return version;
        });

        assertThat(done).isEqualTo(4);
    }

    @Test
    void starIsRefusedWhenOthersNeverStop() {
        IfMatch any = new IfMatch();
        any.given = "*";

        assertThatThrownBy(() -> any.change(() -> 1, version -> {
                    throw new BillhookException(BillhookException.Type.STALE, Finding.error("STALE", "too old"));
                }))
                .isInstanceOf(BillhookException.class);
    }

    @Test
    void aTagIsTriedOnce() {
        IfMatch one = new IfMatch();
        one.given = "\"1\"";
        AtomicLong tried = new AtomicLong();

        assertThatThrownBy(() -> one.change(() -> 2, version -> {
                    tried.incrementAndGet();
                    throw new BillhookException(BillhookException.Type.STALE, Finding.error("STALE", "too old"));
                }))
                .isInstanceOf(BillhookException.class);
        assertThat(tried).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "W/\"1\"", "\"a\"", "\"-1\"", "\"1\", \"2\"", "\"1234567890123456789\""})
    void whatIsNoneOfOurTagsIsStale(String header) {
        assertThatThrownBy(() -> IfMatch.version(header))
                .isInstanceOfSatisfying(
                        BillhookException.class, e -> assertThat(e.type()).isEqualTo(BillhookException.Type.STALE));
    }
}
