package org.billhook.imports.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.billhook.core.model.Finding;
import org.billhook.imports.internal.files.BrokenFile;
import org.billhook.imports.internal.rows.ReadRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;
import org.slf4j.spi.MDCAdapter;

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

    @Test
    void linesOfTheLogNameTheCallOfTheImport() throws Exception {
        eachThreadForItself();
        List<String> calls = new CopyOnWriteArrayList<>();
        MDC.setContextMap(Map.of("request", "month-end.7"));
        try (PagesAhead pages = new PagesAhead(() -> {
            calls.add(MDC.get("request"));
            return List.of();
        })) {
            pages.next();
        }

        assertThat(calls).containsExactly("month-end.7");
    }

    /** What the log of the server does, and that of unit tests does not. */
    private static void eachThreadForItself() throws ReflectiveOperationException {
        ThreadLocal<Map<String, String>> values = ThreadLocal.withInitial(Map::of);
        Object keeper = Proxy.newProxyInstance(
                MDCAdapter.class.getClassLoader(), new Class<?>[] {MDCAdapter.class}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "get" -> {
                            return values.get().get(arguments[0]);
                        }
                        case "getCopyOfContextMap" -> {
                            return values.get();
                        }
                        case "setContextMap" -> {
                            values.set(Map.copyOf((Map<String, String>) arguments[0]));
                            return null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                });
        Field adapter = MDC.class.getDeclaredField("mdcAdapter");
        adapter.setAccessible(true);
        adapter.set(null, keeper);
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
