package org.billhook.imports.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final List<String> read = new ArrayList<>();
    private final Remembered<Optional<Integer>> lengths = new Remembered<>(text -> {
        read.add(text);
        return text.isEmpty() ? Optional.empty() : Optional.of(text.length());
    });

    @Test
    void aTextIsReadOnce() {
        assertThat(lengths.of("7.5")).contains(3);
        assertThat(lengths.of("7.5")).contains(3);
        assertThat(lengths.of("")).isEmpty();
        assertThat(lengths.of("")).isEmpty();

        assertThat(read).containsExactly("7.5", "");
    }

    @Test
    void beyondAThousandTextsTheOnesBeforeAreReadAgain() {
        for (int i = 0; i < 1_001; i++) {
            lengths.of("n" + i);
        }
        read.clear();

        assertThat(lengths.of("n1000")).contains(5);
        assertThat(lengths.of("n0")).contains(2);

        assertThat(read).containsExactly("n0");
    }

    @Test
    void aLongTextIsReadEachTime() {
        String text = "9".repeat(41);

        assertThat(lengths.of(text)).contains(41);
        assertThat(lengths.of(text)).contains(41);

        assertThat(read).containsExactly(text, text);
    }
}
