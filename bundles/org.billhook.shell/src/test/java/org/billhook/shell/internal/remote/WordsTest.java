package org.billhook.shell.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.billhook.shell.internal.CommandRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @Test
    void blanksPartWordsAndQuotesKeepThemTogether() {
        assertThat(Words.of("hold 1  2\t--reason 'as agreed, \"so\"'"))
                .containsExactly("hold", "1", "2", "--reason", "as agreed, \"so\"");
        assertThat(Words.of("a --reason=\"b c\"d")).containsExactly("a", "--reason=b cd");
        assertThat(Words.of("a '' \"\"")).containsExactly("a", "", "");
        assertThat(Words.of("  ")).isEmpty();
    }

    @Test
    void backslashTakesTheNextCharacterAsItIs() {
        assertThat(Words.of("a\\ b \\\"c \"d\\\"\\\\\\e\" 'f\\g' h\\"))
                .containsExactly("a b", "\"c", "d\"\\\\e", "f\\g", "h\\");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$(x)", "${x}", "$x", "[x]", "{x}", "|", ">", ">>", "<", ";", "&", "&&", "#x", "!1", "*", "~", "`x`",
                "%(1)", "x=1"
            })
    void nothingElseHasAMeaning(String word) {
        assertThat(Words.of("a " + word + " b")).containsExactly("a", word, "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a 'b", "a \"b", "a \"b\\\"", "a 'b\""})
    void quoteHasToBeClosed(String line) {
        assertThatThrownBy(() -> Words.of(line))
                .isInstanceOf(CommandRefused.class)
                .hasMessageContaining("is not closed");
    }
}
