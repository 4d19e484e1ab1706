package org.billhook.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitTest {

    @Test
    void constantsAreThere() {
        assertThat(Unit.HOUR.code()).isEqualTo("HUR");
        assertThat(Unit.PIECE.code()).isEqualTo("C62");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hur", "H R", "ABCDEFGHI", "Ä"})
    void codeOfOtherLettersOrLengthIsRefused(String code) {
        assertThatThrownBy(() -> new Unit(code)).isInstanceOf(IllegalArgumentException.class);
    }
}
