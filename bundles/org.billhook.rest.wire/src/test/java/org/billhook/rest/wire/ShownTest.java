package org.billhook.rest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.billhook.core.model.Finding;
import org.junit.jupiter.api.Test;

class ShownTest {

    private static final String EIGHTY = "v".repeat(80);

    @Test
    void valuesAreShownUpToEightyCharacters() {
        assertThat(Shown.value(EIGHTY)).isEqualTo(EIGHTY);
        assertThat(Shown.value(EIGHTY + "w")).isEqualTo(EIGHTY + "…");
    }

    @Test
    void sentencesKeepTheirWordsAndShortenWhatTheyQuote() {
        String listed = "Kind 'project' has no attribute 'colour'; it has [customer, " + "x, ".repeat(60) + "manager]";
        assertThat(Shown.message(listed)).isEqualTo(listed);
        assertThat(Shown.message("Key '" + EIGHTY + "vvv' can't be used for 'project'"))
                .isEqualTo("Key '" + EIGHTY + "…' can't be used for 'project'");
        assertThat(Shown.message("Key '" + EIGHTY + "' can't be used")).isEqualTo("Key '" + EIGHTY + "' can't be used");
        assertThat(Shown.message("Key '" + "v".repeat(1_000_000) + "' is taken"))
                .isEqualTo("Key '" + EIGHTY + "…' is taken");
        assertThat(Shown.message("x".repeat(1_000_000)).length()).isLessThan(5_000);
        assertThat(Shown.message("'" + "a'b ".repeat(300_000) + "'").length()).isLessThan(5_000);
    }

    @Test
    void findingsAreShownSo() {
        FindingJson json = FindingJson.of(Finding.error("X", "f".repeat(200), "'" + "v".repeat(200) + "' is wrong"));
        assertThat(json.field()).hasSize(81);
        assertThat(json.message()).isEqualTo("'" + EIGHTY + "…' is wrong");
    }

    @Test
    void inputKeepsAHundredFindings() {
        Input in = new Input();
        for (int i = 0; i < 1_000; i++) {
            in.refuse("WRONG", "f" + i, "wrong");
        }
        assertThat(in.findings()).hasSize(100);
    }
}
