package org.billhook.store.internal.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The digests are in the chain of every database there is: one that came out otherwise would be a row that somebody changed. */
class RowDigestsTest {

    private static final Instant AT = Instant.parse("2026-03-31T10:15:30.123456789Z");

    private final RowDigests digests = new RowDigests();

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private byte[] act(Object releasedBy) {
        return digests.of(Covered.ACT, new Object[] {7L, Optional.empty(), "anna", "Gerüst, 3 h", AT, releasedBy});
    }

    /** 1:7-1:4:anna11:Gerüst, 3 h27:2026-03-31T10:15:30.123456Z, and 4:otto behind it. */
    @Test
    void eachColumnIsItsLengthAndItsText() {
        assertThat(hex(act(Optional.empty())))
                .isEqualTo("5c61f8d4c11ac6926e54867e1942836fec82fa6b31f9a8d69df85bbedfed6928");
        assertThat(hex(act(Optional.of("otto"))))
                .isEqualTo("f6e1d1b9cce705659220ffe9bc7fa1b4a195c92c2301c5179b5712d8b31769b2");
        assertThat(hex(act(null))).isEqualTo("5c61f8d4c11ac6926e54867e1942836fec82fa6b31f9a8d69df85bbedfed6928");
    }

    @Test
    void numbersAreWithoutZerosAtTheirEnd() {
        Object[] price = {
            12L,
            "DEFAULT",
            "{\"activity\":\"Dev\"}",
            "HUR",
            new BigDecimal("97.300"),
            "EUR",
            LocalDate.of(2026, 1, 1),
            null,
            3L,
            null,
            false,
            null,
            null,
            null,
            null
        };
        assertThat(hex(digests.of(Covered.PRICE, price)))
                .isEqualTo("ad31c2e8d05eca8d74fe364658ad612fce4705668f1f924264b60a05b5139db3");
    }

    @Test
    void rowsTogetherAreTheDigestOfTheirDigests() {
        Digests rows = new Digests();
        rows.add(7, act(null));
        rows.add(8, act("otto"));
        assertThat(digests.of(rows, 0, 2))
                .isEqualTo("a7edc87ecd7ef56a23f46f4ccf28eb5999d3b549d16d92ee599bb1d79cd44a1f");
    }
}
