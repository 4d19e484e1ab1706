package org.billhook.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.billhook.core.api.Page;
import org.junit.jupiter.api.Test;

class ListingTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final List<Page.Request> asked = new ArrayList<>();

    @Test
    void pagesAreReadUpToTheLimitAndTheRestIsTold() {
        print(700, 1000);

        assertThat(asked)
                .containsExactly(new Page.Request(Optional.empty(), 500), new Page.Request(Optional.of("500"), 200));
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("\n699")
                .doesNotContain("\n700")
                .contains("raise --limit above 700");
    }

    @Test
    void wholeListSaysNothingOfMore() {
        print(50, 2);

        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("\n1").doesNotContain("more");
    }

    @Test
    void emptyListSaysSo() {
        print(50, 0);

        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("Nothing");
    }

    @Test
    void limitIsAtLeastOne() {
        assertThatThrownBy(() -> print(0, 10)).isInstanceOf(CommandRefused.class);
    }

    private void print(int limit, int size) {
        Listing.print(out, limit, page -> numbers(page, size), number -> new Object[] {number}, "Number");
    }

    private Page<Integer> numbers(Page.Request page, int size) {
        asked.add(page);
        int from = page.after().map(Integer::parseInt).orElse(0);
        int to = Math.min(size, from + page.limit());
        return new Page<>(
                IntStream.range(from, to).boxed().toList(),
                to < size ? Optional.of(String.valueOf(to)) : Optional.empty());
    }
}
