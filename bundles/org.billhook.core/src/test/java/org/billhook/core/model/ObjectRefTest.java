package org.billhook.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectRefTest {

    @ParameterizedTest
    @ValueSource(strings = {"wbs-element/PC2.PBC42", "project/Ä ö", "x/1", "sales-order-item/4711-10"})
    void textIsReadBack(String text) {
        assertThat(ObjectRef.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "project",
                "/P1",
                "project/",
                "project/ ",
                "Project/P1",
                "1st/P1",
                "-a/P1",
                "proj_ect/P1",
                "projéct/P1",
                "project/a/b",
                "project/a\tb",
                "project/a\u007fb"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> ObjectRef.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void longestKindHas40AndLongestKey120Characters() {
        assertThat(new ObjectRef("k".repeat(40), "K".repeat(120)).key()).hasSize(120);
        assertThatThrownBy(() -> new ObjectRef("k".repeat(41), "K")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ObjectRef("k", "K".repeat(121))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keysOfOneKindAreCaseSensitive() {
        assertThat(new ObjectRef("project", "p1")).isNotEqualTo(new ObjectRef("project", "P1"));
    }
}
