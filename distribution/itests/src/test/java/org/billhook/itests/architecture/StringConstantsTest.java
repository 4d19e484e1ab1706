package org.billhook.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class StringConstantsTest {

    @Test
    void literalsAreFoundAndNamesAreNot() throws IOException {
        try (InputStream in = Sample.class.getResourceAsStream("StringConstantsTest$Sample.class")) {
            assertThat(StringConstants.of(in)).contains("itemized", "milestone").doesNotContain("switched", "Sample");
        }
    }

    @SuppressWarnings("unused")
    private static final class Sample {

        private static final long NUMBER = 1L << 40;

        static long switched(String id, double factor) {
            return switch (id) {
                case "itemized" -> NUMBER;
                case "milestone" -> (long) (factor * 1.5);
                default -> 0;
            };
        }
    }
}
