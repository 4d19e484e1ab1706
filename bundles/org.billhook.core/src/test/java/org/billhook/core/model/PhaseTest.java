package org.billhook.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseTest {

    @ParameterizedTest
    @Tag("R-15")
    @CsvSource({
        "OPEN, RELEASED, false",
        "IN_PROCESS, RELEASED, false",
        "RELEASED, RELEASED, true",
        "COMPLETED, RELEASED, true",
        "CLOSED, RELEASED, true",
        "RELEASED, COMPLETED, false",
        "CLOSED, COMPLETED, true",
    })
    void neededPhaseIsAMinimum(Phase phase, Phase least, boolean reached) {
        assertThat(phase.atLeast(least)).isEqualTo(reached);
    }
}
