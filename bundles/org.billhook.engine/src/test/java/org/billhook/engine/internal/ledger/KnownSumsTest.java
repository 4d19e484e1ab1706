package org.billhook.engine.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Unit;
import org.billhook.engine.internal.ledger.RootRoom.Sum;
import org.junit.jupiter.api.Test;

class KnownSumsTest {

    private static final Sum SUM = new Sum(0, Optional.of(7L), Measure.of(new Unit("HUR")));

    private Instant now = Instant.parse("2026-02-28T10:00:00Z");
    private int reads;
    private final KnownSums sums = new KnownSums(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private String read(String stored) {
        return sums.of(SUM, () -> {
                    reads++;
                    return new BigDecimal(stored);
                })
                .toPlainString();
    }

    @Test
    void aSumIsReadOnceAMinuteAndWhatIsPostedCounts() {
        assertThat(read("5000000")).isEqualTo("5000000");
        sums.add(SUM, new BigDecimal("2000000"));
        assertThat(read("0")).isEqualTo("7000000");
        assertThat(reads).isEqualTo(1);

        now = now.plus(Duration.ofMinutes(1));
        assertThat(read("9000000")).isEqualTo("9000000");
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void aSumThatIsNotFarBelowTheRoomIsReadEachTime() {
        assertThat(read("99999999999")).isEqualTo("99999999999");
        sums.add(SUM, BigDecimal.ONE);
        assertThat(read("5")).isEqualTo("5");
        assertThat(read("100000000000")).isEqualTo("5");
        sums.add(SUM, new BigDecimal("100000000000"));
        assertThat(read("100000000005")).isEqualTo("100000000005");
        assertThat(read("100000000006")).isEqualTo("100000000006");
    }
}
