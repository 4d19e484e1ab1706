package org.billhook.imports.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.billhook.core.model.Finding;
import org.billhook.imports.internal.files.BrokenFile;
import org.billhook.imports.internal.rows.ReadRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PagesAheadTest {

    private final List<Integer> made = new ArrayList<>();

    /** Pages with as many empty places as their number, down to the empty one. */
    private List<ReadRow> countdown() {
        int size = 3 - made.size();
        made.add(size);
        return new ArrayList<>(java.util.Collections.nCopies(size, null));
    }

    @Test
    void pagesComeInTheirOrderUpToTheEmptyOne() throws Exception {
        List<Integer> sizes = new ArrayList<>();
        try (PagesAhead pages = new PagesAhead(this::countdown)) {
            for (List<ReadRow> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                sizes.add(page.size());
            }
        }

        assertThat(sizes).containsExactly(3, 2, 1);
        assertThat(made).containsExactly(3, 2, 1, 0);
    }

    @Test
    void noMoreThanOnePageIsMadeAheadAndTheEndWaitsForIt() throws Exception {
        try (PagesAhead pages = new PagesAhead(this::countdown)) {
            pages.next();
        }

        assertThat(made).containsExactly(3, 2);
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void whatStopsTheMakingIsThrownToWhoTakesThePage(Throwable reason) throws Exception {
        try (PagesAhead pages = new PagesAhead(() -> {
            if (reason instanceof IOException unreadable) {
                throw unreadable;
            }
            if (reason instanceof BrokenFile broken) {
                throw broken;
            }
            if (reason instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) reason;
        })) {
            assertThatThrownBy(pages::next).isSameAs(reason);
        }
    }

    static List<Throwable> reasons() {
        return List.of(
                new IOException("gone"),
                new BrokenFile(Finding.error("BROKEN", "broken")),
                new IllegalStateException("wrong"),
                new LinkageError("removed"));
    }
}
