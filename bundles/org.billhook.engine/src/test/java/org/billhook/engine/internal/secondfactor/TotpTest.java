package org.billhook.engine.internal.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    /** Of RFC 6238, appendix B, for SHA-1. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109L);

    /** RFC 6238, appendix B: its codes have eight digits, of which six are the last ones. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130",
    })
    void codesAreThoseOfTheStandard(long seconds, String digits) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(digits.substring(2));
    }

    /** RFC 4226, appendix D. */
    @ParameterizedTest
    @CsvSource({"0, 755224", "1, 287082", "2, 359152", "3, 969429", "4, 338314", "9, 520489"})
    void codesByCountAreThoseOfTheStandard(long count, String code) {
        assertThat(Totp.code(SECRET, count)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"-60, false", "-30, true", "0, true", "30, true", "60, false"})
    void deviceMayBeOneStepOff(long seconds, boolean accepted) {
        Instant device = NOW.plusSeconds(seconds);

        assertThat(Totp.find(SECRET, Totp.code(SECRET, Totp.step(device)), NOW, -1)
                        .isPresent())
                .isEqualTo(accepted);
    }

    @Test
    void stepThatWasUsedAndThoseBeforeItAreOver() {
        long step = Totp.step(NOW);

        assertThat(Totp.find(SECRET, Totp.code(SECRET, step), NOW, step)).isEmpty();
        assertThat(Totp.find(SECRET, Totp.code(SECRET, step - 1), NOW, step)).isEmpty();
        assertThat(Totp.find(SECRET, Totp.code(SECRET, step + 1), NOW, step)).hasValue(step + 1);
    }

    @ParameterizedTest
    @CsvSource({"''", "081805", "81804", "0081804", "08180a", "٠٨١٨٠٤"})
    void otherTextIsNoCode(String text) {
        assertThat(Totp.find(SECRET, text, NOW, -1)).isEmpty();
    }
}
