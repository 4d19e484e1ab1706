package org.billhook.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LoggedThrowableTest {

    @Test
    void printsAsTheOriginalDoes() {
        IllegalStateException original = new IllegalStateException("outer", new RuntimeException("inner"));
        original.addSuppressed(new IllegalArgumentException("beside"));

        assertThat(printed(LoggedThrowable.of(original))).isEqualTo(printed(original));
    }

    @Test
    void causesThatGoInACircleEnd() {
        RuntimeException first = new RuntimeException("first");
        first.initCause(new RuntimeException("second", first));

        assertThat(printed(LoggedThrowable.of(first)))
                .startsWith("java.lang.RuntimeException: first")
                .contains("java.lang.RuntimeException: second");
    }

    @Test
    void oneThatCannotEvenSayWhatItIsGetsTheNameOfItsClass() {
        assertThat(LoggedThrowable.of(new Hostile())).hasToString(Hostile.class.getName());
    }

    private static String printed(Throwable throwable) {
        StringWriter text = new StringWriter();
        throwable.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String toString() {
            throw new IllegalStateException("never");
        }
    }
}
