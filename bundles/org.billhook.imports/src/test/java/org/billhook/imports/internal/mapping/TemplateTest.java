package org.billhook.imports.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    private static final Map<String, String> ROW = Map.of("A", "1735", "B", "58", "Task number", "7");

    @ParameterizedTest
    @CsvSource({"{A}-{B},1735-58", "{A},1735", "fixed,fixed", "{{{A}}},{1735}", "{ Task number },7", "x{A}{B}y,x173558y"
    })
    void columnsAreFilledIn(String template, String filled) throws Exception {
        assertThat(Template.parse(template).fill(ROW::get)).isEqualTo(filled);
    }

    @ParameterizedTest
    @CsvSource({"{A,opening brace at 1", "A},closing brace at 2", "x{},opening brace at 2", "{a{b},opening brace at 1"})
    void braceWithoutPartnerOrColumnIsNoTemplate(String template, String reason) {
        assertThatThrownBy(() -> Template.parse(template))
                .isInstanceOf(Template.BadTemplate.class)
                .hasMessageContaining(reason);
    }

    @Test
    void columnsAreKnownOnceEach() throws Exception {
        assertThat(Template.parse("{B}.{A}.{B}").columns()).containsExactly("B", "A");
    }
}
