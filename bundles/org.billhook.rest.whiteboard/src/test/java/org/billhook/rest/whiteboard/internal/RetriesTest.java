package org.billhook.rest.whiteboard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetriesTest {

    private final Retries<String> retries = new Retries<>();

    @Test
    void oneTimerRunsForAllThatFailed() {
        assertThat(retries.failed(Set.of("a"))).isTrue();
        assertThat(retries.next()).hasValue(Duration.ofSeconds(1));
        assertThat(retries.failed(Set.of("a", "b"))).isTrue();
        assertThat(retries.next()).as("a timer runs").isEmpty();
        retries.due();
        assertThat(retries.next()).hasValue(Duration.ofSeconds(1));
    }

    @Test
    void asksSlowerWhileNothingChangesAndIsNoNewsThen() {
        assertThat(retries.failed(Set.of("a"))).isTrue();
        for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            assertThat(retries.next()).hasValue(Duration.ofSeconds(seconds));
            retries.due();
            assertThat(retries.failed(Set.of("a"))).isFalse();
        }
    }

    @Test
    void asksNoMoreWhenAllStarted() {
        retries.failed(Set.of("a"));
        assertThat(retries.failed(Set.of())).as("no failure is no news").isFalse();
        assertThat(retries.next()).isEmpty();
        assertThat(retries.failed(Set.of("a"))).as("again").isTrue();
        assertThat(retries.next()).hasValue(Duration.ofSeconds(1));
    }
}
