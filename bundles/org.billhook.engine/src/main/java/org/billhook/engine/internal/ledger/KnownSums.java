package org.billhook.engine.internal.ledger;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.billhook.engine.internal.ledger.RootRoom.Sum;

/**
 * Sums of large postings that were read within the last minute, with what this process posted since: an import reads the sum of a
 * root once a minute, not once a page. Only those are kept that are far below the room of a root, so that what other nodes post
 * within the minute has room, too. What was rolled back counts until the sum is read anew. For any thread.
 */
public final class KnownSums {

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final BigDecimal FAR_BELOW = new BigDecimal("100000000000");
    private static final int MOST = 10_000;

    private record Known(BigDecimal sum, Instant readAt) {}

    private final Clock clock;
    private final Map<Sum, Known> sums = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sum, Known> eldest) {
            return size() > MOST;
        }
    };

    public KnownSums(Clock clock) {
        this.clock = clock;
    }

    /** @param read reads it where it is not known */
    BigDecimal of(Sum sum, Supplier<BigDecimal> read) {
        Instant now = clock.instant();
        synchronized (sums) {
            Known known = sums.get(sum);
            if (known != null
                    && known.sum().compareTo(FAR_BELOW) < 0
                    && now.isBefore(known.readAt().plus(FRESH))) {
                return known.sum();
            }
        }
        BigDecimal fresh = read.get();
        synchronized (sums) {
            sums.put(sum, new Known(fresh, now));
        }
        return fresh;
    }

    void add(Sum sum, BigDecimal value) {
        synchronized (sums) {
            sums.computeIfPresent(sum, (same, known) -> new Known(known.sum().add(value), known.readAt()));
        }
    }
}
