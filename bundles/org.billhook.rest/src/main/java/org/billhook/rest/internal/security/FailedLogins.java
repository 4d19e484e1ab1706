package org.billhook.rest.internal.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes guessing slow: after a few failures under one name, or from one address, the next try has to wait, twice as long
 * each time, up to a limit. A success forgets the failures of the name.
 */
final class FailedLogins {

    private static final int FREE = 5;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final int MOST_KEYS = 10_000;

    private record Failures(int count, Instant last) {
        Instant openAt() {
            long seconds = count < FREE ? 0 : Math.min(LONGEST.toSeconds(), 1L << Math.min(count - FREE, 10));
            return last.plusSeconds(seconds);
        }
    }

    private final Clock clock;
    private final Map<String, Failures> byKey = new LinkedHashMap<>();

    FailedLogins(Clock clock) {
        this.clock = clock;
    }

    /** How long the next try has to wait; zero if it need not. */
    synchronized Duration wait(String user, String address) {
        Instant now = clock.instant();
        Duration forUser = Duration.between(now, openAt("user " + user, now));
        Duration forAddress = Duration.between(now, openAt("address " + address, now));
        Duration longer = forUser.compareTo(forAddress) > 0 ? forUser : forAddress;
        return longer.isNegative() ? Duration.ZERO : longer;
    }

    synchronized void failed(String user, String address) {
        Instant now = clock.instant();
        count("user " + user, now);
        count("address " + address, now);
        Iterator<Failures> oldest = byKey.values().iterator();
        while (byKey.size() > MOST_KEYS && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }

    synchronized void succeeded(String user) {
        byKey.remove("user " + user);
    }

    private void count(String key, Instant now) {
        Failures before = byKey.remove(key);
        boolean old = before == null || before.last().plus(KEPT).isBefore(now);
        byKey.put(key, new Failures(old ? 1 : before.count() + 1, now));
    }

    private Instant openAt(String key, Instant now) {
        Failures failures = byKey.get(key);
        return failures == null || failures.last().plus(KEPT).isBefore(now) ? now : failures.openAt();
    }
}
