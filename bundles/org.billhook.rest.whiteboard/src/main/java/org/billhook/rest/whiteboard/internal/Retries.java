package org.billhook.rest.whiteboard.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * When to ask again for what did not start: one timer for all of it, slower each time that nothing new comes. Not for more
 * than one thread.
 */
final class Retries<T> {

    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LAST = Duration.ofSeconds(30);

    private Set<T> failed = Set.of();
    private Duration pause = FIRST;
    private boolean planned;

    /** @return whether this is news: others failed the last time */
    boolean failed(Set<T> now) {
        boolean news = !now.equals(failed);
        if (news) {
            pause = FIRST;
        }
        failed = Set.copyOf(now);
        return news && !now.isEmpty();
    }

    /** After which time to ask again; empty if nothing failed or a timer runs already. */
    Optional<Duration> next() {
        if (planned || failed.isEmpty()) {
            return Optional.empty();
        }
        planned = true;
        Duration now = pause;
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LAST) < 0 ? twice : LAST;
        return Optional.of(now);
    }

    /** The timer has run out. */
    void due() {
        planned = false;
    }
}
