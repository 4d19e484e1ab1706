package org.billhook.store.internal.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DigestsTest {

    private final Digests rows = new Digests();

    private static byte[] digest(int value) {
        byte[] digest = new byte[32];
        Arrays.fill(digest, (byte) value);
        return digest;
    }

    private static String text(Digests rows) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            MessageDigest of = MessageDigest.getInstance("SHA-256");
            rows.update(of, i, i + 1);
            for (int value = 0; value < 100; value++) {
                MessageDigest other = MessageDigest.getInstance("SHA-256");
                if (Arrays.equals(other.digest(digest(value)), ((MessageDigest) of.clone()).digest())) {
                    text.append(rows.key(i)).append(':').append(value).append(' ');
                }
            }
        }
        return text.toString().strip();
    }

    @Test
    void areSortedByTheirKeysAndThoseOfOneKeyAsTheyCame() throws Exception {
        rows.add(5, digest(1));
        rows.add(3, digest(2));
        rows.add(5, digest(3));
        rows.add(3, digest(4));
        rows.add(9_000_000_000L, digest(5));

        assertThat(text(rows.sorted())).isEqualTo("3:2 3:4 5:1 5:3 9000000000:5");
        assertThat(text(rows.without(Set.of(3L)))).isEqualTo("5:1 5:3 9000000000:5");
    }

    @Test
    void keysAreFoundByTheirFirstIndex() {
        for (long key : new long[] {2, 4, 4, 7}) {
            rows.add(key, digest(0));
        }
        assertThat(new int[] {
                    rows.from(1), rows.from(2), rows.from(3), rows.from(4), rows.from(5), rows.from(7), rows.from(8)
                })
                .containsExactly(0, 0, 1, 1, 3, 3, 4);
        assertThat(new Digests().from(1)).isZero();
    }
}
