package org.billhook.rest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.ClientErrorException;
import org.billhook.core.api.BillhookException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionTest {

    private static Precondition of(String match, String noneMatch) {
        Precondition precondition = new Precondition();
        precondition.match = match;
        precondition.noneMatch = noneMatch;
        return precondition;
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            nullValues = "-",
            value = {"\"3\", -, 3", "*, -, 7", "-, *, 0", "-, ' * ', 0", "\"3\", *, 3"})
    void savesOnTheVersionThatIsGiven(String match, String noneMatch, long version) {
        assertThat(of(match, noneMatch).<Long>save(() -> 7, on -> on)).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            nullValues = "-",
            value = {"-, -", "'', -", "-, \"3\""})
    void withoutAVersionTheHeaderIsAskedFor(String match, String noneMatch) {
        assertThatThrownBy(() -> of(match, noneMatch).<Long>save(() -> 7, on -> on))
                .isInstanceOfSatisfying(
                        ClientErrorException.class,
                        e -> assertThat(e.getResponse().getStatus()).isEqualTo(428));
    }

    @Test
    void starNeedsOneThatIsThere() {
        assertThatThrownBy(() -> of("*", null)
                        .<Long>save(
                                () -> {
                                    throw BillhookException.unknown("mapping", "sip");
                                },
                                on -> on))
                .isInstanceOfSatisfying(
                        BillhookException.class, e -> assertThat(e.type()).isEqualTo(BillhookException.Type.STALE));
    }
}
